/*
 * hosted.c - platforms by what their code imports, binds and has beside it.
 */
#include "requirements/hosted.h"

#include "base/arena.h"
#include "base/path.h"

static bool
is_any(const struct need *need, const char *const *dists, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(need->dists.at[0], str_of(dists[i])))
			return true;
	return false;
}

static bool
imports(const struct facts *f, struct str package)
{
	for (uint32_t i = 0; i < f->imports.count; i++) {
		struct str rest = facts_text(f, f->imports.at[i].module), first;

		if (f->imports.at[i].level == 0 && str_cut(&rest, '.', &first) &&
		    str_eq(first, package))
			return true;
	}
	return false;
}

/* A function of Lambda, as all its templates call it. */
static bool
has_handler(const struct facts *f)
{
	for (uint32_t i = 0; i < f->bindings.count; i++)
		if (f->bindings.at[i].scope == 0 && f->bindings.at[i].kind == BINDING_FUNCTION &&
		    str_eq(facts_text(f, f->bindings.at[i].name), STR("lambda_handler")))
			return true;
	return false;
}

static bool
has_beside(const struct audit *audit, const struct service *s, const char *name)
{
	struct str dir = s->path;

	for (;;) {
		if (scan_has(audit->project->scan, path_join(audit->arena, dir, str_of(name))))
			return true;
		if (dir.len == 0)
			return false;
		dir = path_dir(dir);
	}
}

/* Does a module of the service, in a folder around the need's, import the package? */
static bool
imports_around(const struct audit *audit, const struct service_audit *s, const struct need *need,
               struct str package)
{
	const struct project *p = audit->project;
	struct reach_walk all = { .reach = &s->service->reach };

	while (need->module != ID_NONE && reach_next(&all)) {
		const struct module *m = &p->modules.at[all.module];

		if (path_within(p->modules.at[need->module].path, path_dir(m->path)) &&
		    imports(m->facts, package))
			return true;
	}
	return false;
}

static bool
is_lambda(const struct audit *audit, const struct service_audit *s)
{
	struct reach_walk all = { .reach = &s->service->reach };

	while (reach_next(&all))
		if (has_handler(audit->project->modules.at[all.module].facts))
			return true;
	return false;
}

/* Does a manifest of the service have Airflow itself, or parts of it? Then it says what is there. */
static bool
declares_airflow(const struct service_audit *s)
{
	for (uint32_t i = 0; i < s->declared.rows.count; i++)
		if (str_starts(s->declared.rows.at[i].dist, STR("apache-airflow")))
			return true;
	return false;
}

bool
hosted_by_name(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	static const char *const amazon[] = { "boto3", "botocore", "s3transfer", "jmespath" };
	static const char *const functions[] = { "functions-framework" };
	static const char *const azure[] = { "azure-functions" };

	/* An image tells all that is in it. */
	if (s->service->dockerfiles.count > 0)
		return false;
	/* Google's builders put it in where nobody asks for it; Azure's workers have it. */
	if (is_any(need, functions, countof(functions)))
		return true;
	if (is_any(need, azure, countof(azure)))
		return has_beside(audit, s->service, "host.json");
	return is_any(need, amazon, countof(amazon)) && is_lambda(audit, s);
}

bool
hosted_in_image(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	if (s->service->dockerfiles.count > 0)
		return false;
	return (!declares_airflow(s) && imports_around(audit, s, need, STR("airflow"))) ||
	       imports_around(audit, s, need, STR("awsglue")) ||
	       has_beside(audit, s->service, "appengine_config.py");
}
