import boto3
from awsglue.context import GlueContext
from pyspark.context import SparkContext
