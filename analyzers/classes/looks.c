/*
 * looks.c - steps from file to file, each noted once.
 */
#include "classes/looks.h"

void
looks_open(struct looks *l, uint32_t modules)
{
	*l = (struct looks){ .modules = modules };
	l->last = arena_array(&l->arena, uint32_t, (size_t)modules + 1);
	l->turns = bits_new(&l->arena, modules + 1);
	l->found = bits_new(&l->arena, modules + 1);
}

void
looks_release(struct looks *l)
{
	arena_release(&l->arena);
	*l = (struct looks){ 0 };
}

void
looks_add(struct looks *l, uint32_t from, uint32_t to)
{
	bool fresh;

	if (from == to || l->last[from] == to + 1)
		return;
	l->last[from] = to + 1;
	map_put(&l->arena, &l->known, map_key(from, to), &fresh);
	if (fresh)
		*vec_push(&l->arena, &l->steps) = (struct step){ from, to };
}
