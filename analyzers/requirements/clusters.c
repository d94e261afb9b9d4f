/*
 * clusters.c - Spark's own distributions, and what the runtime of Databricks brings.
 */
#include "requirements/clusters.h"

#include "base/arena.h"
#include "base/path.h"
#include "common/reread.h"
#include "requirements/around.h"

#define PROJECT_TEXT ((size_t)1 << 20)

bool
clusters_is_spark(const struct need *need)
{
	static const char *const spark[] = { "pyspark", "py4j" };

	return str_is_any(need->dists.at[0], spark, countof(spark));
}

bool
clusters_may_have(const struct service_audit *s, const struct need *need)
{
	return clusters_is_spark(need) && !around_has_image(s->service);
}

/* Does the project say of itself that it runs in Databricks' runtime, or with what only that gives? */
static bool
runs_on_databricks(const struct audit *audit, const struct service *s)
{
	struct str path = path_join(audit->arena, s->path, STR("pyproject.toml"));
	struct buf text = { 0 };
	bool found =
		scan_has(audit->project->scan, path) &&
		scan_read(audit->project->scan, path, PROJECT_TEXT, &text) &&
		(str_has(buf_text(&text), STR("Databricks Runtime")) ||
	         (str_has(buf_text(&text), STR("Databricks")) &&
	          str_has(buf_text(&text), STR("dbutils"))));

	buf_release(&text);
	return found;
}

bool
clusters_have(const struct audit *audit, const struct service *s, const struct need *need)
{
	static const char *const names[] = { "pandas", "numpy", "pyarrow" };

	return (clusters_is_spark(need) || str_is_any(need->dists.at[0], names, countof(names))) &&
	       runs_on_databricks(audit, s);
}
