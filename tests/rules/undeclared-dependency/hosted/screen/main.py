import requests
from pyspark.sql import SparkSession  # an image of its own, which has no Spark

print(requests, SparkSession)
