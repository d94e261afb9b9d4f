/*
 * explain.c - reads the reasons off the lists where the merge of C3 stopped.
 */
#include "classes/explain.h"

#include "classes/order.h"

#define WAY_LIMIT   40 /* classes of a chain of inheritance */
#define TURNS_LIMIT 16 /* precedences of a circle */

VEC(precedence_vec, struct precedence);

static bool
stands_after(const struct types *t, cell_id list, type_id type)
{
	if (list == CELL_NONE)
		return false;
	for (cell_id c = t->cells.at[list].next; c != CELL_NONE; c = t->cells.at[c].next)
		if (t->cells.at[c].type == type)
			return true;
	return false;
}

/* Are both in the type's order, the one before the other? */
static bool
has_order(const struct types *t, type_id type, type_id first, type_id then)
{
	for (cell_id c = t->rows.at[type].order; c != CELL_NONE; c = t->cells.at[c].next)
		if (t->cells.at[c].type == first)
			return stands_after(t, c, then);
	return false;
}

/* Which class statement put the one before the other, of those that the type inherits? */
static void
find_origin(struct types *t, type_id type, struct precedence *p)
{
	for (unsigned steps = 0; steps < ORDER_LIMIT; steps++) {
		struct type_ids bases = t->rows.at[type].bases;
		type_id up = TYPE_NONE;

		for (uint32_t i = 0; i < bases.count && up == TYPE_NONE; i++)
			if (has_order(t, bases.at[i], p->first, p->then))
				up = bases.at[i];
		if (type == p->first)
			break;
		if (up == TYPE_NONE) {
			uint32_t first = UINT32_MAX, then = UINT32_MAX;

			p->by = type;
			p->kind = BEFORE_ORDERED;
			for (uint32_t i = 0; i < bases.count; i++) {
				first = bases.at[i] == p->first ? i : first;
				then = bases.at[i] == p->then ? i : then;
			}
			if (first < then && then != UINT32_MAX)
				p->kind = BEFORE_LISTED;
			return;
		}
		type = up;
	}
	p->by = p->first;
	p->kind = BEFORE_INHERITS;
}

/* List number `list` has `then` after its head. */
static struct precedence
precedence_of(struct types *t, struct type_ids bases, const struct type_fault *f, uint32_t list,
              type_id then)
{
	struct precedence p = {
		.kind = BEFORE_LISTED,
		.by = TYPE_NONE,
		.first = t->cells.at[f->rests[list]].type,
		.then = then,
		.base = list,
	};

	if (list < bases.count) {
		find_origin(t, bases.at[list], &p);
		return p;
	}
	for (uint32_t i = 0; i < bases.count; i++)
		if (bases.at[i] == p.first)
			p.base = i;
	return p;
}

/* A list whose head stands before the type; its own last. */
static uint32_t
blocking_list(const struct types *t, const struct type_fault *f, type_id type)
{
	for (uint32_t i = f->rest_count; i-- > 0;)
		if (stands_after(t, f->rests[i], type))
			return i;
	return UINT32_MAX;
}

/* Two heads that stand behind each other. */
static bool
find_pair(const struct types *t, const struct type_fault *f, uint32_t *one, uint32_t *other)
{
	for (*one = f->rest_count; (*one)-- > 0;) {
		if (f->rests[*one] == CELL_NONE)
			continue;
		for (*other = 0; *other < f->rest_count; ++*other) {
			if (f->rests[*other] != CELL_NONE &&
			    stands_after(t, f->rests[*one], t->cells.at[f->rests[*other]].type) &&
			    stands_after(t, f->rests[*other], t->cells.at[f->rests[*one]].type))
				return true;
		}
	}
	return false;
}

struct precedences
explain_conflict(struct classes *c, struct type_ids bases, const struct type_fault *f)
{
	struct types *t = &c->types;
	struct precedence_vec turns = { 0 };
	uint32_t one, other;
	type_id type;

	if (f->rest_count == 0)
		return (struct precedences){ 0 };
	if (find_pair(t, f, &one, &other)) {
		*vec_push(c->arena, &turns) =
			precedence_of(t, bases, f, one, t->cells.at[f->rests[other]].type);
		*vec_push(c->arena, &turns) =
			precedence_of(t, bases, f, other, t->cells.at[f->rests[one]].type);
		return (struct precedences){ turns.at, turns.count };
	}
	one = 0;
	while (f->rests[one] == CELL_NONE)
		one++;
	type = t->cells.at[f->rests[one]].type;
	while (turns.count < TURNS_LIMIT) {
		uint32_t list = blocking_list(t, f, type), start = turns.count;

		if (list == UINT32_MAX)
			return (struct precedences){ 0 };
		struct precedence p = precedence_of(t, bases, f, list, type);
		*vec_push(c->arena, &turns) = p;
		type = p.first;
		for (uint32_t i = 0; i <= start; i++) {
			if (turns.at[i].then != type)
				continue;
			/* Found backwards: what comes first is the last. */
			struct precedence *out =
				arena_array(c->arena, struct precedence, turns.count - i);
			for (uint32_t k = i; k < turns.count; k++)
				out[turns.count - 1 - k] = turns.at[k];
			return (struct precedences){ out, turns.count - i };
		}
	}
	return (struct precedences){ 0 };
}

struct type_ids
explain_way(struct classes *c, type_id from, type_id to)
{
	const struct types *t = &c->types;
	type_id *way = arena_array(c->arena, type_id, WAY_LIMIT);
	uint32_t count = 0;

	while (count < WAY_LIMIT) {
		struct type_ids bases = t->rows.at[from].bases;
		type_id up = TYPE_NONE;

		way[count++] = from;
		if (from == to)
			break;
		for (uint32_t i = 0; i < bases.count; i++)
			if (bases.at[i] == to)
				up = to;
		for (uint32_t i = 0; i < bases.count && up == TYPE_NONE; i++)
			if (type_inherits(&c->types, bases.at[i], to))
				up = bases.at[i];
		if (up == TYPE_NONE)
			break;
		from = up;
	}
	return (struct type_ids){ way, count };
}

const bool *
explain_redundant(struct classes *c, struct type_ids bases, uint32_t *count)
{
	bool *out = arena_array(c->arena, bool, (size_t)bases.count + 1);

	*count = 0;
	for (uint32_t i = 0; i < bases.count; i++) {
		for (uint32_t k = 0; k < bases.count && !out[i]; k++)
			out[i] = i != k && bases.at[i] != TYPE_OBJECT &&
			         bases.at[i] != bases.at[k] &&
			         type_inherits(&c->types, bases.at[k], bases.at[i]);
		*count += out[i];
	}
	return out;
}
