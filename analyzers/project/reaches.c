/*
 * reaches.c - what each module of shared code leads to: for who enters it in many ways.
 *
 * Modules that import one another in a circle lead to the same. Circles are found in the manner of
 * Tarjan, without recursion; what a circle leads to is known before those that lead to it, so that a set
 * is made of sets.
 */
#include "project/model.h"

/* A module on the way down, and which of its targets comes next. */
struct frame {
	module_id module;
	uint32_t next;
};

VEC(frame_vec, struct frame);
VEC(bits_vec, struct bits);

struct reaches {
	struct model *m;
	env_id env;
	uint32_t *circle; /* by module: row of sets + 1; 0: not known yet */
	struct bits_vec sets;
	uint32_t *number,
		*low; /* by module: when it was come to, from 1; and the first one that it leads
	                           back to */
	uint32_t numbers;
	struct module_id_vec open; /* come to, and of no circle yet */
	struct frame_vec frames;
};

struct reaches *
reaches_new(struct model *m, env_id env)
{
	struct reaches *r = arena_new(m->arena, struct reaches);

	r->m = m;
	r->env = env;
	r->circle = arena_array(m->arena, uint32_t, m->modules.count);
	r->number = arena_array(m->arena, uint32_t, m->modules.count);
	r->low = arena_array(m->arena, uint32_t, m->modules.count);
	return r;
}

static void
enter(struct reaches *r, module_id module)
{
	r->number[module] = r->low[module] = ++r->numbers;
	*vec_push(r->m->arena, &r->open) = module;
	*vec_push(r->m->arena, &r->frames) = (struct frame){ .module = module };
}

static void
lower(struct reaches *r, module_id module, uint32_t to)
{
	if (to < r->low[module])
		r->low[module] = to;
}

/* The modules that were come to since `first` are a circle; what they lead to is known but for them. */
static void
close_circle(struct reaches *r, module_id first)
{
	struct bits set = bits_new(r->m->arena, r->m->modules.count);
	uint32_t start = r->open.count;

	do
		start--;
	while (r->open.at[start] != first);
	for (uint32_t i = start; i < r->open.count; i++) {
		const struct module_ids to = share_targets(r->m, r->env, r->open.at[i]);

		bits_add(&set, r->open.at[i]);
		for (uint32_t t = 0; t < to.count; t++)
			if (r->circle[to.at[t]] > 0 && !bits_has(&set, to.at[t]))
				bits_unite(&set, &r->sets.at[r->circle[to.at[t]] - 1]);
	}
	*vec_push(r->m->arena, &r->sets) = set;
	for (uint32_t i = start; i < r->open.count; i++)
		r->circle[r->open.at[i]] = r->sets.count;
	r->open.count = start;
}

/* One step down or up. */
static void
step(struct reaches *r)
{
	struct frame *top = &r->frames.at[r->frames.count - 1];
	const module_id module = top->module;
	const struct module_ids to = share_targets(r->m, r->env, module);

	if (top->next < to.count) {
		module_id next = to.at[top->next++];

		if (r->number[next] == 0)
			enter(r, next);
		else if (r->circle[next] == 0)
			lower(r, module, r->number[next]);
		return;
	}
	r->frames.count--;
	if (r->frames.count > 0)
		lower(r, r->frames.at[r->frames.count - 1].module, r->low[module]);
	if (r->low[module] == r->number[module])
		close_circle(r, module);
}

const struct bits *
reaches_of(struct reaches *r, module_id module)
{
	if (r->circle[module] == 0)
		enter(r, module);
	while (r->frames.count > 0)
		step(r);
	return &r->sets.at[r->circle[module] - 1];
}
