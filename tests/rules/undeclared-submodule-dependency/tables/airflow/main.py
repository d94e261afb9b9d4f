from airflow.providers.google.cloud.transfers.s3_to_gcs import S3ToGCSOperator
