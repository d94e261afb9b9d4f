import requests
from pyspark.sql import SparkSession  # the cluster has it

print(requests, SparkSession)
