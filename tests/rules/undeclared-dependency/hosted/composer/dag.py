import sqlalchemy
from airflow import DAG
