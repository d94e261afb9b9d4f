/*
 * test_tables.c - what is known of Python's libraries, and how it is looked up.
 */
#include "rules/python.h"
#include "test.h"

static void
the_standard_library_has_versions(struct test *t)
{
	EXPECT(stdlib_has(8, STR("os")) && stdlib_has(14, STR("os")));
	EXPECT(stdlib_has(11, STR("asyncore")) && !stdlib_has(12, STR("asyncore")));
	EXPECT(stdlib_has(12, STR("cgi")) && !stdlib_has(13, STR("cgi")));
	EXPECT(!stdlib_has(10, STR("tomllib")) && stdlib_has(11, STR("tomllib")));
	EXPECT(!stdlib_has(8, STR("zoneinfo")) && stdlib_has(9, STR("graphlib")));
	EXPECT(!stdlib_has(13, STR("annotationlib")) && stdlib_has(14, STR("compression")));
	EXPECT(stdlib_has(14, STR("__future__")) && stdlib_has(14, STR("test")));
	EXPECT(!stdlib_has(11, STR("yaml")) && !stdlib_has(11, STR("")) &&
	       !stdlib_has(11, STR("o")));
	EXPECT(stdlib_ever(STR("imp")) && stdlib_ever(STR("tomllib")) && !stdlib_ever(STR("six")));
}

static void
an_unknown_version_is_the_nearest(struct test *t)
{
	EXPECT(stdlib_has(0, STR("imp")) && stdlib_has(7, STR("dummy_threading")));
	EXPECT(stdlib_has(99, STR("annotationlib")) && !stdlib_has(99, STR("imp")));
}

static void
the_standard_library_replaces(struct test *t)
{
	struct str module;

	EXPECT(stdlib_replaces(11, STR("enum34"), &module));
	EXPECT_STR(module, "enum");
	EXPECT(stdlib_replaces(8, STR("futures"), &module));
	EXPECT_STR(module, "concurrent.futures");
	EXPECT(!stdlib_replaces(8, STR("backports-zoneinfo"), &module));
	EXPECT(stdlib_replaces(9, STR("backports-zoneinfo"), &module));
	EXPECT(!stdlib_replaces(14, STR("importlib-metadata"), &module));
	EXPECT(!stdlib_replaces(14, STR("mock"), &module));
}

/* Is the first distribution of the import this one; or are there none, for NULL? */
static void
expect_dist(struct test *t, const char *import, const char *dist)
{
	struct strs found = dists_of_import(str_of(import));

	printf("# %s\n", import);
	if (dist == NULL)
		EXPECT_INT(found.count, 0);
	else if (EXPECT(found.count > 0))
		EXPECT_STR(found.at[0], dist);
}

static void
an_import_has_a_distribution(struct test *t)
{
	static const char *const known[][2] = {
		{ "yaml", "pyyaml" },
		{ "yaml.constructor", "pyyaml" },
		{ "PIL.Image", "pillow" },
		{ "sklearn.linear_model", "scikit-learn" },
		{ "bs4", "beautifulsoup4" },
		{ "dateutil.parser", "python-dateutil" },
		{ "attr", "attrs" },
		{ "jwt", "pyjwt" },
		{ "OpenSSL", "pyopenssl" },
		{ "Crypto.Cipher", "pycryptodome" },
		{ "pkg_resources", "setuptools" },
		{ "rest_framework.views", "djangorestframework" },
		{ "corsheaders", "django-cors-headers" },
		{ "win32com.client", "pywin32" },
		{ "MySQLdb", "mysqlclient" },
		{ "grpc", "grpcio" },
		{ "googleapiclient.discovery", "google-api-python-client" },
		{ "airflow.models", "apache-airflow" },
		{ "mpl_toolkits.mplot3d", "matplotlib" },
	};

	for (size_t i = 0; i < countof(known); i++)
		expect_dist(t, known[i][0], known[i][1]);
}

static void
the_longest_prefix_wins(struct test *t)
{
	static const char *const known[][2] = {
		{ "google.cloud.firestore", "google-cloud-firestore" },
		{ "google.cloud.firestore_v1.base_query", "google-cloud-firestore" },
		{ "google.cloud.bigquery_storage_v1beta2.types", "google-cloud-bigquery-storage" },
		{ "google.cloud.secretmanager", "google-cloud-secret-manager" },
		{ "google.cloud.exceptions", "google-cloud-core" },
		{ "google.protobuf.message", "protobuf" },
		{ "google.auth.transport.requests", "google-auth" },
		{ "azure.storage.blob.aio", "azure-storage-blob" },
		{ "azure.identity", "azure-identity" },
		{ "opentelemetry.trace", "opentelemetry-api" },
		{ "opentelemetry.sdk.trace", "opentelemetry-sdk" },
		{ "opentelemetry.instrumentation.flask", "opentelemetry-instrumentation-flask" },
		{ "opentelemetry.instrumentation.openai_v2",
		  "opentelemetry-instrumentation-openai-v2" },
		{ "airflow.providers.google.cloud.hooks.gcs", "apache-airflow-providers-google" },
		{ "zope.interface.verify", "zope-interface" },
		{ "ruamel.yaml", "ruamel-yaml" },
	};

	for (size_t i = 0; i < countof(known); i++)
		expect_dist(t, known[i][0], known[i][1]);
}

static void
what_shows_late_is_told_apart(struct test *t)
{
	EXPECT(dists_behind_late(STR("pydantic.EmailStr")));
	EXPECT(dists_behind_late(STR("kombu.transport.redis.Channel")));
	EXPECT(!dists_behind_late(STR("sentry_sdk.integrations.sqlalchemy")));
	EXPECT(!dists_behind_late(STR("pydantic.BaseModel")));
	EXPECT_INT(dists_behind(STR("pydantic.EmailStr")).count, 1);
}

static void
the_oldest_release_that_was_read(struct test *t)
{
	EXPECT_STR(dist_oldest_read(STR("flask")), "2");
	EXPECT_STR(dist_oldest_read(STR("fastapi")), "0.79");
	EXPECT_STR(dist_oldest_read(STR("nothing-of-the-kind")), "");
}

static void
what_is_not_known_is_none(struct test *t)
{
	static const char *const unknown[] = {
		"requests",
		"utils",
		"google",
		"google.cloud",
		"google.cloud.nothing_of_the_kind",
		"opentelemetry.instrumentation.nothing_of_the_kind",
		"yam",
		"yamll",
		"Yaml",
		"",
		".",
		"..yaml",
		"_v1",
	};

	for (size_t i = 0; i < countof(unknown); i++)
		expect_dist(t, unknown[i], NULL);
}

static void
several_distributions_bring_a_name(struct test *t)
{
	struct strs found = dists_of_import(STR("cv2.typing"));

	if (EXPECT_INT(found.count, 4)) {
		EXPECT_STR(found.at[0], "opencv-python");
		EXPECT_STR(found.at[1], "opencv-python-headless");
	}
	found = dists_of_import(STR("psycopg2.extras"));
	if (EXPECT(found.count >= 2)) {
		EXPECT_STR(found.at[0], "psycopg2-binary");
		EXPECT_STR(found.at[1], "psycopg2");
	}
}

static void
namespaces_and_common_names(struct test *t)
{
	EXPECT(dist_is_namespace(STR("google")) && dist_is_namespace(STR("google.cloud")));
	EXPECT(dist_is_namespace(STR("azure")) && dist_is_namespace(STR("zope")));
	EXPECT(!dist_is_namespace(STR("yaml")) &&
	       !dist_is_namespace(STR("google.cloud.firestore")));
	EXPECT(import_is_library(STR("requests")) && import_is_library(STR("feedgen")));
	EXPECT(import_is_library(STR("yaml")) && !import_is_library(STR("shoring_of_ours")));
	EXPECT(import_is_common(STR("utils")) && import_is_common(STR("tests")));
	EXPECT(!import_is_common(STR("yaml")) && !import_is_common(STR("requests")));
}

/* Do the needs say exactly this: "a|b,c"? */
static void
expect_needs(struct test *t, const char *dotted, const char *want)
{
	struct dist_needs found = dists_behind(str_of(dotted));
	char got[256] = "";
	size_t len = 0;

	for (uint32_t i = 0; i < found.count; i++)
		for (uint32_t k = 0; k < found.at[i].count; k++)
			len += (size_t)snprintf(
				got + len, sizeof(got) - len, "%s" STR_FMT,
				k > 0   ? "|"
				: i > 0 ? ","
					: "",
				STR_ARG(found.at[i].at[k]));
	EXPECT_TEXT(got, want);
}

static void
a_submodule_needs_distributions(struct test *t)
{
	static const char *const known[][2] = {
		{ "sentry_sdk.integrations.sqlalchemy", "sqlalchemy" },
		{ "sentry_sdk.integrations.sqlalchemy.SqlalchemyIntegration", "sqlalchemy" },
		{ "sentry_sdk.integrations.redis", "redis" },
		{ "sentry_sdk.integrations.starlette", "starlette" },
		{ "sentry_sdk.integrations.pure_eval", "asttokens,executing,pure-eval" },
		{ "sentry_sdk.integrations.logging", "" },
		{ "sentry_sdk.integrations", "" },
		{ "sentry_sdk", "" },
		{ "opentelemetry.instrumentation.flask.FlaskInstrumentor", "flask" },
		{ "django.db.backends.postgresql", "psycopg|psycopg2-binary|psycopg2" },
		{ "pydantic.EmailStr", "email-validator" },
		{ "pydantic.BaseModel", "" },
		{ "fastapi.Form", "python-multipart" },
		{ "celery.backends.redis", "redis" },
		{ "", "" },
	};

	for (size_t i = 0; i < countof(known); i++)
		expect_needs(t, known[i][0], known[i][1]);
}

static bool requires(const char *dist, const char *other)
{
	struct strs found = dist_requires(str_of(dist));

	for (uint32_t i = 0; i < found.count; i++)
		if (str_eq(found.at[i], str_of(other)))
			return true;
	return false;
}

static void
a_distribution_requires_others(struct test *t)
{
	EXPECT(requires("fastapi", "starlette") && requires("fastapi", "pydantic"));
	EXPECT(requires("boto3", "botocore") && requires("celery", "kombu"));
	EXPECT(requires("sentry-sdk[sqlalchemy]", "sqlalchemy"));
	EXPECT(!requires("sentry-sdk", "sqlalchemy"));
	EXPECT(requires("google-cloud-kms", "google-api-core[grpc]"));
	EXPECT(!requires("no-such-thing", "requests"));
}

static bool
has(struct strs list, const char *dist)
{
	for (uint32_t i = 0; i < list.count; i++)
		if (str_eq(list.at[i], str_of(dist)))
			return true;
	return false;
}

static void
commands_and_schemes(struct test *t)
{
	EXPECT(has(dists_of_command(STR("pip-compile")), "pip-tools"));
	EXPECT(has(dists_of_command(STR("twistd")), "twisted"));
	EXPECT(has(dists_of_command(STR("django-admin")), "django"));
	EXPECT_INT(dists_of_command(STR("gunicorn")).count, 0);
	EXPECT(has(dists_of_scheme(STR("postgresql+asyncpg")), "asyncpg"));
	EXPECT(has(dists_of_scheme(STR("mysql+pymysql")), "pymysql"));
	EXPECT(has(dists_of_scheme(STR("postgresql")), "psycopg2-binary"));
	EXPECT(has(dists_of_scheme(STR("redis")), "redis"));
	EXPECT_INT(dists_of_scheme(STR("https")).count, 0);
	EXPECT_INT(dists_of_scheme(STR("")).count, 0);
}

static void
plugins_have_hosts(struct test *t)
{
	EXPECT(has(dist_hosts(STR("pytest-cov")), "pytest"));
	EXPECT(has(dist_hosts(STR("flake8-bugbear")), "flake8"));
	EXPECT(has(dist_hosts(STR("opentelemetry-exporter-otlp")), "opentelemetry-sdk"));
	EXPECT(has(dist_hosts(STR("mypy-boto3-s3")), "boto3"));
	EXPECT(has(dist_hosts(STR("psycopg2-binary")), "sqlalchemy"));
	EXPECT(has(dist_hosts(STR("pip-tools")), "pip-tools"));
	EXPECT(has(dist_hosts(STR("pytest")), "pytest"));
	EXPECT(has(dist_hosts(STR("zipp")), "pip"));
	EXPECT_INT(dist_hosts(STR("requests")).count, 0);
	EXPECT_INT(dist_hosts(STR("-")).count, 0);
	EXPECT_INT(dist_hosts(STR("")).count, 0);
}

static void
a_host_may_use(struct test *t)
{
	EXPECT(dist_may_use(STR("celery"), STR("redis")));
	EXPECT(dist_may_use(STR("celery"), STR("kombu")));
	EXPECT(dist_may_use(STR("fastapi"), STR("python-multipart")));
	EXPECT(dist_may_use(STR("google-cloud-kms"), STR("google-api-core")));
	EXPECT(dist_may_use(STR("uvicorn"), STR("uvloop")));
	EXPECT(dist_may_use(STR("django"), STR("pymemcache"))); /* Debian suggests it */
	EXPECT(!dist_may_use(STR("celery"), STR("flask")));
	EXPECT(!dist_may_use(STR("cel"), STR("redis")));
	EXPECT(!dist_may_use(STR("celery"), STR("red")));
	EXPECT(!dist_may_use(STR("zzz"), STR("redis")));
}

static void
some_have_been_read(struct test *t)
{
	EXPECT(dist_is_read(STR("celery")));
	EXPECT(dist_is_read(STR("idna")) && dist_requires(STR("idna")).count == 0);
	EXPECT(dist_is_read(STR("affine")) && dist_suggests(STR("affine")).count == 0);
	EXPECT(dist_is_read(STR("google-cloud-zzz"))); /* its family */
	EXPECT(!dist_is_read(STR("django-zzz")) && dist_is_read(STR("django-auth-ldap")));
	EXPECT(!dist_is_read(STR("zzz")) && !dist_is_read(STR("celer")));
}

static void
stubs_have_libraries(struct test *t)
{
	struct str library;

	EXPECT(dist_is_stub(STR("types-requests"), &library));
	EXPECT_STR(library, "requests");
	EXPECT(dist_is_stub(STR("pandas-stubs"), &library));
	EXPECT_STR(library, "pandas");
	EXPECT(!dist_is_stub(STR("types-"), &library) && !dist_is_stub(STR("-stubs"), &library));
	EXPECT(!dist_is_stub(STR("requests"), &library));
}

TEST_MAIN(CASE(the_standard_library_has_versions), CASE(an_unknown_version_is_the_nearest),
          CASE(the_standard_library_replaces), CASE(an_import_has_a_distribution),
          CASE(the_longest_prefix_wins), CASE(what_is_not_known_is_none),
          CASE(what_shows_late_is_told_apart), CASE(the_oldest_release_that_was_read),
          CASE(several_distributions_bring_a_name), CASE(namespaces_and_common_names),
          CASE(a_submodule_needs_distributions), CASE(a_distribution_requires_others),
          CASE(commands_and_schemes), CASE(plugins_have_hosts), CASE(a_host_may_use),
          CASE(some_have_been_read), CASE(stubs_have_libraries))
