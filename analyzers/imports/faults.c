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

	for (service_id s = 0; s < p->services.count; s++) {
		struct arena a = { 0 };
		struct walk w = { .c = c, .rule = rule, .service = &p->services.at[s], .a = &a };

		runs_build(&w.runs, &a, p, w.service->env, w.service->entries);
		look(&w);
		for (uint32_t i = 0; i < w.rows.count; i++)
			if (rule->holds(rule->ctx, &w.rows.at[i].fault))
				report(&w, &w.rows.at[i]);
		arena_release(&a);
	}
}
