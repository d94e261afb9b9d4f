from google.cloud import bigquery
