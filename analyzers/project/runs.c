/*
 * runs.c - a walk over what a service loads unguarded, nearest first.
 */
#include "project/runs.h"

#include "base/arena.h"
#include "base/vec.h"

#include <stdlib.h>

VEC(module_rows, module_id);

bool
edge_runs(const struct edge *e, bool entry)
{
	return e->kind != EDGE_USE && !e->unreachable && (e->context & CONTEXT_TYPING) == 0 &&
	       ((e->context & CONTEXT_MAIN) == 0 || entry);
}

bool
edge_may_count(const struct edge *e, bool entry)
{
	return (e->context & CONTEXT_OPTIONAL) == 0 && edge_runs(e, entry);
}

bool
runs_count(const struct runs *r, module_id m, const struct edge *e)
{
	return edge_may_count(e, r->at[m].entry);
}

bool
runs_at_start(const struct runs *r, module_id m, const struct edge *e)
{
	return r->at[m].at_start && (e->context & CONTEXT_LAZY) == 0;
}

static int
by_id(const void *left, const void *right)
{
	module_id a = *(const module_id *)left, b = *(const module_id *)right;

	return (a > b) - (a < b);
}

/* What module m, which was seen, loads. */
static void
step(struct runs *r, struct arena *a, struct module_rows *order, module_id m)
{
	struct edges edges = project_edges(r->project, r->env, m);

	for (uint32_t i = 0; i < edges.count; i++) {
		const struct edge *e = &edges.at[i];

		if (!runs_count(r, m, e) || e->target != TARGET_MODULE || r->at[e->to].seen)
			continue;
		r->at[e->to] = (struct run){
			.seen = true,
			.at_start = runs_at_start(r, m, e),
			.from = m,
			.edge = e,
			.depth = r->at[m].depth + 1,
		};
		*vec_push(a, order) = e->to;
	}
}

void
runs_build(struct runs *out, struct arena *a, const struct project *p, env_id env,
           struct module_ids entries)
{
	struct module_rows order = { 0 };

	*out = (struct runs){ .project = p, .env = env };
	out->at = arena_array(a, struct run, p->modules.count);
	for (uint32_t i = 0; i < entries.count; i++) {
		module_id m = entries.at[i];

		if (out->at[m].seen)
			continue;
		out->at[m] = (struct run){
			.seen = true, .entry = true, .at_start = true, .from = ID_NONE
		};
		*vec_push(a, &order) = m;
	}
	for (uint32_t at = 0; at < order.count;) {
		uint32_t end = order.count;

		/* Those of one distance in path order. */
		qsort(order.at + at, end - at, sizeof(*order.at), by_id);
		for (; at < end; at++)
			step(out, a, &order, order.at[at]);
	}
	out->order = (struct module_ids){ order.at, order.count };
}

struct hops
runs_to(const struct runs *r, struct arena *a, module_id m, uint32_t limit)
{
	uint32_t depth = r->at[m].depth, shown = depth < limit ? depth : limit;
	struct hop *hops = arena_array(a, struct hop, shown);

	for (uint32_t i = depth; i > 0; i--) {
		const struct run *run = &r->at[m];

		if (i < shown || i == depth)
			hops[i < shown ? i - 1 : shown - 1] = (struct hop){ run->from, run->edge };
		m = run->from;
	}
	return (struct hops){ hops, shown };
}
