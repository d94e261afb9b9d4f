/*
 * faults.c - what a service loads unguarded and cannot import, each target once.
 */
#include "imports/faults.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "imports/say.h"
#include "project/runs.h"

VEC(places, struct related_place);

/* One target that cannot be imported, and all places that try. */
struct row {
	struct fault fault;
	struct places more;
	uint32_t last_statement; /* start of the last place's statement */
	module_id last_module;
};

VEC(rows, struct row);

struct walk {
	const struct check *c;
	const struct fault_rule *rule;
	const struct service *service;
	struct arena *a;
	struct runs runs;
	struct map known; /* target → row + 1 */
	struct rows rows;
};

static uint32_t
statement_of(const struct walk *w, module_id m, const struct edge *e)
{
	return w->c->project->modules.at[m].facts->imports.at[e->import].statement.start;
}

static void
note(struct walk *w, module_id m, const struct edge *e)
{
	const struct project *p = w->c->project;
	uint32_t statement = statement_of(w, m, e);
	bool fresh;
	uint32_t *known =
		map_put(w->a, &w->known, e->to != ID_NONE ? map_key(1, e->to) : e->name, &fresh);

	if (fresh) {
		*vec_push(w->a, &w->rows) = (struct row){
			.fault = {
				.service = w->service,
				.module = m,
				.edge = e,
				.at_start = runs_at_start(&w->runs, m, e),
			},
			.last_statement = statement,
			.last_module = m,
		};
		*known = w->rows.count;
		return;
	}

	struct row *row = &w->rows.at[*known - 1];

	/* Aliases of one statement are one place. */
	if (row->last_module == m && row->last_statement == statement)
		return;
	row->last_module = m;
	row->last_statement = statement;
	*vec_push(w->a, &row->more) = (struct related_place){
		.file = p->modules.at[m].path,
		.line = project_edge_span(p, m, e)->line,
		.start = project_edge_span(p, m, e)->start,
	};
}

static void
look(struct walk *w)
{
	const struct project *p = w->c->project;

	for (uint32_t at = 0; at < w->runs.order.count; at++) {
		module_id m = w->runs.order.at[at];
		struct edges edges = project_edges(p, w->service->env, m);

		for (uint32_t i = 0; i < edges.count; i++) {
			const struct edge *e = &edges.at[i];

			if (e->kind != EDGE_PARENT && runs_count(&w->runs, m, e) &&
			    w->rule->concerns(w->rule->ctx, w->service, m, e))
				note(w, m, e);
		}
	}
}

/* Of the modules of an environment that services share. */
struct suspicion {
	struct bits known, suspect;
};

enum rest_kind { REST_UNKNOWN, REST_CLEAN, REST_SUSPECT };

/* Which services need not be walked. */
struct suspects {
	const struct project *p;
	const struct fault_rule *rule;
	struct arena *a;
	struct suspicion *of; /* by env_id */
	uint8_t *rests;       /* enum rest_kind, by the number of the rest */
};

static bool
is_suspect(const struct suspects *x, env_id env, module_id m, bool entry)
{
	struct edges edges = project_edges(x->p, env, m);

	for (uint32_t i = 0; i < edges.count; i++)
		if (edges.at[i].kind != EDGE_PARENT && edge_may_count(&edges.at[i], entry) &&
		    x->rule->suspects(x->rule->ctx, env, &edges.at[i]))
			return true;
	return false;
}

static bool
look_at_rest(struct suspects *x, const struct reach *reach)
{
	struct suspicion *of = &x->of[reach->common];

	bits_open(&of->known, x->a, x->p->modules.count);
	bits_open(&of->suspect, x->a, x->p->modules.count);
	for (module_id m = 0; bits_next_only(&reach->rest, &of->known, &m); m++) {
		bits_add(&of->known, m);
		if (is_suspect(x, reach->common, m, false))
			bits_add(&of->suspect, m);
	}
	return bits_meet(&reach->rest, &of->suspect);
}

static bool
is_rest_suspect(struct suspects *x, const struct reach *reach)
{
	if (reach->number == ID_NONE)
		return false;
	if (x->rests[reach->number] == REST_UNKNOWN)
		x->rests[reach->number] = look_at_rest(x, reach) ? REST_SUSPECT : REST_CLEAN;
	return x->rests[reach->number] == REST_SUSPECT;
}

/* May anything that the service loads be a fault? */
static bool
has_suspects(struct suspects *x, const struct service *s)
{
	for (uint32_t i = 0; i < s->reach.own.count; i++)
		if (is_suspect(x, s->env, s->reach.own.at[i], true))
			return true;
	return is_rest_suspect(x, &s->reach);
}

static void
report(const struct walk *w, const struct row *row)
{
	const struct project *p = w->c->project;
	struct finding f = say_at(p, row->fault.module, row->fault.edge);

	f.rule = w->rule->rule;
	f.service = w->service->name;
	f.chain = say_chain(&w->runs, w->a, row->fault.module);
	f.related = (struct related){ row->more.at, row->more.count };
	w->rule->text(w->rule->ctx, &row->fault, &f);
	findings_add(w->c->out, &f);
}

void
faults(const struct check *c, const struct fault_rule *rule)
{
	const struct project *p = c->project;
	struct arena view = { 0 };
	struct suspects suspects = {
		.p = p,
		.rule = rule,
		.a = &view,
		.of = arena_array(&view, struct suspicion, p->environments.count),
		.rests = arena_array(&view, uint8_t, (size_t)p->rests + 1),
	};

	for (service_id s = 0; s < p->services.count; s++) {
		struct arena a = { 0 };
		struct walk w = { .c = c, .rule = rule, .service = &p->services.at[s], .a = &a };

		if (!has_suspects(&suspects, w.service))
			continue;
		runs_build(&w.runs, &a, p, w.service->env, w.service->entries);
		look(&w);
		for (uint32_t i = 0; i < w.rows.count; i++)
			if (rule->holds(rule->ctx, &w.rows.at[i].fault))
				report(&w, &w.rows.at[i]);
		arena_release(&a);
	}
	arena_release(&view);
}
