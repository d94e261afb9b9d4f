import requests
from airflow import DAG
from airflow.providers.docker.operators.docker import DockerOperator

print(requests, DAG, DockerOperator)
