/*
 * faults.c - a walk over what a service loads unguarded, nearest first.
 *
 * The closure in the model holds what a service may load. An import that fails inside of
 * a module which is only imported in a `try` is caught there, so such modules are not
 * walked; nor is what stands under `__main__` of a module that is no entry.
 */
#include "imports/faults.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "imports/say.h"

/* How a module was come to. */
struct trail {
	module_id from; /* ID_NONE: an entry */
	const struct edge *edge;
	uint32_t depth; /* imports from the entry */
	bool seen, entry;
	bool at_start; /* no function is called on the way */
};

VEC(module_rows, module_id);
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
	struct trail *trails; /* by module */
	struct module_rows order;
	struct map known; /* target → row + 1 */
	struct rows rows;
};

/* Does the import run in this service, with nothing to catch its failure? */
static bool
counts(const struct walk *w, module_id m, const struct edge *e)
{
	return e->kind != EDGE_USE && !e->unreachable &&
	       (e->context & (CONTEXT_TYPING | CONTEXT_OPTIONAL)) == 0 &&
	       ((e->context & CONTEXT_MAIN) == 0 || w->trails[m].entry);
}

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
				.at_start = w->trails[m].at_start && (e->context & CONTEXT_LAZY) == 0,
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
	};
}

static void
step(struct walk *w, module_id m, const struct edge *e)
{
	struct trail *trail = &w->trails[e->to];

	if (trail->seen)
		return;
	*trail = (struct trail){
		.from = m,
		.edge = e,
		.depth = w->trails[m].depth + 1,
		.seen = true,
		.at_start = w->trails[m].at_start && (e->context & CONTEXT_LAZY) == 0,
	};
	*vec_push(w->a, &w->order) = e->to;
}

static int
by_id(const void *left, const void *right)
{
	module_id a = *(const module_id *)left, b = *(const module_id *)right;

	return (a > b) - (a < b);
}

static void
walk(struct walk *w)
{
	const struct project *p = w->c->project;

	for (uint32_t i = 0; i < w->service->entries.count; i++) {
		module_id m = w->service->entries.at[i];

		if (w->trails[m].seen)
			continue;
		w->trails[m] = (struct trail){
			.from = ID_NONE, .seen = true, .entry = true, .at_start = true
		};
		*vec_push(w->a, &w->order) = m;
	}
	for (uint32_t at = 0; at < w->order.count;) {
		uint32_t end = w->order.count;

		/* Those of one distance in path order. */
		qsort(w->order.at + at, end - at, sizeof(*w->order.at), by_id);
		for (; at < end; at++) {
			module_id m = w->order.at[at];
			struct edges edges = project_edges(p, w->service->env, m);

			for (uint32_t i = 0; i < edges.count; i++) {
				const struct edge *e = &edges.at[i];

				if (!counts(w, m, e))
					continue;
				if (e->target == TARGET_MODULE)
					step(w, m, e);
				if (e->kind != EDGE_PARENT &&
				    w->rule->concerns(w->rule->ctx, w->service, m, e))
					note(w, m, e);
			}
		}
	}
}

/* The imports from an entry to module m. */
static struct chain
chain_to_module(const struct walk *w, module_id m)
{
	uint32_t depth = w->trails[m].depth;
	uint32_t shown = depth < CHAIN_LIMIT ? depth : CHAIN_LIMIT;
	struct chain_step *steps = arena_array(w->a, struct chain_step, shown);

	for (uint32_t i = depth; i > 0; i--) {
		const struct trail *trail = &w->trails[m];

		if (i < shown || i == depth)
			steps[i < shown ? i - 1 : shown - 1] =
				say_step(w->c->project, w->service->env, trail->from, trail->edge);
		m = trail->from;
	}
	return (struct chain){ steps, shown };
}

static void
report(const struct walk *w, const struct row *row)
{
	const struct project *p = w->c->project;
	struct finding f = say_at(p, row->fault.module, row->fault.edge);

	f.rule = w->rule->rule;
	f.service = w->service->name;
	f.chain = chain_to_module(w, row->fault.module);
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

		w.trails = arena_array(&a, struct trail, p->modules.count);
		walk(&w);
		for (uint32_t i = 0; i < w.rows.count; i++)
			if (rule->holds(rule->ctx, &w.rows.at[i].fault))
				report(&w, &w.rows.at[i]);
		arena_release(&a);
	}
}
