import bs4
import cv2
import jose
import jwt
import libarchive
import pkg_resources
import psycopg2
import setuptools
import yaml
from dateutil.parser import parse
from opentelemetry.exporter.cloud_trace import CloudTraceSpanExporter
from google.cloud import kms_v1, storage
from PIL import Image
from sklearn import svm
