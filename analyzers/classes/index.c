/*
 * index.c - the bindings of a file by scope and name, the imports by the arm they stand in.
 */
#include "classes/unit.h"

#include "base/err.h"

/* A name in a scope: where that starts in the table. */
static uint32_t
start_of(const struct binding_index *index, uint32_t scope, struct str name)
{
	uint64_t hash = hash_text(index->keys, name) + scope * UINT64_C(0x9E3779B97F4A7C15);

	return (uint32_t)(hash >> 32) & index->mask;
}

/* Which rows bind which name: ranges in the order in which the names first come, counted. */
static void
count_ranges(struct binding_index *index, struct arena *a, uint32_t *range_of)
{
	const struct fact_bindings all = index->facts->bindings;
	uint32_t ranges = 0;

	index->ranges = arena_array(a, struct binding_range, (size_t)all.count + 1);
	for (uint32_t i = 0; i < all.count; i++) {
		const struct fact_binding *b = &all.at[i];
		uint32_t at = start_of(index, b->scope, facts_text(index->facts, b->name));

		for (; index->slots[at] != 0; at = (at + 1) & index->mask) {
			/* Equal texts of a file have one place. */
			const struct fact_binding *other =
				&all.at[index->ranges[index->slots[at] - 1].first];

			if (other->name == b->name && other->scope == b->scope)
				break;
		}
		if (index->slots[at] == 0) {
			index->ranges[ranges].first = i;
			index->slots[at] = ++ranges;
		}
		range_of[i] = index->slots[at] - 1;
		index->ranges[range_of[i]].count++;
	}
}

static void
index_bindings(struct binding_index *index, struct arena *a)
{
	uint32_t count = index->facts->bindings.count, room = 4, first = 0, ranges = 0;
	uint32_t *rows = arena_array(a, uint32_t, (size_t)count + 1);
	uint32_t *range_of = arena_array(a, uint32_t, (size_t)count + 1);

	if (count >= UINT32_MAX / 4)
		die("out of memory");
	while (room / 4 * 3 <= count)
		room *= 2;
	index->slots = arena_array(a, uint32_t, room);
	index->mask = room - 1;
	count_ranges(index, a, range_of);
	for (uint32_t i = 0; i < count; i++) {
		struct binding_range *r = &index->ranges[range_of[i]];

		/* Its first row: now it is known how many there are. */
		if (range_of[i] == ranges) {
			r->first = first;
			first += r->count;
			r->count = 0;
			ranges++;
		}
		rows[r->first + r->count++] = i;
	}
	index->rows = rows;
}

static void
index_scopes(struct binding_index *index, struct arena *a)
{
	const struct facts *f = index->facts;
	uint32_t *first = arena_array(a, uint32_t, (size_t)f->scopes.count + 1);
	uint32_t *next = arena_array(a, uint32_t, (size_t)f->bindings.count + 1);

	for (uint32_t i = f->bindings.count; i-- > 0;) {
		uint32_t scope = f->bindings.at[i].scope;

		next[i] = first[scope];
		first[scope] = i + 1;
	}
	index->first_in_scope = first;
	index->next_in_scope = next;
}

static void
index_imports(struct binding_index *index, struct arena *a)
{
	const struct facts *f = index->facts;
	uint32_t *first = arena_array(a, uint32_t, (size_t)f->blocks.count + 1);
	uint32_t *next = arena_array(a, uint32_t, (size_t)f->imports.count + 1);

	for (uint32_t i = f->imports.count; i-- > 0;) {
		uint32_t block = f->imports.at[i].block;

		next[i] = first[block];
		first[block] = i + 1;
	}
	index->import_of_block = first;
	index->next_import = next;
}

static void
index_classes(struct binding_index *index, struct arena *a)
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
	rows = arena_array(a, uint32_t, (size_t)f->classes.count + 1);
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
	*index = (struct binding_index){ .facts = facts, .keys = &w->keys };
	*vec_push(w->arena, &w->index_rows) = index;
	*row = w->index_rows.count - 1;
	index_bindings(index, w->arena);
	return index;
}

struct binding_range
index_find(const struct binding_index *index, uint32_t scope, struct str name)
{
	const struct facts *f = index->facts;

	for (uint32_t at = start_of(index, scope, name); index->slots[at] != 0;
	     at = (at + 1) & index->mask) {
		struct binding_range r = index->ranges[index->slots[at] - 1];
		const struct fact_binding *b = &f->bindings.at[index->rows[r.first]];

		if (b->scope == scope && str_eq(facts_text(f, b->name), name))
			return r;
	}
	return (struct binding_range){ 0, 0 };
}

void
index_places(struct world *w, struct binding_index *index)
{
	if (index->first_in_scope != NULL)
		return;
	index_scopes(index, w->arena);
	index_imports(index, w->arena);
	index_classes(index, w->arena);
}
