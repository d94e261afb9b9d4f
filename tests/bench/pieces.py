"""What services are made of, for projects.py: pieces of code with what they declare, as they stand in real
repositories. Each says which reports about it are right; any other report about it is wrong."""
import dataclasses

# What a report may say.
MISSING, UNUSED, DEVELOPMENT = "missing", "unused", "development"


@dataclasses.dataclass
class Piece:
    name: str
    code: str = ""  # of a module of its own, which the service's entry imports
    needs: tuple = ()  # lines of the service's manifest
    development: tuple = ()  # lines of its manifest for development
    command: str = ""  # starts the service, in the Dockerfile
    files: dict = dataclasses.field(default_factory=dict)  # others, below the service
    shared: dict = dataclasses.field(default_factory=dict)  # others, below the shared code
    shared_needs: tuple = ()  # lines of the shared code's manifest, where it has one, or of what is common
    right: tuple = ()  # (MISSING, UNUSED or DEVELOPMENT, the distribution, the import that is told or ""): planted
    spoiled: tuple = ()  # with one of these declared beside it, it is no fault


def fault(name, kind, dist, told, code="", **other):
    other.setdefault("spoiled", ())
    other["spoiled"] += (dist,)
    return Piece(name, code, right=((kind, dist, told),), **other)


def declared(name, code, *needs, **other):
    """Code whose needs are all declared: silence is right."""
    return Piece(name, code, needs, **other)


LOOK_ALIKES = [
    # Names that differ.
    declared("yaml", "import yaml\n", "PyYAML==6.0.2"),
    declared("pillow", "from PIL import Image\n", "pillow==11.0.0"),
    declared("pyjwt", "import jwt\n", "PyJWT[crypto]==2.9.0"),
    declared("beautifulsoup", "from bs4 import BeautifulSoup\n", "beautifulsoup4==4.12.3"),
    declared("dateutil", "from dateutil.parser import parse\n", "python-dateutil==2.9.0.post0"),
    declared("dotenv", "from dotenv import load_dotenv\n", "python-dotenv==1.0.1"),
    declared("opencv", "import cv2\n", "opencv-python-headless==4.10.0.84"),
    declared("scikit-learn", "from sklearn.linear_model import LinearRegression\n", "scikit-learn==1.5.2"),
    declared("grpc", "import grpc\nfrom google.protobuf import message\n", "grpcio==1.67.1", "protobuf==5.28.3"),
    # Packages that several distributions fill.
    declared("google-cloud", "from google.cloud import firestore\nfrom google.cloud.pubsub_v1 import PublisherClient\n",
             "google-cloud-firestore==2.19.0", "google-cloud-pubsub==2.27.1"),
    declared("azure", "from azure.identity import DefaultAzureCredential\n"
             "from azure.storage.blob import BlobServiceClient\n",
             "azure-identity==1.19.0", "azure-storage-blob==12.23.1"),
    declared("opentelemetry", "from opentelemetry import trace\nfrom opentelemetry.sdk.trace import TracerProvider\n",
             "opentelemetry-api==1.28.1", "opentelemetry-sdk==1.28.1"),
    # Imports that need not succeed.
    declared("optional-none", "try:\n    import orjson\nexcept ImportError:\n    orjson = None\n"),
    declared("optional-instead", "try:\n    import ujson as json\nexcept ImportError:\n    import json\n"),
    declared("optional-flag", "try:\n    import polars\n    HAVE = True\nexcept ModuleNotFoundError:\n    HAVE = False\n"),
    declared("optional-suppress", "import contextlib\n\nwith contextlib.suppress(ImportError):\n    import uvloop\n"),
    declared("optional-asked", "import importlib.util\n\nif importlib.util.find_spec('newrelic') is not None:\n"
             "    import newrelic.agent\n"),
    declared("optional-lazy", "def frame(rows):\n    try:\n        import pandas\n    except ImportError:\n"
             "        return rows\n    return pandas.DataFrame(rows)\n"),
    declared("typing-only", "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n"
             "    from mypy_boto3_s3 import S3Client\n"),
    declared("version-branch", "import sys\n\nif sys.version_info >= (3, 11):\n    import tomllib\nelse:\n"
             "    import tomli as tomllib\n", "tomli==2.0.2; python_version < '3.11'"),
    declared("version-try", "try:\n    import zoneinfo\nexcept ImportError:\n    from backports import zoneinfo\n",
             "backports.zoneinfo==0.2.1; python_version < '3.9'"),
    # Needed, and never imported.
    declared("gunicorn", "from flask import Flask\n\napp = Flask(__name__)\n", "flask==3.0.3", "gunicorn==23.0.0",
             command='["gunicorn", "--bind", ":8080", "main:app"]'),
    declared("uvicorn", "from fastapi import FastAPI\n\napp = FastAPI()\n", "fastapi==0.115.4", "uvicorn[standard]==0.32.0",
             command='["uvicorn", "main:app", "--host", "0.0.0.0"]'),
    declared("celery-broker", "from celery import Celery\n\napp = Celery(broker='redis://cache:6379/0')\n",
             "celery==5.4.0", "redis==5.2.0", command='["celery", "-A", "main", "worker"]'),
    declared("traced-command", "", "opentelemetry-distro==0.49b1", "opentelemetry-exporter-otlp==1.28.1", "gunicorn==23.0.0",
             command='["opentelemetry-instrument", "gunicorn", "main:app"]'),
    declared("driver-in-url", "from sqlalchemy import create_engine\n\nengine = create_engine('postgresql+psycopg2://db/app')\n",
             "SQLAlchemy==2.0.36", "psycopg2-binary==2.9.10"),
    declared("async-driver", "from sqlalchemy.ext.asyncio import create_async_engine\n\n"
             "engine = create_async_engine('postgresql+asyncpg://db/app')\n", "SQLAlchemy[asyncio]==2.0.36", "asyncpg==0.30.0"),
    declared("settings", "INSTALLED_APPS = ['django.contrib.auth', 'corsheaders', 'rest_framework']\n"
             "MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']\n"
             "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}\n",
             "django-cors-headers==4.6.0", "djangorestframework==3.15.2", "whitenoise==6.8.2", "psycopg[binary]==3.2.3",
             "Django==4.2.16", files={"manage.py": "from django.core.management import execute_from_command_line\n"}),
    declared("logging-class", "import logging.config\n\nlogging.config.dictConfig({'version': 1, 'formatters': {'json': {\n"
             "    '()': 'pythonjsonlogger.jsonlogger.JsonFormatter'}}})\n", "python-json-logger==2.0.7"),
    declared("engine-of-pandas", "import pandas\n\nrows = pandas.read_parquet\n", "pandas==2.2.3", "pyarrow==18.0.0"),
    declared("email", "from pydantic import BaseModel, EmailStr\n\n\nclass User(BaseModel):\n    mail: EmailStr\n",
             "pydantic==2.9.2", "email-validator==2.2.0"),
    declared("form", "from fastapi import Form\n\n\ndef login(name: str = Form()):\n    return name\n",
             "fastapi==0.115.4", "python-multipart==0.0.17"),
    declared("templates", "from starlette.templating import Jinja2Templates\n\nviews = Jinja2Templates(directory='.')\n",
             "starlette==0.41.2", "jinja2==3.1.4"),
    declared("integration", "from sentry_sdk.integrations.flask import FlaskIntegration\n", "sentry-sdk[flask]==2.18.0"),
    declared("stubs", "import requests\n", "requests==2.32.3", "types-requests==2.32.0.20241016"),
    declared("pinned", "from celery import Celery\n", "celery==5.4.0", "vine==5.1.0  # pinned: needed by celery"),
    # For development.
    declared("test-plugins", "", development=("pytest==8.3.3", "pytest-cov==6.0.0", "pytest-asyncio==0.24.0", "ruff==0.7.2"),
             files={"tests/test_main.py": "import pytest\n\n\ndef test_main():\n    assert pytest\n"}),
    declared("test-tools", "from fastapi import FastAPI\n", "fastapi==0.115.4", development=("httpx==0.27.2",),
             files={"tests/test_api.py": "from fastapi.testclient import TestClient\n"}),
    # Ours.
    declared("migrations", "", "alembic==1.14.0", "SQLAlchemy==2.0.36",
             files={"alembic/env.py": "from alembic import context\nfrom sqlalchemy import pool\n"}),
    declared("generated", "from . import orders_pb2\n", "protobuf==5.28.3",
             files={"app/orders_pb2.py": "from google.protobuf import descriptor_pool\n"}),
    declared("used-by-shared", "from shared.log import logger\n", "structlog==24.4.0",
             shared={"log.py": "import structlog\n\nlogger = structlog.get_logger()\n"}, shared_needs=("structlog==24.4.0",)),
    declared("declared-by-shared", "from shared.retry import retried\n",
             shared={"retry.py": "import tenacity\n\nretried = tenacity.retry\n"}, shared_needs=("tenacity==9.0.0",)),
]

FAULTS = [
    fault("plain", MISSING, "requests", "requests", "import requests\n"),
    fault("through-shared", MISSING, "httpx", "httpx", "from shared.client import client\n",
          shared={"client.py": "import httpx\n\nclient = httpx.Client\n"}),
    fault("hidden-integration", MISSING, "sqlalchemy", "sentry_sdk.integrations.sqlalchemy",
          "from sentry_sdk.integrations.sqlalchemy import SqlalchemyIntegration\n", needs=("sentry-sdk==2.18.0",),
          spoiled=("alembic",)),
    fault("hidden-integration-in-shared", MISSING, "redis", "sentry_sdk.integrations.redis", "from shared.errors import start\n",
          needs=("sentry-sdk==2.18.0",), shared_needs=("sentry-sdk==2.18.0",),
          shared={"errors.py": "from sentry_sdk.integrations.redis import RedisIntegration\n\nstart = RedisIntegration\n"}),
    fault("another-google", MISSING, "google-cloud-firestore", "google", "from google.cloud import firestore, storage\n",
          needs=("google-cloud-storage==2.18.2",)),
    fault("by-name", MISSING, "boto3", "boto3", "import importlib\n\nboto3 = importlib.import_module('boto3')\n"),
    fault("raises-again", MISSING, "redis", "redis",
          "try:\n    import redis\nexcept ImportError as e:\n    raise RuntimeError('install redis') from e\n"),
    fault("lazy", MISSING, "openpyxl", "openpyxl", "def export():\n    import openpyxl\n    return openpyxl.Workbook()\n"),
    fault("form-parsing", MISSING, "python-multipart", "fastapi.Form",
          "from fastapi import Form\n\n\ndef login(name: str = Form()):\n    return name\n", needs=("fastapi==0.115.4",)),
    fault("email-checking", MISSING, "email-validator", "pydantic.EmailStr",
          "from pydantic import BaseModel, EmailStr\n\n\nclass User(BaseModel):\n    mail: EmailStr\n", needs=("pydantic==2.9.2",)),
    fault("sessions", MISSING, "itsdangerous", "starlette.middleware.sessions",
          "from starlette.middleware.sessions import SessionMiddleware\n", needs=("starlette==0.41.2",),
          spoiled=("flask",)),
    fault("instrumentation", MISSING, "psycopg2", "opentelemetry.instrumentation.psycopg2",
          "from opentelemetry.instrumentation.psycopg2 import Psycopg2Instrumentor\n",
          needs=("opentelemetry-instrumentation-psycopg2==0.49b1",), spoiled=("psycopg2-binary",)),
    fault("brought-along", MISSING, "urllib3", "urllib3", "import requests\nfrom urllib3.util.retry import Retry\n",
          needs=("requests==2.32.3",)),
    fault("left-over", UNUSED, "xmltodict", "", needs=("xmltodict==0.14.2",)),
    fault("left-over-too", UNUSED, "boltons", "", needs=("boltons==24.1.0",)),
    fault("for-development", DEVELOPMENT, "faker", "faker", "from faker import Faker\n", development=("Faker==33.0.0",)),
    fault("of-the-standard-library", UNUSED, "enum34", "", "import enum\n", needs=("enum34==1.1.10",)),
]
