/*
 * products.c - products by the names of their images and files; what comes along with them by the tables of what
 * distributions require.
 */
#include "requirements/products.h"

#include "base/arena.h"
#include "base/path.h"
#include "project/images.h"
#include "rules/python.h"

/* So many distributions that come along with one are asked for theirs. */
#define ALONG_MOST 4000

/* What the images have, by the files that they are published with: apache/airflow's Dockerfile (AIRFLOW_EXTRAS, all that
 * were in it since 2.0), Astronomer's reference of provider packages (those of all releases since 3.0, and since 4.0 for
 * Airflow 2), the requirements of zero-to-jupyterhub's hub, docker-stacks' notebooks. */
static const char *const airflow[] = {
	"apache-airflow",
	"apache-airflow-providers-amazon",
	"apache-airflow-providers-celery",
	"apache-airflow-providers-cncf-kubernetes",
	"apache-airflow-providers-common-compat",
	"apache-airflow-providers-common-io",
	"apache-airflow-providers-common-messaging",
	"apache-airflow-providers-common-sql",
	"apache-airflow-providers-docker",
	"apache-airflow-providers-elasticsearch",
	"apache-airflow-providers-fab",
	"apache-airflow-providers-ftp",
	"apache-airflow-providers-git",
	"apache-airflow-providers-google",
	"apache-airflow-providers-grpc",
	"apache-airflow-providers-hashicorp",
	"apache-airflow-providers-http",
	"apache-airflow-providers-imap",
	"apache-airflow-providers-microsoft-azure",
	"apache-airflow-providers-mysql",
	"apache-airflow-providers-odbc",
	"apache-airflow-providers-openlineage",
	"apache-airflow-providers-postgres",
	"apache-airflow-providers-redis",
	"apache-airflow-providers-sendgrid",
	"apache-airflow-providers-sftp",
	"apache-airflow-providers-slack",
	"apache-airflow-providers-smtp",
	"apache-airflow-providers-snowflake",
	"apache-airflow-providers-sqlite",
	"apache-airflow-providers-ssh",
	"apache-airflow-providers-standard",
	"aiobotocore",
	"authlib",
	"eventlet",
	"gevent",
	"graphviz",
	"greenlet",
	"ldap3",
	"pandas",
	"python-ldap",
	"statsd",
	"virtualenv",
	NULL,
};
static const char *const astro[] = {
	"apache-airflow",
	"apache-airflow-providers-amazon",
	"apache-airflow-providers-celery",
	"apache-airflow-providers-cncf-kubernetes",
	"apache-airflow-providers-common-compat",
	"apache-airflow-providers-common-io",
	"apache-airflow-providers-common-sql",
	"apache-airflow-providers-datadog",
	"apache-airflow-providers-elasticsearch",
	"apache-airflow-providers-fab",
	"apache-airflow-providers-ftp",
	"apache-airflow-providers-google",
	"apache-airflow-providers-http",
	"apache-airflow-providers-imap",
	"apache-airflow-providers-microsoft-azure",
	"apache-airflow-providers-mysql",
	"apache-airflow-providers-openlineage",
	"apache-airflow-providers-postgres",
	"apache-airflow-providers-redis",
	"apache-airflow-providers-smtp",
	"apache-airflow-providers-sqlite",
	"astro-sdk-python",
	"astronomer-providers",
	NULL,
};
static const char *const astro3[] = {
	"apache-airflow",
	"apache-airflow-providers-celery",
	"apache-airflow-providers-common-compat",
	"apache-airflow-providers-common-io",
	"apache-airflow-providers-common-sql",
	"apache-airflow-providers-elasticsearch",
	"apache-airflow-providers-openlineage",
	"apache-airflow-providers-smtp",
	"apache-airflow-providers-standard",
	NULL,
};
static const char *const superset[] = { "apache-superset", NULL };
static const char *const hub[] = { "jupyterhub", NULL };
static const char *const k8s_hub[] = {
	"jupyterhub",
	"jupyterhub-firstuseauthenticator",
	"jupyterhub-hmacauthenticator",
	"jupyterhub-idle-culler",
	"jupyterhub-kubespawner",
	"jupyterhub-ldapauthenticator",
	"jupyterhub-ltiauthenticator",
	"jupyterhub-nativeauthenticator",
	"jupyterhub-tmpauthenticator",
	"kubernetes-asyncio",
	"nullauthenticator",
	"oauthenticator",
	"psycopg2",
	"psycopg2-binary",
	"pycurl",
	"pymysql",
	"statsd",
	NULL,
};
static const char *const lab[] = {
	"jupyterlab", "notebook",   "nbclassic",      "jupyterhub",
	"ipython",    "ipywidgets", "jupyter-server", NULL
};
static const char *const shell[] = { "ipython", NULL };
static const char *const gunicorn[] = { "gunicorn", NULL };
static const char *const celery[] = { "celery", NULL };

static const struct {
	const char *const *dists;
	const char *owner, *image; /* "apache", "airflow"; NULL: anybody's, or none */
	const char *files[4];
} products[] = {
	[PRODUCT_AIRFLOW] = { airflow,
	                      "apache",
	                      "airflow",
	                      { "webserver_config.py", "airflow_local_settings.py" } },
	[PRODUCT_ASTRO] = { astro, "astronomer", "astro-runtime", { NULL } },
	[PRODUCT_ASTRO_3] = { astro3, NULL, "runtime", { NULL } },
	[PRODUCT_SUPERSET] = { superset,
	                       "apache",
	                       "superset",
	                       { "superset_config.py", "superset_config_docker.py" } },
	[PRODUCT_HUB] = { hub, "jupyterhub", "jupyterhub", { "jupyterhub_config.py" } },
	[PRODUCT_K8S_HUB] = { k8s_hub, "jupyterhub", "k8s-hub", { NULL } },
	[PRODUCT_LAB] = { lab,
	                  "jupyter",
	                  "base-notebook",
	                  { "jupyter_server_config.py", "jupyter_notebook_config.py",
	                    "jupyter_lab_config.py", "jupyter_config.py" } },
	[PRODUCT_SHELL] = { shell,
	                    NULL,
	                    NULL,
	                    { "ipython_config.py", "ipython_kernel_config.py" } },
	[PRODUCT_GUNICORN] = { gunicorn,
	                       NULL,
	                       NULL,
	                       { "gunicorn.conf.py", "gunicorn_conf.py", "gunicorn_config.py" } },
	[PRODUCT_CELERY] = { celery, NULL, NULL, { "celeryconfig.py" } },
};

enum product
products_of_image(struct str image)
{
	struct str name = images_name(image), dir = path_dir(image), owner = path_base(dir);

	for (enum product p = PRODUCT_NONE + 1; p < PRODUCTS; p++) {
		if (products[p].image == NULL || !str_eq(name, str_of(products[p].image)))
			continue;
		/* astrocrpublic.azurecr.io/runtime */
		if (products[p].owner != NULL
		            ? str_eq(owner, str_of(products[p].owner))
		            : str_starts(dir, STR("astrocr")))
			return p;
	}
	return PRODUCT_NONE;
}

VEC(along_rows, struct str);

/* "name" or "name[a,b]": the name, and each of its extras. */
static void
note(struct audit *audit, struct map *there, struct along_rows *queue, struct str item)
{
	struct str rest = item, dist, extras, extra;
	bool fresh;

	if (!str_cut(&rest, '[', &dist) || dist.len == 0 || queue->count >= ALONG_MOST)
		return;
	*map_put(audit->arena, there, names_put(audit->names, dist), &fresh) = 1;
	if (fresh)
		*vec_push(audit->arena, queue) = dist;
	if (!str_cut(&rest, ']', &extras))
		return;
	while (str_cut(&extras, ',', &extra)) {
		struct str whole = str_of(arena_printf(
			audit->arena, STR_FMT "[" STR_FMT "]", STR_ARG(dist), STR_ARG(extra)));

		*map_put(audit->arena, there, names_put(audit->names, whole), &fresh) = 1;
		if (fresh)
			*vec_push(audit->arena, queue) = whole;
	}
}

/* All that is there with the product, whatever release it is of. */
static const struct map *
there_with(struct audit *audit, enum product product)
{
	struct map *there = &audit->products[product];
	struct along_rows queue = { 0 };

	if (there->count > 0)
		return there;
	for (size_t i = 0; products[product].dists[i] != NULL; i++)
		note(audit, there, &queue, str_of(products[product].dists[i]));
	for (uint32_t next = 0; next < queue.count; next++) {
		struct strs now = dist_requires(queue.at[next]);
		struct strs once = dist_brought(queue.at[next]);

		for (uint32_t i = 0; i < now.count; i++)
			note(audit, there, &queue, now.at[i]);
		for (uint32_t i = 0; i < once.count; i++)
			note(audit, there, &queue, once.at[i]);
	}
	return there;
}

bool
products_have(struct audit *audit, enum product product, const struct need *need)
{
	const struct map *there = product != PRODUCT_NONE ? there_with(audit, product) : NULL;

	for (uint32_t i = 0; there != NULL && i < need->dists.count; i++) {
		name_id id = names_find(audit->names, need->dists.at[i]);

		if (id != NAME_NONE && map_find(there, id) != NULL)
			return true;
	}
	return false;
}

/* Which product loads a file by that name? */
static enum product
product_of_file(struct str path)
{
	struct str base = path_base(path);

	for (enum product p = PRODUCT_NONE + 1; p < PRODUCTS; p++)
		for (size_t i = 0; i < countof(products[p].files) && products[p].files[i] != NULL;
		     i++)
			if (str_eq(base, str_of(products[p].files[i])))
				return p;
	return PRODUCT_NONE;
}

bool
products_load(struct audit *audit, const struct need *need)
{
	enum product product;

	if (need->module == ID_NONE)
		return false;
	product = product_of_file(audit->project->modules.at[need->module].path);
	for (uint32_t i = 0; product != PRODUCT_NONE && i < need->more.count; i++)
		if (product_of_file(need->more.at[i].file) != product)
			return false;
	return products_have(audit, product, need);
}
