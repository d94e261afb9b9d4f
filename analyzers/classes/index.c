/*
 * index.c - the bindings of a file by scope and name, the imports by the arm they stand in.
 */
#include "classes/unit.h"

#include "base/err.h"

/* A name in a scope: where that starts in the table. */
static uint32_t
start_of(const struct binding_index *index, const struct binding_half *half, uint32_t scope,
         struct str name)
{
	uint64_t hash = hash_text(&index->world->keys, name) + scope * UINT64_C(0x9E3779B97F4A7C15);

	return (uint32_t)(hash >> 32) & half->mask;
}

/* Does the row belong to that half? */
static bool
is_of(const struct fact_binding *b, bool inner)
{
	return (b->scope != 0) == inner;
}

/* The range of rows that bind what the row binds. */
static uint32_t *
slot_of(const struct binding_index *index, const struct binding_half *half,
        const struct fact_binding *b)
{
	const struct fact_bindings all = index->facts->bindings;
	uint32_t at = start_of(index, half, b->scope, facts_text(index->facts, b->name));

	for (; half->slots[at] != 0; at = (at + 1) & half->mask) {
		/* Equal texts of a file have one place. */
		const struct fact_binding *other =
			&all.at[index->ranges[half->slots[at] - 1].first];

		if (other->name == b->name && other->scope == b->scope)
			break;
	}
	return &half->slots[at];
}

/* Which rows bind which name: ranges in the order in which the names first come, counted. The range
 * of each row is left in `range_of`. */
static void
count_ranges(struct binding_index *index, const struct binding_half *half, uint32_t *range_of)
{
	const struct fact_bindings all = index->facts->bindings;

	for (uint32_t i = 0; i < all.count; i++) {
		uint32_t *slot;

		if (!is_of(&all.at[i], half->inner))
			continue;
		slot = slot_of(index, half, &all.at[i]);
		if (*slot == 0) {
			index->ranges[index->range_count].first = i;
			*slot = ++index->range_count;
		}
		range_of[i] = *slot - 1;
		index->ranges[range_of[i]].count++;
	}
}

/* The rows of one half, range after range behind those of the other. */
static void
index_half(struct world *w, struct binding_index *index, struct binding_half *half)
{
	const struct fact_bindings all = index->facts->bindings;
	uint32_t room = 4, mine = half->inner ? all.count - index->outer : index->outer;
	uint32_t ranges = index->range_count, first = half->inner ? index->outer : 0;

	while (room / 2 <= mine)
		room *= 2;
	half->slots = arena_array(w->arena, uint32_t, room);
	half->mask = room - 1;
	while (w->range_of.count < all.count)
		*vec_push(w->arena, &w->range_of) = 0;
	count_ranges(index, half, w->range_of.at);
	for (uint32_t i = 0; i < all.count; i++) {
		struct binding_range *r;

		if (!is_of(&all.at[i], half->inner))
			continue;
		r = &index->ranges[w->range_of.at[i]];
		/* Its first row: now it is known how many there are. */
		if (w->range_of.at[i] == ranges) {
			r->first = first;
			first += r->count;
			r->count = 0;
			ranges++;
		}
		index->rows[r->first + r->count++] = i;
	}
}

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
	if (facts->bindings.count >= UINT32_MAX / 4)
		die("out of memory");
	index = arena_new(w->arena, struct binding_index);
	*index = (struct binding_index){ .facts = facts, .world = w, .halves[1].inner = true };
	for (uint32_t i = 0; i < facts->bindings.count; i++)
		index->outer += facts->bindings.at[i].scope == 0;
	index->ranges = arena_array(w->arena, struct binding_range, facts->bindings.count);
	index->rows = arena_array(w->arena, uint32_t, facts->bindings.count);
	*vec_push(w->arena, &w->index_rows) = index;
	*row = w->index_rows.count - 1;
	return index;
}

struct binding_range
index_find(struct binding_index *index, uint32_t scope, struct str name)
{
	const struct facts *f = index->facts;
	struct binding_half *half = &index->halves[scope != 0];

	if (half->slots == NULL)
		index_half(index->world, index, half);
	for (uint32_t at = start_of(index, half, scope, name); half->slots[at] != 0;
	     at = (at + 1) & half->mask) {
		struct binding_range r = index->ranges[half->slots[at] - 1];
		const struct fact_binding *b = &f->bindings.at[index->rows[r.first]];

		if (b->scope == scope && str_eq(facts_text(f, b->name), name))
			return r;
	}
	return (struct binding_range){ 0, 0 };
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
