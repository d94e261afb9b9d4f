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
	struct rest rest = {
		.common = common,
		.starts = starts,
		.modules = bits_new(m->arena, m->modules.count),
		.next = *first,
	};
	rest.count = share_reach(m, common, starts, &rest.modules);
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
			if (bits_has(&rest->modules, id))
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
	struct module_ids mentions = share_mentions(w->m, w->env, &rest->modules);

	for (uint32_t i = 0; i < mentions.count; i++) {
		struct edges here = edges_in(w->m, w->env, mentions.at[i]);
		struct edges there = edges_in(w->m, w->common, mentions.at[i]);

		if (!same_edges(here, there))
			return false;
		*vec_push(w->m->arena, &w->own) = mentions.at[i];
	}
	return true;
}

/* How many modules are in it, each once. */
static uint32_t
count_all(const struct reach *reach, const struct rest *rest)
{
	uint32_t count = reach->own.count + (rest != NULL ? rest->count : 0);

	for (uint32_t i = 0; rest != NULL && i < reach->own.count; i++)
		count -= bits_has(&rest->modules, reach->own.at[i]);
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
	const struct rest *rest = number != ID_NONE ? &m->rests.at[number] : NULL;
	if (rest != NULL)
		s->reach.rest = rest->modules;
	s->loads = count_all(&s->reach, rest);
}

bool
reach_has(const struct reach *reach, module_id module)
{
	if (reach->number != ID_NONE && bits_has(&reach->rest, module))
		return true;
	return reach->own.count > 0 &&
	       bsearch(&module, reach->own.at, reach->own.count, sizeof(module), by_id) != NULL;
}

bool
reach_next(struct reach_walk *w)
{
	if (w->own < w->reach->own.count) {
		w->module = w->reach->own.at[w->own++];
		return true;
	}
	/* The first of the rest comes after one more step than there are of its own. */
	w->module = w->own++ == w->reach->own.count ? 0 : w->module + 1;
	return bits_next(&w->reach->rest, &w->module);
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

static bool
puts_paths(const struct module *module)
{
	const struct fact_paths paths = module->facts->paths;

	for (uint32_t i = 0; i < paths.count; i++)
		if (paths.at[i].kind != PATH_UNKNOWN)
			return true;
	return false;
}

void
closure_note_paths(struct model *m)
{
	m->paths = bits_new(m->arena, m->modules.count);
	for (module_id i = 0; i < m->modules.count; i++)
		if (puts_paths(&m->modules.at[i]))
			bits_add(&m->paths, i);
}

struct module_ids
closure_paths(struct model *m, const struct service *s)
{
	struct module_id_vec found = { 0 };

	for (uint32_t i = 0; i < s->reach.own.count; i++)
		if (bits_has(&m->paths, s->reach.own.at[i]))
			*vec_push(m->arena, &found) = s->reach.own.at[i];
	for (module_id i = 0; bits_next_both(&s->reach.rest, &m->paths, &i); i++)
		*vec_push(m->arena, &found) = i;
	if (found.count < 2)
		return (struct module_ids){ found.at, found.count };

	struct arena view = { 0 };
	struct module_ids order = closure_walk(m, &view, s).order;
	found.count = 0;
	for (uint32_t i = 0; i < order.count; i++)
		if (bits_has(&m->paths, order.at[i]))
			*vec_push(m->arena, &found) = order.at[i];
	arena_release(&view);
	return (struct module_ids){ found.at, found.count };
}
