import google.auth
import google.cloud.logging
import google.protobuf.message
from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient
from azure.storage.blob import BlobServiceClient
from azure.storage.queue import QueueClient
from google.api_core import retry
from google.cloud import bigquery, firestore
from google.cloud.pubsub_v1 import PublisherClient
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.wsgi import OpenTelemetryMiddleware
from opentelemetry.sdk.trace import TracerProvider
from ruamel.yaml import YAML
from zope.interface import Interface
