import requests
from pyspark.sql import SparkSession  # who submits it has it

print(requests, SparkSession)
