import boto3
import xmltodict
