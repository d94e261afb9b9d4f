/*
 * index.c - the bindings of a file by scope, the imports by the arm they stand in, the classes.
 */
#include "classes/unit.h"

/* Rows of a table by a number that each has at `member`, below `groups`: first[number] and then
 * next[row], as row + 1, in order. */
static void
chain(struct arena *a, struct chains *out, const void *member, size_t size, uint32_t count,
      uint32_t groups)
{
	const char *at = member;

	out->first = arena_array(a, uint32_t, (size_t)groups + 1);
	out->next = arena_array(a, uint32_t, (size_t)count + 1);
	for (uint32_t i = count; i-- > 0;) {
		uint32_t group;

		memcpy(&group, at + i * size, sizeof(group));
		out->next[i] = out->first[group];
		out->first[group] = i + 1;
	}
}

static void
note_classes(struct binding_index *index, struct arena *a)
{
	const struct facts *f = index->facts;
	uint32_t *rows = arena_array(a, uint32_t, (size_t)f->scopes.count + 1);
	uint32_t *given = arena_array(a, uint32_t, (size_t)f->scopes.count + 1);

	for (uint32_t i = 0; i < f->classes.count; i++) {
		if (!(f->classes.at[i].flags & CLASS_CALL))
			rows[f->classes.at[i].body] = i + 1;
		if (f->classes.at[i].flags & CLASS_GIVEN)
			given[f->classes.at[i].scope] = i + 1;
	}
	index->class_of_scope = rows;
	index->given_of_scope = given;
}

/* Every row of bindings is looked at. */
static void
note_bound_classes(struct binding_index *index, struct arena *a)
{
	const struct facts *f = index->facts;
	uint32_t *rows = arena_array(a, uint32_t, (size_t)f->classes.count + 1);

	for (uint32_t i = 0; i < f->bindings.count; i++)
		if (f->bindings.at[i].kind == BINDING_CLASS)
			rows[f->bindings.at[i].row] = i + 1;
	index->binding_of_class = rows;
}

struct binding_index *
index_of(struct world *w, const struct facts *facts)
{
	bool fresh;
	uint32_t *row = map_put(w->arena, &w->indexes, (uintptr_t)facts, &fresh);
	struct binding_index *index;

	if (!fresh)
		return w->index_rows.at[*row];
	index = arena_new(w->arena, struct binding_index);
	*index = (struct binding_index){ .facts = facts, .world = w };
	*vec_push(w->arena, &w->index_rows) = index;
	*row = w->index_rows.count - 1;
	return index;
}

const struct chains *
index_scopes(struct binding_index *index)
{
	const struct facts *f = index->facts;

	if (index->of_scopes.first == NULL)
		chain(index->world->arena, &index->of_scopes,
		      f->bindings.count > 0 ? &f->bindings.at->scope : NULL,
		      sizeof(*f->bindings.at), f->bindings.count, f->scopes.count);
	return &index->of_scopes;
}

const struct chains *
index_arms(struct binding_index *index)
{
	const struct facts *f = index->facts;

	if (index->of_arms.first == NULL)
		chain(index->world->arena, &index->of_arms,
		      f->imports.count > 0 ? &f->imports.at->block : NULL, sizeof(*f->imports.at),
		      f->imports.count, f->blocks.count);
	return &index->of_arms;
}

void
index_classes(struct binding_index *index)
{
	if (index->class_of_scope == NULL)
		note_classes(index, index->world->arena);
}

uint32_t
index_class_bound(struct binding_index *index, uint32_t row)
{
	if (index->binding_of_class == NULL)
		note_bound_classes(index, index->world->arena);
	return index->binding_of_class[row];
}
