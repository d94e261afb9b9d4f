/*
 * closure.c - all that a service's entries load.
 *
 * Every context counts but typing: what is imported lazily, under __main__ or with a
 * fallback is loaded some day. A service's own modules are walked one by one. What they enter
 * shared code by is looked up: services that enter it alike have the same rest.
 */
#include "project/model.h"

#include <stdlib.h>

/* A service on its way. */
struct walk {
	struct model *m;
	env_id env, common;
	bool alone; /* nothing is taken from the common environment as it stands */
	struct module_id_vec own, starts;
};

bool
closure_follows(const struct edge *e)
{
	return e->target == TARGET_MODULE && e->kind != EDGE_USE && !e->unreachable &&
	       (e->context & CONTEXT_TYPING) == 0;
}

static int
by_id(const void *left, const void *right)
{
	module_id a = *(const module_id *)left, b = *(const module_id *)right;

	return (a > b) - (a < b);
}

static void
sort(struct module_id_vec *v)
{
	/* Ids are in path order. */
	if (v->count > 1)
		qsort(v->at, v->count, sizeof(*v->at), by_id);
}

static void
drop_repeated(struct module_id_vec *v)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < v->count; i++)
		if (kept == 0 || v->at[kept - 1] != v->at[i])
			v->at[kept++] = v->at[i];
	v->count = kept;
}

static bool
puts_paths(const struct model *m, module_id module)
{
	const struct fact_paths paths = m->modules.at[module].facts->paths;

	for (uint32_t i = 0; i < paths.count; i++)
		if (paths.at[i].kind != PATH_UNKNOWN)
			return true;
	return false;
}

/* All that is behind the starts, in the common environment. */
static void
fill_rest(struct model *m, struct rest *rest)
{
	uint64_t *bits = arena_array(m->arena, uint64_t, (size_t)m->modules.count / 64 + 1);
	struct module_id_vec order = { 0 }, paths = { 0 };

	for (uint32_t i = 0; i < rest->starts.count; i++) {
		bits[rest->starts.at[i] / 64] |= UINT64_C(1) << rest->starts.at[i] % 64;
		*vec_push(m->arena, &order) = rest->starts.at[i];
	}
	for (uint32_t i = 0; i < order.count; i++) {
		struct module_ids targets = share_targets(m, rest->common, order.at[i]);

		for (uint32_t t = 0; t < targets.count; t++) {
			module_id to = targets.at[t];
			uint64_t bit = UINT64_C(1) << to % 64;

			if ((bits[to / 64] & bit) == 0)
				*vec_push(m->arena, &order) = to;
			bits[to / 64] |= bit;
		}
	}
	sort(&order);
	for (uint32_t i = 0; i < order.count; i++)
		if (puts_paths(m, order.at[i]))
			*vec_push(m->arena, &paths) = order.at[i];
	rest->modules = (struct module_ids){ order.at, order.count };
	rest->paths = (struct module_ids){ paths.at, paths.count };
	rest->bits = bits;
}

/* The row of the rest that is entered so. */
static uint32_t
rest_of(struct model *m, env_id common, struct module_ids starts)
{
	uint64_t hash = common;

	for (uint32_t i = 0; i < starts.count; i++)
		hash = (hash ^ starts.at[i]) * UINT64_C(0x9E3779B97F4A7C15);
	uint32_t *first = map_put(m->arena, &m->rest_of_hash, hash, NULL);
	for (uint32_t i = *first; i > 0; i = m->rests.at[i - 1].next) {
		const struct rest *rest = &m->rests.at[i - 1];

		if (rest->common == common && rest->starts.count == starts.count &&
		    memcmp(rest->starts.at, starts.at, starts.count * sizeof(*starts.at)) == 0)
			return i - 1;
	}
	struct rest rest = { .common = common, .starts = starts, .next = *first };
	fill_rest(m, &rest);
	*vec_push(m->arena, &m->rests) = rest;
	*first = m->rests.count;
	return m->rests.count - 1;
}

static void
come_to(struct walk *w, module_id module, bool entry)
{
	if (w->m->marks[module] == w->m->searches)
		return;
	w->m->marks[module] = w->m->searches;
	if (w->alone || entry || share_is_own(w->m, w->env, module))
		*vec_push(w->m->arena, &w->own) = module;
	else
		*vec_push(w->m->arena, &w->starts) = module;
}

static void
walk_own(struct walk *w, struct module_ids entries)
{
	w->m->searches++;
	w->own.count = w->starts.count = 0;
	for (uint32_t i = 0; i < entries.count; i++)
		come_to(w, entries.at[i], true);
	for (uint32_t i = 0; i < w->own.count; i++) {
		module_id from = w->own.at[i];
		env_id env = share_edges_env(w->m, w->env, from);
		struct edges edges = edges_in(w->m, env, from);

		for (uint32_t k = 0; k < edges.count; k++)
			if (closure_follows(&edges.at[k]))
				come_to(w, edges.at[k].to, false);
	}
}

/* Does the rest come back to modules of the service's own? */
static bool
comes_back(struct walk *w, const struct rest *rest)
{
	const struct own *own = w->m->env_infos.at[w->env].own;

	for (uint32_t i = 0; own != NULL && i < own->dirs.count; i++) {
		struct str dir = own->dirs.at[i];

		for (module_id id = tree_first_below(w->m, dir);
		     id < w->m->modules.count && tree_is_below(w->m, id, dir); id++)
			if ((rest->bits[id / 64] >> id % 64 & 1) != 0)
				return true;
	}
	return false;
}

static bool
same_edges(struct edges a, struct edges b)
{
	if (a.count != b.count)
		return false;
	for (uint32_t i = 0; i < a.count; i++) {
		const struct edge *left = &a.at[i], *right = &b.at[i];

		if (left->kind != right->kind || left->target != right->target ||
		    left->to != right->to || left->name != right->name ||
		    left->import != right->import || left->use != right->use ||
		    left->context != right->context || left->unreachable != right->unreachable)
			return false;
	}
	return true;
}

/* Do the imports of the rest lead to the same in the service's environment? Modules of which that
 * had to be tried are its own, too. */
static bool
holds(struct walk *w, const struct rest *rest)
{
	struct module_ids mentions = share_mentions(w->m, w->env, rest->bits);

	for (uint32_t i = 0; i < mentions.count; i++) {
		struct edges here, there;

		edges_in(w->m, w->env, mentions.at[i]);
		here = edges_in(w->m, w->env, mentions.at[i]);
		there = edges_in(w->m, w->common, mentions.at[i]);
		if (!same_edges(here, there))
			return false;
		*vec_push(w->m->arena, &w->own) = mentions.at[i];
	}
	return true;
}

static uint32_t
count_all(const struct reach *reach)
{
	uint32_t count = reach->own.count + reach->rest.count;

	for (uint32_t i = 0; reach->bits != NULL && i < reach->own.count; i++)
		count -= reach->bits[reach->own.at[i] / 64] >> reach->own.at[i] % 64 & 1;
	return count;
}

void
closure_build(struct model *m, struct service *s)
{
	struct walk w = { .m = m, .env = s->env, .common = m->env_infos.at[s->env].common };
	uint32_t number = ID_NONE;

	walk_own(&w, s->entries);
	if (w.starts.count > 0) {
		sort(&w.starts);
		number = rest_of(m, w.common, (struct module_ids){ w.starts.at, w.starts.count });
		w.starts = (struct module_id_vec){ 0 };
		if (comes_back(&w, &m->rests.at[number]) || !holds(&w, &m->rests.at[number])) {
			number = ID_NONE;
			w.alone = true;
			walk_own(&w, s->entries);
		}
	}
	sort(&w.own);
	drop_repeated(&w.own);
	s->reach = (struct reach){
		.own = { w.own.at, w.own.count }, .common = w.common, .number = number
	};
	if (number != ID_NONE) {
		s->reach.rest = m->rests.at[number].modules;
		s->reach.bits = m->rests.at[number].bits;
	}
	s->loads = count_all(&s->reach);
}

bool
reach_has(const struct reach *reach, module_id module)
{
	if (reach->bits != NULL && (reach->bits[module / 64] >> module % 64 & 1) != 0)
		return true;
	return reach->own.count > 0 &&
	       bsearch(&module, reach->own.at, reach->own.count, sizeof(module), by_id) != NULL;
}

/* Breadth first over modules in path order within a distance, so that the first way to a module is
 * the shortest, ties by path and line. */
static void
walk_levels(const struct model *m, struct arena *a, env_id env, struct step *steps,
            struct module_id_vec *order)
{
	for (uint32_t level = 0; level < order->count;) {
		uint32_t end = order->count;

		qsort(order->at + level, end - level, sizeof(*order->at), by_id);
		for (; level < end; level++) {
			module_id from = order->at[level];
			struct edges edges = edges_known(m, env, from);

			for (uint32_t i = 0; i < edges.count; i++) {
				const struct edge *e = &edges.at[i];

				if (!closure_follows(e) || steps[e->to].reached)
					continue;
				steps[e->to] = (struct step){ true, from, i };
				*vec_push(a, order) = e->to;
			}
		}
	}
}

struct closure
closure_walk(const struct model *m, struct arena *a, const struct service *s)
{
	struct step *steps = arena_array(a, struct step, m->modules.count + 1);
	struct module_id_vec order = { 0 };

	for (uint32_t i = 0; i < s->entries.count; i++) {
		module_id entry = s->entries.at[i];

		if (steps[entry].reached)
			continue;
		steps[entry] = (struct step){ true, ID_NONE, 0 };
		*vec_push(a, &order) = entry;
	}
	walk_levels(m, a, s->env, steps, &order);
	return (struct closure){ { order.at, order.count }, steps };
}

struct module_ids
closure_paths(struct model *m, const struct service *s)
{
	struct module_id_vec found = { 0 };

	for (uint32_t i = 0; i < s->reach.own.count; i++)
		if (puts_paths(m, s->reach.own.at[i]))
			*vec_push(m->arena, &found) = s->reach.own.at[i];
	if (s->reach.number != ID_NONE) {
		const struct module_ids paths = m->rests.at[s->reach.number].paths;

		for (uint32_t i = 0; i < paths.count; i++)
			*vec_push(m->arena, &found) = paths.at[i];
	}
	if (found.count < 2)
		return (struct module_ids){ found.at, found.count };

	struct arena view = { 0 };
	struct module_ids order = closure_walk(m, &view, s).order;
	found.count = 0;
	for (uint32_t i = 0; i < order.count; i++)
		if (puts_paths(m, order.at[i]))
			*vec_push(m->arena, &found) = order.at[i];
	arena_release(&view);
	return (struct module_ids){ found.at, found.count };
}
