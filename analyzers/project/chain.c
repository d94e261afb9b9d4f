/*
 * chain.c - the shortest way of imports from here to there.
 */
#include "project/chain.h"

#include "base/arena.h"
#include "project/model.h"

struct closure
chain_closure(const struct project *p, struct arena *a, service_id s)
{
	return closure_walk(p->model, a, &p->services.at[s]);
}

struct hops
chain_to(const struct project *p, struct arena *a, service_id s, const struct closure *closure,
         module_id m)
{
	const struct service *service = &p->services.at[s];
	const struct step *steps = closure->steps;
	uint32_t count = 0;

	for (module_id at = m; steps[at].from != ID_NONE; at = steps[at].from)
		count++;

	struct hop *hops = arena_array(a, struct hop, count + 1);
	uint32_t i = count;
	for (module_id at = m; i > 0; at = steps[at].from) {
		const struct step *step = &steps[at];

		hops[--i].from = step->from;
		hops[i].edge = &project_edges(p, service->env, step->from).at[step->edge];
	}
	return (struct hops){ hops, count };
}

/* How a module was reached by a search. */
struct trail {
	const struct edge *edge; /* NULL: where it starts */
	module_id from;
	bool seen;
};

static struct hops
follow_back(struct arena *a, const struct trail *trails, module_id last, const struct edge *wanted)
{
	uint32_t count = 1;

	for (module_id at = last; trails[at].edge != NULL; at = trails[at].from)
		count++;

	struct hop *hops = arena_array(a, struct hop, count);
	uint32_t i = count - 1;
	hops[i] = (struct hop){ last, wanted };
	for (module_id at = last; i > 0; at = trails[at].from)
		hops[--i] = (struct hop){ trails[at].from, trails[at].edge };
	return (struct hops){ hops, count };
}

struct hops
chain_search(const struct project *p, struct arena *a, env_id env, struct module_ids from,
             const struct chain_search *search)
{
	struct arena view = { 0 };
	struct trail *trails = arena_array(&view, struct trail, p->modules.count + 1);
	module_id *queue = arena_array(&view, module_id, p->modules.count + 1);
	uint32_t head = 0, tail = 0;
	struct hops found = { 0 };

	for (uint32_t i = 0; i < from.count; i++)
		if (!trails[from.at[i]].seen) {
			trails[from.at[i]].seen = true;
			queue[tail++] = from.at[i];
		}
	while (head < tail && found.count == 0) {
		module_id m = queue[head++];
		struct edges edges = project_edges(p, env, m);

		for (uint32_t i = 0; i < edges.count && found.count == 0; i++) {
			const struct edge *e = &edges.at[i];

			if (search->wanted(search->ctx, m, e)) {
				found = follow_back(a, trails, m, e);
			} else if (e->to != ID_NONE && !trails[e->to].seen &&
			           search->follow(search->ctx, m, e)) {
				trails[e->to] = (struct trail){ e, m, true };
				queue[tail++] = e->to;
			}
		}
	}
	arena_release(&view);
	return found;
}
