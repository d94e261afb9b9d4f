import google.auth
from airflow.decorators import dag
