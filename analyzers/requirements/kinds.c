/*
 * kinds.c - from a name that is imported to all that it needs, and the sum of that over closures.
 */
#include "requirements/kinds.h"

#include "base/arena.h"
#include "requirements/distributions.h"

VEC(kind_ids, uint32_t);

/* Rows of kinds.ids. */
struct kind_range {
	uint32_t first, count;
	bool known;
};

VEC(kind_ranges, struct kind_range);

/* What the modules of an environment need, of those that services share. */
struct shared_kinds {
	struct bits known, some; /* those with any need */
	struct kind_range *modules;
};

struct kinds {
	struct audit *audit;
	struct names *names;       /* full names of what is imported … */
	struct kind_ranges called; /* … and what they need; by name_id */
	struct needs rows;         /* the kinds */
	struct map by_dists;       /* hash → the first kind with it + 1 */
	struct kind_ids next;      /* by kind: the next with the same hash + 1 */
	struct kind_ids ids;
	struct shared_kinds *shared; /* by env_id; of environments that services share */
	struct kind_range *rests;    /* by reach.number */
	struct kind_ids seen;        /* by kind: the last sum that it is part of */
	uint32_t sums;
	struct needs found;
};

struct kinds *
kinds_new(struct audit *audit)
{
	struct kinds *k = arena_new(audit->arena, struct kinds);
	const struct project *p = audit->project;

	k->audit = audit;
	k->names = names_new(audit->arena);
	k->shared = arena_array(audit->arena, struct shared_kinds, p->environments.count);
	k->rests = arena_array(audit->arena, struct kind_range, (size_t)p->rests + 1);
	return k;
}

static bool
is_like(const struct need *a, const struct need *b)
{
	if (a->behind != b->behind || a->guessed != b->guessed || a->unheard != b->unheard ||
	    a->dists.count != b->dists.count)
		return false;
	for (uint32_t i = 0; i < a->dists.count; i++)
		if (!str_eq(a->dists.at[i], b->dists.at[i]))
			return false;
	return true;
}

/* The number of that kind. */
static uint32_t
put_kind(struct kinds *k, const struct need *need)
{
	struct arena *a = k->audit->arena;
	uint64_t hash = (need->behind ? 1u : 0u) + (need->guessed ? 2u : 0u);

	for (uint32_t i = 0; i < need->dists.count; i++)
		hash = hash * 31 + str_hash(need->dists.at[i]);
	uint32_t *first = map_put(a, &k->by_dists, hash, NULL);
	for (uint32_t i = *first; i > 0; i = k->next.at[i - 1])
		if (is_like(&k->rows.at[i - 1], need))
			return i - 1;
	*vec_push(a, &k->rows) = *need;
	*vec_push(a, &k->next) = *first;
	*vec_push(a, &k->seen) = 0;
	*first = k->rows.count;
	return k->rows.count - 1;
}

/* What the import of that name needs. */
static struct kind_range
kinds_of_name(struct kinds *k, struct str dotted)
{
	struct arena *a = k->audit->arena;
	name_id name = names_put(k->names, dotted);

	while (k->called.count <= name)
		*vec_push(a, &k->called) = (struct kind_range){ 0 };
	if (k->called.at[name].known)
		return k->called.at[name];

	struct str kept = names_text(k->names, name);
	struct kind_range range = { .first = k->ids.count, .known = true };
	struct origin origin = origin_or_name(k->audit, kept);
	struct need need = {
		.dists = origin.dists,
		.guessed = origin.guessed,
		.unheard = origin.unheard,
		.module = ID_NONE
	};
	if (origin.dists.count > 0)
		*vec_push(a, &k->ids) = put_kind(k, &need);
	need = (struct need){ .behind = true, .module = ID_NONE };
	for (uint32_t i = 0; behind_of(k->audit, kept, i, &need.dists); i++)
		*vec_push(a, &k->ids) = put_kind(k, &need);
	range.count = k->ids.count - range.first;
	k->called.at[name] = range;
	return range;
}

/* Add to a sum what is not part of it. */
static void
add_range(struct kinds *k, struct kind_range range, struct kind_ids *to)
{
	for (uint32_t i = 0; i < range.count; i++) {
		uint32_t kind = k->ids.at[range.first + i];

		if (k->seen.at[kind] != k->sums)
			*vec_push(k->audit->arena, to) = kind;
		k->seen.at[kind] = k->sums;
	}
}

static struct kind_range
keep(struct kinds *k, const struct kind_ids *sum)
{
	struct kind_range range = { k->ids.count, sum->count, true };

	for (uint32_t i = 0; i < sum->count; i++)
		*vec_push(k->audit->arena, &k->ids) = sum->at[i];
	return range;
}

static void
add_module(struct kinds *k, env_id env, module_id m, bool entry, struct kind_ids *to)
{
	const struct project *p = k->audit->project;
	const struct facts *f = p->modules.at[m].facts;
	struct edges edges = project_edges(p, env, m);
	struct arena view = { 0 };

	for (uint32_t i = 0; f->problems.count == 0 && i < edges.count; i++) {
		const struct edge *e = &edges.at[i];
		const struct fact_import *import = &f->imports.at[e->import];

		if (audit_asks(f, e) && edge_may_count(e, entry))
			add_range(k, kinds_of_name(k, audit_full_name(&view, import, f)), to);
	}
	arena_release(&view);
}

static struct shared_kinds *
shared_of(struct kinds *k, env_id env)
{
	struct shared_kinds *shared = &k->shared[env];
	uint32_t modules = k->audit->project->modules.count;

	bits_open(&shared->known, k->audit->arena, modules);
	bits_open(&shared->some, k->audit->arena, modules);
	if (shared->modules == NULL)
		shared->modules = arena_array(k->audit->arena, struct kind_range, modules);
	return shared;
}

/* The sum of a part that services share. */
static struct kind_range
kinds_of_rest(struct kinds *k, const struct reach *reach)
{
	struct kind_range *rest = &k->rests[reach->number];
	struct shared_kinds *shared = shared_of(k, reach->common);
	struct kind_ids sum = { 0 };

	if (rest->known)
		return *rest;
	for (module_id m = 0; bits_next_only(&reach->rest, &shared->known, &m); m++) {
		struct kind_ids own = { 0 };

		bits_add(&shared->known, m);
		k->sums++;
		add_module(k, reach->common, m, false, &own);
		shared->modules[m] = keep(k, &own);
		if (own.count > 0)
			bits_add(&shared->some, m);
	}
	k->sums++;
	for (module_id m = 0; bits_next_both(&reach->rest, &shared->some, &m); m++)
		add_range(k, shared->modules[m], &sum);
	*rest = keep(k, &sum);
	return *rest;
}

struct needs
kinds_of_service(struct kinds *k, const struct service *s)
{
	struct kind_range rest = { 0 };
	struct kind_ids sum = { 0 };

	if (s->reach.number != ID_NONE)
		rest = kinds_of_rest(k, &s->reach);
	k->sums++;
	add_range(k, rest, &sum);
	for (uint32_t i = 0; i < s->reach.own.count; i++)
		add_module(k, s->env, s->reach.own.at[i], true, &sum);
	k->found.count = 0;
	for (uint32_t i = 0; i < sum.count; i++)
		*vec_push(k->audit->arena, &k->found) = k->rows.at[sum.at[i]];
	return k->found;
}
