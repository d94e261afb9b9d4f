/*
 * type.c - a class statement becomes a type, or the failure that Python would raise first.
 */
#include "classes/type.h"

#include "classes/layout.h"
#include "classes/order.h"

/* The bases of a class statement without any. */
static const type_id no_bases[] = { TYPE_OBJECT };

static void
add_first(struct types *t, struct str name, struct type_ids bases, cell_id order)
{
	type_id self = t->rows.count;
	struct type *row = vec_push(t->arena, &t->rows);

	*row = (struct type){
		.name = name,
		.metaclass = TYPE_TYPE,
		.best = bases.count > 0 ? bases.at[0] : TYPE_NONE,
		.bases = bases,
		.depth = bases.count + 1,
		.layout = { self, 0, -1, -1 },
	};
	*vec_push(t->arena, &t->cells) = (struct cell){ self, order };
	row->order = t->cells.count - 1;
}

void
types_open(struct types *t, struct arena *a, unsigned minor)
{
	*t = (struct types){ .arena = a, .minor = minor };
	vec_push(a, &t->cells);
	add_first(t, STR("object"), (struct type_ids){ 0 }, CELL_NONE);
	add_first(t, STR("type"), (struct type_ids){ no_bases, 1 }, t->rows.at[0].order);
	t->rows.at[TYPE_TYPE].flags = TYPE_DICT | TYPE_WEAKREF | TYPE_VARIABLE;
}

/* A row for a type whose order after itself is known. */
static type_id
add(struct types *t, const struct type *made, cell_id rest)
{
	struct type *row = vec_push(t->arena, &t->rows);

	*row = *made;
	*vec_push(t->arena, &t->cells) = (struct cell){ t->rows.count - 1, rest };
	row->order = t->cells.count - 1;
	return t->rows.count - 1;
}

type_id
type_given(struct types *t, const struct type *told, struct type_ids order, bool solid)
{
	struct type made = *told;
	cell_id rest = CELL_NONE;

	for (uint32_t i = order.count; i-- > 0;) {
		*vec_push(t->arena, &t->cells) = (struct cell){ order.at[i], rest };
		rest = t->cells.count - 1;
	}
	made.depth = order.count + 1;
	made.layout =
		solid ? (struct layout){ t->rows.count, 0, -1, -1 } : t->rows.at[told->best].layout;
	return add(t, &made, rest);
}

bool
type_inherits(struct types *t, type_id a, type_id b)
{
	if (a == b || b == TYPE_OBJECT)
		return true;
	for (cell_id c = t->rows.at[a].order; c != CELL_NONE; c = t->cells.at[c].next) {
		t->steps++;
		if (t->cells.at[c].type == b)
			return true;
	}
	return false;
}

type_id
type_metaclass(struct types *t, const struct type_statement *s, uint32_t *base)
{
	type_id winner = s->metaclass != TYPE_NONE ? s->metaclass : TYPE_TYPE;

	for (uint32_t i = 0; i < s->bases.count; i++) {
		type_id meta = t->rows.at[s->bases.at[i]].metaclass;

		if (type_inherits(t, winner, meta))
			continue;
		if (!type_inherits(t, meta, winner)) {
			*base = i;
			return TYPE_NONE;
		}
		winner = meta;
	}
	return winner;
}

/* May a metaclass be at work that orders classes in its own way? */
static bool
own_mro(const struct types *t, const struct type_statement *s)
{
	bool own = s->metaclass != TYPE_NONE && t->rows.at[s->metaclass].flags & TYPE_OWN_MRO;

	for (uint32_t i = 0; i < s->bases.count; i++)
		own = own || t->rows.at[t->rows.at[s->bases.at[i]].metaclass].flags & TYPE_OWN_MRO;
	return own;
}

/* The base before `base` whose metaclass has nothing to do with that one's; UINT32_MAX: it is
 * the keyword's. */
static uint32_t
other_metaclass(struct types *t, const struct type_statement *s, uint32_t base)
{
	type_id meta = t->rows.at[s->bases.at[base]].metaclass;

	for (uint32_t i = 0; i < base; i++) {
		type_id other = t->rows.at[s->bases.at[i]].metaclass;

		if (!type_inherits(t, meta, other) && !type_inherits(t, other, meta))
			return i;
	}
	return UINT32_MAX;
}

enum type_verdict
type_make(struct types *t, const struct type_statement *s, type_id *out, struct type_fault *why)
{
	struct type_statement whole = *s;
	struct type made = { .name = s->name };
	enum type_verdict verdict;
	cell_id rest;

	*why = (struct type_fault){ .base = UINT32_MAX, .other = UINT32_MAX };
	if (whole.bases.count == 0)
		whole.bases = (struct type_ids){ no_bases, 1 };
	if (own_mro(t, &whole))
		return TYPE_UNTOLD;
	made.bases = whole.bases;
	made.metaclass = type_metaclass(t, &whole, &why->base);
	if (made.metaclass == TYPE_NONE) {
		why->other = other_metaclass(t, &whole, why->base);
		why->detail = STR("metaclass conflict: the metaclass of a derived class must be a "
		                  "(non-strict) subclass of the metaclasses of all its bases");
		return TYPE_CONFLICT;
	}
	verdict = layout_best(t, whole.bases, &made.best, why);
	if (verdict == TYPE_MADE)
		verdict = layout_make(t, &whole, made.best, &made, why);
	if (verdict == TYPE_MADE)
		verdict = order_make(t, whole.bases, &rest, &made.depth, why);
	if (verdict != TYPE_MADE)
		return verdict;
	if (s->own_mro)
		made.flags |= TYPE_OWN_MRO;
	for (uint32_t i = 0; i < whole.bases.count; i++)
		made.flags |= t->rows.at[whole.bases.at[i]].flags & TYPE_OWN_MRO;
	made.depth++;
	*out = add(t, &made, rest);
	return TYPE_MADE;
}
