/*
 * company.c - hosts, plug-ins, stubs and pins.
 */
#include "requirements/company.h"

#include "base/arena.h"
#include "installed/installed.h"
#include "packaging/name.h"
#include "requirements/around.h"
#include "requirements/distributions.h"
#include "requirements/heard.h"
#include "rules/python.h"

/* So many rows of a service are asked whether they have a use for a distribution. */
#define HOSTS_MOST 1000
/* So many distributions that one brings are looked at. */
#define BROUGHT_MOST 100
/* Of a freeze so many rows at least, and one in so many, are there for others. */
#define FREEZE_LEAST 4
#define FREEZE_PART  3

VEC(wanted_dists, struct str);

/* Has another distribution that is declared there a use for it? */
static bool
is_needed_by_declared(const struct declared *d, struct str dist)
{
	for (enum purpose purpose = PURPOSE_RUN; purpose <= PURPOSE_EXTRA; purpose++) {
		const struct declaration *row = declared_bringer(d, dist, purpose);

		if (row != NULL && !str_eq(row->dist, dist))
			return true;
	}
	for (uint32_t i = 0; i < d->rows.count && i < HOSTS_MOST; i++) {
		struct str host = d->rows.at[i].dist;

		/* langchain-ollama has a use for ollama, whether the tables know it or not. */
		if (d->rows.at[i].row != NULL && !str_eq(host, dist) &&
		    (dist_may_use(host, dist) || (host.len > dist.len && dist_is_akin(host, dist))))
			return true;
	}
	return false;
}

static bool
is_present(const struct search *s, struct str dist)
{
	struct service_rows services = s->services[s->file];

	for (uint32_t i = 0; i < services.count; i++) {
		const struct declared *d = &s->audit->services[services.at[i]].declared;

		if (declared_find(d, dist) != NULL ||
		    declared_bringer(d, dist, PURPOSE_RUN) != NULL)
			return true;
	}
	return search_imports(s, dist);
}

/* Would an import of `wanted` still be served without `dist`? */
static bool
is_brought_by_another(const struct search *s, const struct service_audit *service,
                      struct str wanted, struct str dist)
{
	const struct declared *d = &service->declared;
	const struct declaration *first = declared_bringer(d, wanted, PURPOSE_RUN);

	if (first != NULL && !str_eq(first->dist, dist))
		return true;
	for (uint32_t i = 0; i < d->rows.count && i < HOSTS_MOST; i++)
		if (!str_eq(d->rows.at[i].dist, dist) && search_imports(s, d->rows.at[i].dist) &&
		    dist_is_among(
			    known_requires(&service->known, d->rows.at[i].dist, STR("")), wanted))
			return true;
	return false;
}

/* Does it bring what is imported, not declared itself, and brought by nothing else? */
static bool
is_bringing(const struct search *s, const struct service_audit *service, struct str dist)
{
	struct wanted_dists queue = { 0 };
	struct map asked = { 0 };
	const struct declaration *row = declared_find(&service->declared, dist);
	struct str extras = row != NULL ? row->extras : STR(""), extra;
	bool fresh;

	*vec_push(s->a, &queue) = dist;
	while (str_cut(&extras, ',', &extra))
		*vec_push(s->a, &queue) = str_of(
			arena_printf(s->a, STR_FMT "[" STR_FMT "]", STR_ARG(dist), STR_ARG(extra)));
	for (uint32_t i = 0; i < queue.count && i < BROUGHT_MOST; i++) {
		struct strs items = known_requires(&service->known, queue.at[i], STR(""));

		for (uint32_t k = 0; k < items.count; k++) {
			struct str rest = items.at[k], name;

			if (!str_cut(&rest, '[', &name))
				continue;
			if (search_imports(s, name) &&
			    declared_find(&service->declared, name) == NULL &&
			    !is_brought_by_another(s, service, name, dist))
				return true;
			(void)map_put(s->a, &asked, names_put(s->audit->names, name), &fresh);
			if (fresh)
				*vec_push(s->a, &queue) = name;
		}
	}
	return false;
}

/* What starts an application from outside. Where it is not seen how that is done, it may be what
 * does. */
static bool
is_server(struct str dist)
{
	static const char *const servers[] = {
		"gunicorn",  "uvicorn",      "uwsgi",   "pyuwsgi",  "waitress",
		"hypercorn", "daphne",       "granian", "cheroot",  "functions-framework",
		"mangum",    "awslambdaric", "gevent",  "eventlet", "supervisor",
		"honcho",    "circus",       "zappa",   "chalice",  "mod-wsgi",
	};

	return str_is_any(dist, servers, countof(servers));
}

static bool
is_start_seen(const struct search *s)
{
	struct service_rows services = s->services[s->file];

	for (uint32_t i = 0; i < services.count; i++)
		if (s->p->services.at[services.at[i]].every_file)
			return false;
	return true;
}

/* "pytest" of the group "pytest11", "flake8" of "flake8.extension", "sqlalchemy" of
 * "sqlalchemy.dialects": as groups are called after those that look there. */
static struct str
host_of(struct arena *a, struct str group)
{
	struct str rest = group, host = group;

	(void)str_cut(&rest, '.', &host);
	if (rest.len == 0)
		while (host.len > 0 && char_is_digit(host.at[host.len - 1]))
			host.len--;
	return name_canonical(a, host);
}

/* Do its installed entry points serve another that is there? */
static bool
is_plugged(const struct search *s, struct str dist)
{
	struct installed *env = s->p->installed;
	struct strs groups = { 0 };

	if (env != NULL)
		groups = installed_plugs(env, dist);
	for (uint32_t i = 0; i < groups.count; i++) {
		struct str host = host_of(s->a, groups.at[i]);

		if (host.len > 0 && !str_eq(host, dist) && is_present(s, host))
			return true;
	}
	return false;
}

/* May the distribution, of which nobody knows what it requires, be there for what is imported and not
 * declared (pyaml: yaml)? */
static bool
may_bring(const struct service_audit *service, struct str dist)
{
	for (uint32_t i = 0; i < service->needs.count && !dist_is_read(dist); i++)
		if (service->needs.at[i].verdict.answer == ANSWER_PERHAPS ||
		    service->needs.at[i].verdict.answer == ANSWER_NOTHING)
			return true;
	return false;
}

/* Is it an image with JupyterHub, which starts notebooks in it? What is there is for those who write them. */
static bool
is_for_users(const struct service_audit *service)
{
	const struct declaration *hub = declared_find(&service->declared, STR("jupyterhub"));

	return hub != NULL && hub->row != NULL && hub->purpose == PURPOSE_RUN &&
	       around_has_image(service->service);
}

bool
is_company(const struct search *s, struct str dist)
{
	struct service_rows services = s->services[s->file];
	struct strs hosts = dist_hosts(dist);
	struct str library;

	for (uint32_t i = 0; i < hosts.count; i++)
		if (str_eq(hosts.at[i], dist) || is_present(s, hosts.at[i]))
			return true;
	if (dist_is_stub(dist, &library) || is_plugged(s, dist) ||
	    (is_server(dist) && !is_start_seen(s)))
		return true;
	for (uint32_t i = 0; i < services.count; i++) {
		const struct service_audit *service = &s->audit->services[services.at[i]];

		if (is_for_users(service) || is_needed_by_declared(&service->declared, dist) ||
		    is_bringing(s, service, dist) || may_bring(service, dist) ||
		    ((heard_strangers(s->audit, heard_there(service), dist).count > 0 ||
		      heard_aged(s->audit, heard_there(service), dist) != NULL) &&
		     heard_is_wanted(s->audit, dist)))
			return true;
	}
	return false;
}

/* Is the distribution there for others, and nothing imports it? */
static bool
is_brought_along(const struct search *s, struct str dist)
{
	struct service_rows services = s->services[s->file];
	struct strs hosts = dist_hosts(dist);

	if (search_imports(s, dist))
		return false;
	for (uint32_t i = 0; i < services.count; i++) {
		const struct declaration *row = declared_bringer(
			&s->audit->services[services.at[i]].declared, dist, PURPOSE_RUN);

		if (row != NULL && !str_eq(row->dist, dist))
			return true;
	}
	return hosts.count == 1 && str_eq(hosts.at[0], STR("pip"));
}

bool
is_freeze(const struct search *s, const struct facts *f)
{
	uint32_t brought = 0;

	for (uint32_t i = 0; i < f->requirements.count; i++) {
		struct str name = facts_text(f, f->requirements.at[i].name);

		brought += name.len > 0 && is_brought_along(s, name_canonical(s->a, name));
	}
	return brought >= FREEZE_LEAST && brought * FREEZE_PART >= f->requirements.count;
}
