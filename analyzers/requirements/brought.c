/*
 * brought.c - what well-known distributions always bring along: their own requirements, without
 * markers and extras, of all their releases of the last years.
 */
#include "requirements/distributions.h"

struct bringer {
	const char *dist;
	const char *brings; /* with blanks between */
};

static const struct bringer bringers[] = {
	{ "aiobotocore", "aiohttp botocore wrapt" },
	{ "aiohttp", "attrs multidict yarl aiosignal frozenlist" },
	{ "alembic", "sqlalchemy mako typing-extensions" },
	{ "anthropic", "httpx pydantic anyio distro sniffio jiter typing-extensions" },
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
	{ "google-genai", "google-auth httpx pydantic requests anyio tenacity websockets "
	                  "typing-extensions" },
	{ "google-cloud-aiplatform",
	  "google-api-core google-auth google-cloud-storage "
	  "google-cloud-bigquery google-cloud-resource-manager "
	  "google-genai proto-plus protobuf packaging pydantic grpcio "
	  "typing-extensions" },
	{ "a2a-sdk", "google-api-core protobuf httpx pydantic httpx-sse" },
	{ "google-cloud-bigquery",
	  "google-api-core google-auth google-cloud-core requests "
	  "python-dateutil packaging google-resumable-media" },
	{ "google-cloud-storage",
	  "google-api-core google-auth google-cloud-core requests "
	  "google-resumable-media google-crc32c" },
	{ "google-cloud-datastore",
	  "google-api-core google-auth google-cloud-core proto-plus "
	  "protobuf grpcio" },
	{ "google-cloud-firestore",
	  "google-api-core google-auth google-cloud-core proto-plus "
	  "protobuf grpcio" },
	{ "google-cloud-spanner",
	  "google-api-core google-auth google-cloud-core proto-plus protobuf "
	  "grpcio grpc-google-iam-v1" },
	{ "google-cloud-logging",
	  "google-api-core google-auth google-cloud-core proto-plus protobuf "
	  "grpcio google-cloud-audit-log google-cloud-appengine-logging" },
	{ "google-cloud-translate",
	  "google-api-core google-auth google-cloud-core proto-plus "
	  "protobuf grpcio" },
	{ "google-cloud-secret-manager",
	  "google-api-core google-auth proto-plus protobuf grpcio "
	  "grpc-google-iam-v1 googleapis-common-protos" },
	{ "google-cloud-pubsub",
	  "google-api-core google-auth proto-plus protobuf grpcio "
	  "grpc-google-iam-v1 grpcio-status googleapis-common-protos" },
	{ "google-cloud-kms",
	  "google-api-core google-auth proto-plus protobuf grpcio "
	  "grpc-google-iam-v1 googleapis-common-protos" },
	{ "google-cloud-tasks",
	  "google-api-core google-auth proto-plus protobuf grpcio "
	  "grpc-google-iam-v1 googleapis-common-protos" },
	{ "python-dateutil", "six" },
	{ "sphinx", "docutils jinja2 pygments babel requests packaging" },
	{ "sphinx-rtd-theme", "sphinx docutils" },
	{ "azure-core", "requests typing-extensions" },
	{ "azure-identity", "azure-core msal cryptography" },
	{ "black", "click packaging pathspec platformdirs mypy-extensions" },
	{ "boto3", "botocore s3transfer jmespath" },
	{ "botocore", "jmespath python-dateutil urllib3" },
	{ "celery", "kombu billiard vine click" },
	{ "djangorestframework", "django" },
	{ "docker", "requests urllib3" },
	{ "fastapi", "starlette pydantic typing-extensions" },
	{ "firebase-admin",
	  "google-api-core google-auth google-cloud-firestore google-cloud-storage "
	  "pyjwt requests" },
	{ "flask", "werkzeug jinja2 itsdangerous click markupsafe blinker" },
	{ "flask-login", "flask werkzeug" },
	{ "flask-migrate", "flask flask-sqlalchemy alembic sqlalchemy" },
	{ "flask-sqlalchemy", "flask sqlalchemy" },
	{ "functions-framework", "flask werkzeug click cloudevents gunicorn starlette uvicorn" },
	{ "gcsfs", "fsspec aiohttp google-auth requests google-cloud-storage" },
	{ "google-api-core", "google-auth protobuf googleapis-common-protos requests" },
	{ "google-api-python-client", "google-auth httplib2 google-api-core google-auth-httplib2" },
	{ "google-auth-oauthlib", "google-auth requests-oauthlib" },
	{ "grpcio-status", "grpcio protobuf googleapis-common-protos" },
	{ "grpcio-tools", "grpcio protobuf setuptools" },
	{ "httpx", "httpcore anyio certifi idna h11" },
	{ "jinja2", "markupsafe" },
	{ "jsonschema", "attrs referencing" },
	{ "keras", "numpy h5py rich" },
	{ "langchain", "langchain-core pydantic" },
	{ "langchain-core", "pydantic pyyaml tenacity typing-extensions packaging langsmith" },
	{ "matplotlib", "numpy pillow python-dateutil cycler kiwisolver packaging pyparsing" },
	{ "moto", "boto3 botocore requests werkzeug jinja2 cryptography" },
	{ "openai", "httpx pydantic anyio distro sniffio tqdm jiter typing-extensions" },
	{ "opentelemetry-sdk",
	  "opentelemetry-api opentelemetry-semantic-conventions typing-extensions" },
	{ "opentelemetry-instrumentation", "opentelemetry-api wrapt packaging" },
	{ "pandas", "numpy python-dateutil pytz" },
	{ "pydantic", "typing-extensions annotated-types pydantic-core" },
	{ "pydantic-settings", "pydantic python-dotenv" },
	{ "pyjwt-key-fetcher", "pyjwt" },
	{ "pyopenssl", "cryptography" },
	{ "pyspark", "py4j" },
	{ "pytest", "pluggy packaging iniconfig" },
	{ "rasterio", "numpy click attrs affine" },
	{ "requests", "urllib3 certifi idna" },
	{ "rich", "pygments" },
	{ "rq", "redis click" },
	{ "s3fs", "fsspec aiobotocore aiohttp" },
	{ "sanic", "httptools multidict aiofiles" },
	{ "scikit-learn", "numpy scipy joblib threadpoolctl" },
	{ "scipy", "numpy" },
	{ "seaborn", "numpy pandas matplotlib" },
	{ "sentry-sdk", "urllib3 certifi" },
	{ "spacy", "numpy pydantic requests tqdm jinja2 packaging thinc typer" },
	{ "sqlmodel", "sqlalchemy pydantic" },
	{ "starlette", "anyio" },
	{ "statsmodels", "numpy scipy pandas packaging patsy" },
	{ "streamlit", "altair numpy pandas pillow protobuf requests pyarrow" },
	{ "tensorflow", "numpy keras protobuf absl-py h5py requests six wrapt" },
	{ "torchvision", "torch numpy pillow" },
	{ "torchaudio", "torch" },
	{ "transformers", "numpy huggingface-hub requests pyyaml tqdm packaging regex safetensors "
	                  "tokenizers filelock" },
	{ "typer", "click rich" },
	{ "uvicorn", "click h11" },
	{ "xarray", "numpy pandas packaging" },
	{ "xgboost", "numpy scipy" },
	{ "zarr", "numpy numcodecs" },
};

/* Libraries of one family, by the beginning of their names. */
static const struct bringer families[] = {
	{ "google-cloud-",
	  "google-api-core google-auth protobuf googleapis-common-protos requests "
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

static bool
names_it(const char *list, struct str dist)
{
	struct str rest = { list, strlen(list) }, one;

	while (str_cut(&rest, ' ', &one))
		if (str_eq(one, dist))
			return true;
	return false;
}

static bool
brings_directly(struct str by, struct str dist)
{
	/* What is listed by itself is not as its family. */
	for (size_t i = 0; i < countof(bringers); i++)
		if (str_eq(by, (struct str){ bringers[i].dist, strlen(bringers[i].dist) }))
			return names_it(bringers[i].brings, dist);
	for (size_t i = 0; i < countof(families); i++)
		if (str_starts(by, (struct str){ families[i].dist, strlen(families[i].dist) }) &&
		    names_it(families[i].brings, dist))
			return true;
	return false;
}

bool
dist_is_brought(struct str dist)
{
	for (size_t i = 0; i < countof(bringers); i++)
		if (names_it(bringers[i].brings, dist))
			return true;
	for (size_t i = 0; i < countof(families); i++)
		if (names_it(families[i].brings, dist))
			return true;
	return false;
}

bool
dist_brings(struct str by, struct str dist)
{
	if (brings_directly(by, dist))
		return true;
	/* Through one more: requests for google-cloud-storage brings urllib3. */
	for (size_t i = 0; i < countof(bringers); i++) {
		struct str middle = { bringers[i].dist, strlen(bringers[i].dist) };

		if (names_it(bringers[i].brings, dist) && brings_directly(by, middle))
			return true;
	}
	return false;
}
