/*
 * closure.c - all that a service's entries load, nearest first.
 *
 * Every context counts but typing: what is imported lazily, under __main__ or with a
 * fallback is loaded some day. Breadth first over modules in path order within a distance,
 * so that the first way to a module is the shortest, ties by path and line.
 */
#include "project/model.h"

static bool
follows(const struct edge *e)
{
	return e->target == TARGET_MODULE && e->kind != EDGE_USE && !e->unreachable &&
	       (e->context & CONTEXT_TYPING) == 0;
}

static int
by_id(const void *left, const void *right)
{
	module_id a = *(const module_id *)left, b = *(const module_id *)right;

	return a < b ? -1 : a > b;
}

static void
reach(struct model *m, struct service *s, struct step *steps, bool *seen,
      struct module_id_vec *order)
{
	uint32_t level = 0;

	while (level < order->count) {
		uint32_t end = order->count;

		/* Ids are in path order. */
		qsort(order->at + level, end - level, sizeof(*order->at), by_id);
		for (; level < end; level++) {
			module_id from = order->at[level];
			uint32_t count = edges_of(m, s->env, from).count;

			for (uint32_t i = 0; i < count; i++) {
				struct edge e = edges_known(m, s->env, from).at[i];

				if (!follows(&e) || seen[e.to])
					continue;
				seen[e.to] = true;
				steps[e.to] = (struct step){ true, from, i };
				*vec_push(m->arena, order) = e.to;
			}
		}
	}
}

void
closure_build(struct model *m, struct service *s)
{
	struct arena view = { 0 };
	bool *seen = arena_array(&view, bool, m->modules.count + 1);
	struct step *steps = arena_array(m->arena, struct step, m->modules.count + 1);
	struct module_id_vec order = { 0 };

	for (uint32_t i = 0; i < s->entries.count; i++) {
		module_id entry = s->entries.at[i];

		if (seen[entry])
			continue;
		seen[entry] = true;
		steps[entry] = (struct step){ true, ID_NONE, 0 };
		*vec_push(m->arena, &order) = entry;
	}
	reach(m, s, steps, seen, &order);
	s->closure = (struct module_ids){ order.at, order.count };
	s->steps = steps;
	arena_release(&view);
}
