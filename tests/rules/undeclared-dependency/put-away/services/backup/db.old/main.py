import boto3
import zstandard

print(boto3, zstandard)
