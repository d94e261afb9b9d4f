/*
 * index.c - the bindings of a file by scope and name, the imports by the arm they stand in.
 */
#include "classes/unit.h"

static name_id
name_of(struct world *w, const struct facts *f, const struct fact_binding *b)
{
	return names_put(w->names, facts_text(f, b->name));
}

/* One range a scope and name, in the order in which they first come. */
static void
index_bindings(struct world *w, const struct facts *f, struct binding_index *index)
{
	uint32_t count = f->bindings.count;
	uint32_t *range_of = arena_array(w->arena, uint32_t, (size_t)count + 1);
	uint32_t *rows = arena_array(w->arena, uint32_t, (size_t)count + 1);
	uint32_t first = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct fact_binding *b = &f->bindings.at[i];
		bool fresh;
		uint32_t *row = map_put(
			w->arena, &index->ranges_of, map_key(b->scope, name_of(w, f, b)), &fresh);

		if (fresh) {
			vec_push(w->arena, &index->ranges);
			*row = index->ranges.count;
		}
		range_of[i] = *row - 1;
		index->ranges.at[range_of[i]].count++;
	}
	for (uint32_t i = 0; i < index->ranges.count; i++) {
		index->ranges.at[i].first = first;
		first += index->ranges.at[i].count;
		index->ranges.at[i].count = 0;
	}
	for (uint32_t i = 0; i < count; i++) {
		struct binding_range *r = &index->ranges.at[range_of[i]];

		rows[r->first + r->count++] = i;
	}
	index->rows = rows;
}

static void
index_scopes(struct world *w, const struct facts *f, struct binding_index *index)
{
	uint32_t *first = arena_array(w->arena, uint32_t, (size_t)f->scopes.count + 1);
	uint32_t *next = arena_array(w->arena, uint32_t, (size_t)f->bindings.count + 1);

	for (uint32_t i = f->bindings.count; i-- > 0;) {
		uint32_t scope = f->bindings.at[i].scope;

		next[i] = first[scope];
		first[scope] = i + 1;
	}
	index->first_in_scope = first;
	index->next_in_scope = next;
}

static void
index_imports(struct world *w, const struct facts *f, struct binding_index *index)
{
	uint32_t *first = arena_array(w->arena, uint32_t, (size_t)f->blocks.count + 1);
	uint32_t *next = arena_array(w->arena, uint32_t, (size_t)f->imports.count + 1);

	for (uint32_t i = f->imports.count; i-- > 0;) {
		uint32_t block = f->imports.at[i].block;

		next[i] = first[block];
		first[block] = i + 1;
	}
	index->import_of_block = first;
	index->next_import = next;
}

static void
index_classes(struct world *w, const struct facts *f, struct binding_index *index)
{
	uint32_t *rows = arena_array(w->arena, uint32_t, (size_t)f->scopes.count + 1);

	for (uint32_t i = 0; i < f->classes.count; i++)
		if (!(f->classes.at[i].flags & CLASS_CALL))
			rows[f->classes.at[i].body] = i + 1;
	index->class_of_scope = rows;
	rows = arena_array(w->arena, uint32_t, (size_t)f->classes.count + 1);
	for (uint32_t i = 0; i < f->bindings.count; i++)
		if (f->bindings.at[i].kind == BINDING_CLASS)
			rows[f->bindings.at[i].row] = i + 1;
	index->binding_of_class = rows;
}

const struct binding_index *
index_of(struct world *w, const struct facts *facts)
{
	bool fresh;
	uint32_t *row = map_put(w->arena, &w->indexes, (uintptr_t)facts, &fresh);

	if (fresh) {
		struct binding_index *index = arena_new(w->arena, struct binding_index);

		*vec_push(w->arena, &w->index_rows) = index;
		*row = w->index_rows.count - 1;
		index_bindings(w, facts, index);
		index_scopes(w, facts, index);
		index_imports(w, facts, index);
		index_classes(w, facts, index);
		return index;
	}
	return w->index_rows.at[*row];
}
