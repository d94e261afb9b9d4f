import click
import boto3
