import requests
import pandas
from airflow import DAG
from google.cloud import bigquery
