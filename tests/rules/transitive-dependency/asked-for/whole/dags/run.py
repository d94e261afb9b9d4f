import pendulum
from airflow import DAG
from airflow.providers.http.operators.http import HttpOperator

print(pendulum, DAG, HttpOperator)
