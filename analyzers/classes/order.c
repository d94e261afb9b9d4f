/*
 * order.c - the method resolution order of a class, from those of its bases.
 */
#include "classes/order.h"

#include "base/buf.h"

static cell_id
cell_new(struct types *t, type_id type, cell_id next)
{
	*vec_push(t->arena, &t->cells) = (struct cell){ type, next };
	return t->cells.count - 1;
}

static uint32_t *
tail_of(struct types *t, type_id type)
{
	if (type >= t->tails_room) {
		uint32_t room = t->rows.count + t->rows.count / 2 + 64;
		uint32_t *tails = arena_array(t->arena, uint32_t, room);

		if (t->tails_room > 0)
			memcpy(tails, t->tails, t->tails_room * sizeof(*tails));
		t->tails = tails;
		t->tails_room = room;
	}
	return &t->tails[type];
}

/* Count in how many rests each type stands. */
static void
count_rest(struct types *t, cell_id list, bool in)
{
	if (list == CELL_NONE)
		return;
	for (cell_id c = t->cells.at[list].next; c != CELL_NONE; c = t->cells.at[c].next) {
		*tail_of(t, t->cells.at[c].type) += in ? 1u : UINT32_MAX;
		t->steps++;
	}
}

void
merge_start(struct merge *m, struct types *t, struct arena *a, struct type_ids bases)
{
	cell_id own = CELL_NONE;

	*m = (struct merge){ t, arena_array(a, cell_id, (size_t)bases.count + 1), bases.count + 1 };
	for (uint32_t i = bases.count; i-- > 0;) {
		m->lists[i] = t->rows.at[bases.at[i]].order;
		own = cell_new(t, bases.at[i], own);
	}
	m->lists[bases.count] = own;
	for (uint32_t i = 0; i < m->count; i++)
		count_rest(t, m->lists[i], true);
}

enum merge_step
merge_next(struct merge *m, type_id *taken)
{
	struct types *t = m->types;
	uint32_t empty = 0, i;

	for (i = 0; i < m->count; i++) {
		t->steps++;
		if (m->lists[i] == CELL_NONE)
			empty++;
		else if (*tail_of(t, t->cells.at[m->lists[i]].type) == 0)
			break;
	}
	if (i == m->count) {
		for (i = 0; i < m->count; i++)
			count_rest(t, m->lists[i], false);
		return empty == m->count ? MERGE_DONE : MERGE_STUCK;
	}
	*taken = t->cells.at[m->lists[i]].type;
	for (; i < m->count; i++) {
		t->steps++;
		if (m->lists[i] == CELL_NONE || t->cells.at[m->lists[i]].type != *taken)
			continue;
		m->lists[i] = t->cells.at[m->lists[i]].next;
		if (m->lists[i] != CELL_NONE)
			--*tail_of(t, t->cells.at[m->lists[i]].type);
	}
	return MERGE_TOOK;
}

bool
merge_blocks(const struct merge *m, uint32_t list, type_id type)
{
	const struct types *t = m->types;
	cell_id c = m->lists[list];

	if (c == CELL_NONE)
		return false;
	for (c = t->cells.at[c].next; c != CELL_NONE; c = t->cells.at[c].next)
		if (t->cells.at[c].type == type)
			return true;
	return false;
}

/* The first base that is there again, as check_duplicates() has it. */
static bool
find_duplicate(struct types *t, struct type_ids bases, struct type_fault *why)
{
	bool found = false;

	for (uint32_t i = 0; i < bases.count; i++)
		++*tail_of(t, bases.at[i]);
	for (uint32_t i = 0; i < bases.count && !found; i++) {
		if (*tail_of(t, bases.at[i]) < 2)
			continue;
		found = true;
		why->other = i;
		for (why->base = i + 1; bases.at[why->base] != bases.at[i];)
			why->base++;
	}
	for (uint32_t i = 0; i < bases.count; i++)
		*tail_of(t, bases.at[i]) = 0;
	if (found) {
		struct str name = t->rows.at[bases.at[why->base]].name;
		const char *text =
			arena_printf(t->arena, "duplicate base class " STR_FMT, STR_ARG(name));

		why->detail = str_of(text);
	}
	return found;
}

/* The heads in the order of the lists, each once: what set_mro_error() says. */
static void
say_stuck(const struct merge *m, struct type_fault *why)
{
	struct types *t = m->types;
	struct buf out = { 0 };
	const char *between = "";

	buf_printf(&out, "Cannot create a consistent method resolution order (MRO) for bases ");
	for (uint32_t i = 0; i < m->count; i++) {
		uint32_t *seen;

		if (m->lists[i] == CELL_NONE)
			continue;
		seen = tail_of(t, t->cells.at[m->lists[i]].type);
		if ((*seen)++ == 0) {
			buf_printf(&out, "%s" STR_FMT, between,
			           STR_ARG(t->rows.at[t->cells.at[m->lists[i]].type].name));
			between = ", ";
		}
	}
	for (uint32_t i = 0; i < m->count; i++)
		if (m->lists[i] != CELL_NONE)
			*tail_of(t, t->cells.at[m->lists[i]].type) = 0;
	why->detail = str_keep(t->arena, buf_text(&out));
	buf_release(&out);
	why->rests = m->lists;
	why->rest_count = m->count;
}

/* What is left, if all lists that are not used up go on in the same cell; else CELL_NONE. */
static cell_id
shared_rest(const struct merge *m)
{
	cell_id rest = CELL_NONE;

	for (uint32_t i = 0; i < m->count; i++) {
		if (m->lists[i] == CELL_NONE || m->lists[i] == rest)
			continue;
		if (rest != CELL_NONE)
			return CELL_NONE;
		rest = m->lists[i];
	}
	return rest;
}

static enum type_verdict
merge_all(struct types *t, struct type_ids bases, cell_id *out, uint32_t *depth,
          struct type_fault *why)
{
	struct merge m;
	enum merge_step step;
	cell_id last = CELL_NONE;
	type_id taken;

	*out = CELL_NONE;
	*depth = 0;
	merge_start(&m, t, t->arena, bases);
	while ((step = merge_next(&m, &taken)) == MERGE_TOOK) {
		cell_id c = cell_new(t, taken, CELL_NONE);
		cell_id rest;

		++*depth;
		if (last == CELL_NONE)
			*out = c;
		else
			t->cells.at[last].next = c;
		last = c;
		rest = shared_rest(&m);
		if (rest == CELL_NONE)
			continue;
		/* Nothing can be in its way: the order ends as that one does. */
		t->cells.at[last].next = rest;
		for (c = rest; c != CELL_NONE; c = t->cells.at[c].next)
			++*depth;
		for (uint32_t i = 0; i < m.count; i++)
			count_rest(t, m.lists[i], false);
		return TYPE_MADE;
	}
	if (step == MERGE_DONE)
		return TYPE_MADE;
	say_stuck(&m, why);
	return TYPE_INCONSISTENT;
}

enum type_verdict
order_make(struct types *t, struct type_ids bases, cell_id *out, uint32_t *depth,
           struct type_fault *why)
{
	enum type_verdict verdict;

	if (bases.count == 1) {
		*out = t->rows.at[bases.at[0]].order;
		*depth = t->rows.at[bases.at[0]].depth;
		return *depth < ORDER_LIMIT ? TYPE_MADE : TYPE_TOO_MUCH;
	}
	if (bases.count >= ORDER_LIMIT || t->cells.count > ORDER_CELLS_LIMIT ||
	    t->steps > ORDER_STEPS_LIMIT)
		return TYPE_TOO_MUCH;
	if (find_duplicate(t, bases, why))
		return TYPE_DUPLICATE;
	verdict = merge_all(t, bases, out, depth, why);
	return verdict == TYPE_MADE && *depth >= ORDER_LIMIT ? TYPE_TOO_MUCH : verdict;
}
