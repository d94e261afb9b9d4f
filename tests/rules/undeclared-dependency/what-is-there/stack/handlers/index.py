import boto3  # Lambda has it
import pandas
