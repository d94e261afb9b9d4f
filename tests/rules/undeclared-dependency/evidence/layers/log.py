import boto3
import jsonpickle
