/*
 * brought.c - what distributions bring along that the tables do not tell: their own requirements,
 * without markers and extras, of all their releases of the last years.
 */
#include "requirements/distributions.h"

struct bringer {
	const char *dist;
	const char *brings; /* with blanks between */
};

static const struct bringer bringers[] = {
	{ "google-cloud-datastore", "google-cloud-core proto-plus protobuf grpcio" },
	{ "google-cloud-kms", "grpc-google-iam-v1 proto-plus protobuf grpcio" },
	{ "google-cloud-spanner", "google-cloud-core grpc-google-iam-v1 proto-plus protobuf" },
	{ "google-cloud-tasks", "grpc-google-iam-v1 proto-plus protobuf grpcio" },
	{ "google-cloud-translate", "google-cloud-core proto-plus protobuf grpcio" },
	{ "anthropic", "httpx pydantic anyio distro" },
	{ "opentelemetry-exporter-gcp-trace",
	  "google-cloud-trace opentelemetry-api opentelemetry-sdk "
	  "opentelemetry-resourcedetector-gcp" },
	{ "openai", "httpx pydantic anyio distro tqdm" },
	{ "apache-airflow",
	  "sqlalchemy jinja2 requests alembic pendulum cryptography attrs "
	  "python-dateutil rich packaging" },
	{ "apache-beam",
	  "numpy typing-extensions requests python-dateutil protobuf grpcio proto-plus "
	  "pytz regex sortedcontainers fastavro pyarrow" },
	{ "bigframes", "pandas pyarrow numpy google-cloud-bigquery google-cloud-storage gcsfs "
	               "geopandas requests" },
	{ "earthengine-api",
	  "google-auth google-api-python-client httplib2 requests "
	  "google-cloud-storage google-auth-httplib2" },
	{ "a2a-sdk", "google-api-core protobuf httpx pydantic httpx-sse" },
	{ "python-dateutil", "six" },
	{ "pandas", "pytz six" },
	{ "sphinx", "docutils jinja2 pygments babel requests packaging" },
	{ "sphinx-rtd-theme", "sphinx docutils" },
	{ "black", "click packaging pathspec platformdirs mypy-extensions" },
	{ "docker", "requests urllib3" },
	{ "functions-framework", "flask werkzeug click cloudevents gunicorn starlette uvicorn" },
	{ "grpcio-status", "grpcio protobuf googleapis-common-protos" },
	{ "grpcio-tools", "grpcio protobuf setuptools" },
	{ "keras", "numpy h5py rich" },
	{ "moto", "boto3 botocore requests werkzeug jinja2 cryptography" },
	{ "pyjwt-key-fetcher", "pyjwt" },
	{ "pyopenssl", "cryptography" },
	{ "pyspark", "py4j" },
	{ "rasterio", "numpy click attrs affine" },
	{ "sanic", "httptools multidict aiofiles" },
	{ "scipy", "numpy" },
	{ "statsmodels", "numpy scipy pandas packaging patsy" },
	{ "streamlit", "altair numpy pandas pillow protobuf requests pyarrow" },
	{ "tensorflow", "numpy keras protobuf absl-py h5py requests six wrapt" },
	{ "torchvision", "torch numpy pillow" },
	{ "torchaudio", "torch" },
	{ "transformers", "numpy huggingface-hub requests pyyaml tqdm packaging regex safetensors "
	                  "tokenizers filelock" },
	{ "typer", "click rich" },
	{ "xarray", "numpy pandas packaging" },
	{ "xgboost", "numpy scipy" },
	{ "zarr", "numpy numcodecs" },
};

/* Libraries of one family, by the beginning of their names. */
static const struct bringer families[] = {
	{ "google-cloud-",
	  "google-api-core google-auth grpc-google-iam-v1 protobuf googleapis-common-protos "
	  "requests "
	  "proto-plus grpcio" },
	{ "azure-mgmt-", "azure-core msrest azure-mgmt-core azure-common" },
	{ "azure-storage-", "azure-core" },
	{ "azure-keyvault-", "azure-core" },
	{ "apache-airflow-providers-", "apache-airflow" },
	{ "opentelemetry-instrumentation-",
	  "opentelemetry-api opentelemetry-instrumentation opentelemetry-semantic-conventions" },
	{ "opentelemetry-exporter-", "opentelemetry-api opentelemetry-sdk" },
	{ "flask-", "flask" },
	{ "django-", "django" },
	{ "pytest-", "pytest" },
	{ "sphinx-", "sphinx" },
	{ "fastapi-", "fastapi" },
	{ "langchain-", "langchain-core" },
	{ "llama-index-", "llama-index-core" },
	{ "jupyter-", "traitlets" },
	{ "dbt-", "dbt-core" },
};

struct str
dist_also_brings(struct str by)
{
	/* What is listed by itself is not as its family. */
	for (size_t i = 0; i < countof(bringers); i++)
		if (str_eq(by, (struct str){ bringers[i].dist, strlen(bringers[i].dist) }))
			return (struct str){ bringers[i].brings, strlen(bringers[i].brings) };
	for (size_t i = 0; i < countof(families); i++)
		if (str_starts(by, (struct str){ families[i].dist, strlen(families[i].dist) }))
			return (struct str){ families[i].brings, strlen(families[i].brings) };
	return STR("");
}
