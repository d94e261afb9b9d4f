/*
 * ask.c - the audit's answers about one distribution.
 */
#include "requirements/ask.h"

#include "base/arena.h"
#include "requirements/audit.h"
#include "requirements/distributions.h"
#include "requirements/mentions.h"
#include "rules/python.h"

VEC(row_vec, struct ask_row);
VEC(use_vec, struct ask_use);

struct ask {
	struct arena *arena;
	struct audit *audit;
};

struct ask *
ask_new(struct arena *a, const struct project *p)
{
	struct ask *q = arena_new(a, struct ask);

	q->arena = a;
	q->audit = audit_new(a, p);
	return q;
}

struct ask_service
ask_service(struct ask *q, service_id s)
{
	const struct service_audit *audit = &q->audit->services[s];

	return (struct ask_service){ audit->declared.any, audit->declared.open };
}

static bool
is_among(struct strs dists, struct str dist)
{
	for (uint32_t i = 0; i < dists.count; i++)
		if (str_eq(dists.at[i], dist))
			return true;
	return false;
}

enum ask_link
ask_edge(struct ask *q, module_id m, const struct edge *e, struct str dist, struct str *name)
{
	const struct facts *f = q->audit->project->modules.at[m].facts;
	const struct fact_import *import = &f->imports.at[e->import];
	struct str module = facts_text(f, import->module), full;
	struct strs behind;

	if (!audit_asks(f, e))
		return ASK_NOTHING;
	full = audit_full_name(q->arena, import, f);
	*name = module;
	if (is_among(origin_or_name(q->audit, module).dists, dist))
		return ASK_IMPORT;
	for (uint32_t i = 0; behind_of(q->audit, module, i, &behind); i++)
		if (is_among(behind, dist))
			return ASK_BEHIND;
	*name = full;
	if (is_among(origin_or_name(q->audit, full).dists, dist))
		return ASK_IMPORT;
	for (uint32_t i = 0; behind_of(q->audit, full, i, &behind); i++)
		if (is_among(behind, dist))
			return ASK_BEHIND;
	return ASK_NOTHING;
}

bool
ask_is_late(struct ask *q, struct str name)
{
	return behind_is_late(q->audit, name);
}

struct strs
ask_origin(struct ask *q, struct str dotted)
{
	return origin_of(q->audit, dotted).dists;
}

enum ask_source
ask_origin_source(struct ask *q, struct str dotted)
{
	struct origin o = origin_of(q->audit, dotted);

	if (o.dists.count == 0)
		return ASK_FROM_NOWHERE;
	if (o.configured)
		return ASK_FROM_CONFIG;
	if (o.installed)
		return ASK_FROM_INSTALLED;
	if (!o.guessed)
		return ASK_FROM_TABLE;
	return dist_is_named(o.dists.at[0]) ? ASK_FROM_OWN : ASK_FROM_NAME;
}

struct strs
ask_edge_origin(struct ask *q, module_id m, const struct edge *e)
{
	const struct facts *f = q->audit->project->modules.at[m].facts;
	struct str name;

	if (!audit_asks(f, e))
		return (struct strs){ 0 };
	name = audit_full_name(q->arena, &f->imports.at[e->import], f);
	return origin_of(q->audit, name).dists;
}

bool
ask_declared_anywhere(const struct ask *q, struct str dist)
{
	name_id id = names_find(q->audit->names, dist);

	return id != NAME_NONE && map_find(&q->audit->anywhere, id) != NULL;
}

static struct ask_row
row_of(const struct ask *q, service_id s, const struct declaration *d)
{
	static const enum ask_purpose purposes[] = {
		[PURPOSE_RUN] = ASK_RUN,
		[PURPOSE_PINNED] = ASK_RUN,
		[PURPOSE_EXTRA] = ASK_EXTRA,
		[PURPOSE_DEVELOPMENT] = ASK_DEVELOPMENT,
		[PURPOSE_ELSEWHERE] = ASK_ELSEWHERE,
	};
	struct ask_row row = {
		.name = d->dist,
		.file = STR(""),
		.group = STR(""),
		.marker = STR(""),
		.purpose = purposes[d->purpose],
		.service = q->audit->project->services.at[s].name,
	};

	if (d->row == NULL)
		return row;
	row.name = facts_text(d->facts, d->row->name);
	row.file = d->file;
	row.line = d->row->span.line;
	row.group = facts_text(d->facts, d->row->group);
	row.marker = facts_text(d->facts, d->row->marker);
	return row;
}

struct ask_answer
ask_distribution(struct ask *q, service_id s, struct str dist)
{
	struct row_vec declared = { 0 }, brought = { 0 }, others = { 0 };

	if (s != ID_NONE) {
		const struct declared *d = &q->audit->services[s].declared;
		const struct declaration *by = declared_bringer(d, dist, PURPOSE_RUN);

		for (uint32_t i = 0; i < d->rows.count; i++)
			/* What a compiled file has for what brings it is declared by nobody. */
			if (str_eq(d->rows.at[i].dist, dist) &&
			    (by == NULL || d->rows.at[i].purpose != PURPOSE_PINNED))
				*vec_push(q->arena, &declared) = row_of(q, s, &d->rows.at[i]);
		if (by != NULL)
			*vec_push(q->arena, &brought) = row_of(q, s, by);
	}
	for (service_id o = 0; o < q->audit->project->services.count; o++) {
		const struct declaration *row =
			o == s ? NULL : declared_find(&q->audit->services[o].declared, dist);

		if (row != NULL && row->row != NULL && row->purpose == PURPOSE_RUN)
			*vec_push(q->arena, &others) = row_of(q, o, row);
	}
	return (struct ask_answer){
		.declared = { declared.at, declared.count },
		.brought = { brought.at, brought.count },
		.others = { others.at, others.count },
	};
}

static void
add_other(struct ask *q, service_id s, enum ask_use_kind kind, struct str dist, struct use_vec *out)
{
	if (declared_find(&q->audit->services[s].declared, dist) != NULL)
		*vec_push(q->arena, out) = (struct ask_use){ kind, dist, STR(""), 0 };
}

struct ask_uses
ask_uses(struct ask *q, service_id s, struct str dist)
{
	bool *wanted = arena_array(q->arena, bool, q->audit->project->services.count);
	struct dist_ids dists = { 0 };
	struct use_vec out = { 0 };
	struct strs hosts = dist_hosts(dist);
	struct str library;

	for (uint32_t i = 0; i < hosts.count; i++)
		/* What belongs to whatever it is declared with has itself or pip for a host. */
		if (!str_eq(hosts.at[i], dist) && !str_eq(hosts.at[i], STR("pip")))
			add_other(q, s, ASK_LOADED, hosts.at[i], &out);
	if (dist_is_stub(dist, &library))
		add_other(q, s, ASK_TYPES, library, &out);
	wanted[s] = true;
	*vec_push(q->arena, &dists) = names_put(q->audit->names, dist);
	const struct mention_rows places =
		mentions_places(mentions_find(q->arena, q->audit, &dists, wanted));
	for (uint32_t i = 0; i < places.count; i++)
		*vec_push(q->arena, &out) = (struct ask_use){
			places.at[i].scheme ? ASK_SERVES : ASK_NAMED,
			places.at[i].word,
			places.at[i].file,
			places.at[i].line,
		};
	return (struct ask_uses){ out.at, out.count };
}
