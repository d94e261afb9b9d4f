import boto3  # the image of Airflow may have it
from airflow import DAG

dag = DAG("daily")
print(boto3)
