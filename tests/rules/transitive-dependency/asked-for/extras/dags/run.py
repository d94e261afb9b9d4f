import psycopg2
import sqlalchemy
import uvicorn
import websockets
from airflow import DAG
from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.providers.google.cloud.hooks.gcs import GCSHook

print(psycopg2, sqlalchemy, uvicorn, websockets, DAG, GCSHook, S3Hook)
