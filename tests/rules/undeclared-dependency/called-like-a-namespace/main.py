import click
import six

from azure.identity import DefaultAzureCredential
from clouds.azure import KIND

print(click, six, KIND, DefaultAzureCredential)
