import pymongo
from airflow import DAG

print(pymongo, DAG)
