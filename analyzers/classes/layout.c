/*
 * layout.c - the layout of instances, as far as it decides whether a class can be made.
 *
 * Slots come first, then the dictionary, then the list of weak references. The last two do not
 * make a type solid where they are the last things there; since 3.11 dictionaries and since 3.12
 * weak references are kept before the object and take no place at all.
 */
#include "classes/layout.h"

#define DICT_APART    11 /* minors of Python 3 */
#define WEAKREF_APART 12
#define LOOSE_LIMIT   8 /* bases whose layout is not known */

static enum type_verdict
fault(struct type_fault *why, uint32_t base, const char *text)
{
	why->base = base;
	why->detail = str_of(text);
	return TYPE_LAYOUTS;
}

/* The first base with that solid type. */
static uint32_t
base_of_solid(const struct types *t, struct type_ids bases, type_id solid)
{
	for (uint32_t i = 0; i < bases.count; i++)
		if (t->rows.at[bases.at[i]].layout.solid == solid)
			return i;
	return UINT32_MAX;
}

/* A base whose layout is not known may be solid itself: then it goes only with those that it inherits
 * from, or that inherit from it. */
static enum type_verdict
check_loose(struct types *t, struct type_ids bases)
{
	uint32_t found = 0;

	for (uint32_t l = 0; l < bases.count; l++) {
		type_id loose = bases.at[l];

		if (!(t->rows.at[loose].flags & TYPE_LOOSE))
			continue;
		if (++found > LOOSE_LIMIT)
			return TYPE_UNTOLD;
		for (uint32_t i = 0; i < bases.count; i++) {
			const struct type *other = &t->rows.at[bases.at[i]];
			bool both = (other->flags & TYPE_LOOSE) != 0;
			type_id solid = both ? bases.at[i] : other->layout.solid;

			if (!type_inherits(t, loose, solid) && !type_inherits(t, solid, loose))
				return TYPE_UNTOLD;
		}
	}
	return TYPE_MADE;
}

enum type_verdict
layout_best(struct types *t, struct type_ids bases, type_id *best, struct type_fault *why)
{
	type_id winner = TYPE_NONE;
	bool loose = false;

	*best = TYPE_OBJECT;
	for (uint32_t i = 0; i < bases.count; i++) {
		const struct type *base = &t->rows.at[bases.at[i]];
		type_id solid = base->layout.solid;

		/* Two bases before it may be in each other's way. */
		if (base->flags & TYPE_FINAL && loose && i > 1)
			return TYPE_UNTOLD;
		if (base->flags & TYPE_FINAL) {
			fault(why, i,
			      arena_printf(
				      t->arena, "type '" STR_FMT "' is not an acceptable base type",
				      STR_ARG(base->name)));
			return TYPE_FINAL_BASE;
		}
		loose = loose || base->flags & TYPE_LOOSE;
		if (winner == TYPE_NONE || type_inherits(t, solid, winner)) {
			if (winner == TYPE_NONE || solid != winner)
				*best = bases.at[i];
			winner = solid;
		} else if (!type_inherits(t, winner, solid)) {
			if (loose)
				return TYPE_UNTOLD;
			why->other = base_of_solid(t, bases, winner);
			return fault(why, i, "multiple bases have instance lay-out conflict");
		}
	}
	return check_loose(t, bases);
}

/* What a class adds to its best base, besides slots with names. */
struct added {
	bool may_dict, may_weakref;
	bool dict, weakref;
};

static enum type_verdict
add_slots(struct types *t, const struct type_statement *s, type_id best, struct added *add,
          struct type_fault *why)
{
	const struct type *base = &t->rows.at[best];

	bool dict = s->class_flags & CLASS_SLOTS_DICT;
	bool weakref = s->class_flags & CLASS_SLOTS_WEAKREF;

	if ((s->slots == SLOTS_NAMES || dict || weakref) && base->flags & TYPE_VARIABLE)
		return fault(
			why, UINT32_MAX,
			arena_printf(
				t->arena,
				"nonempty __slots__ not supported for subtype of '" STR_FMT "'",
				STR_ARG(base->name)));
	if (dict && !add->may_dict)
		return fault(why, UINT32_MAX, "__dict__ slot disallowed: we already got one");
	if (weakref && !add->may_weakref)
		return fault(
			why, UINT32_MAX,
			t->minor >= WEAKREF_APART
				? "__weakref__ slot disallowed: we already got one"
				: "__weakref__ slot disallowed: either we already got one, or "
				  "__itemsize__ != 0");
	add->dict = dict;
	add->weakref = weakref;
	/* The other bases may bring them. */
	for (uint32_t i = 0; i < s->bases.count; i++) {
		unsigned flags = t->rows.at[s->bases.at[i]].flags;

		if (s->bases.at[i] == best)
			continue;
		add->dict = add->dict || (add->may_dict && flags & TYPE_DICT);
		add->weakref = add->weakref || (add->may_weakref && flags & TYPE_WEAKREF);
	}
	return TYPE_MADE;
}

/* Has it fields of its own, which are not just a dictionary and weak references at its end? */
static bool
is_solid(const struct type *type)
{
	const struct layout *l = &type->layout;
	uint32_t words = l->words;

	if (type->flags & TYPE_VARIABLE)
		return words > 0;
	if (words > 0 && l->weak == (int)words - 1)
		words--;
	if (words > 0 && l->dict == (int)words - 1)
		words--;
	return words > 0;
}

/* TYPE_LOOSE, where the statement's own slots or those of a base are not known. */
static unsigned
looseness(const struct types *t, const struct type_statement *s)
{
	unsigned flags = s->slots == SLOTS_UNKNOWN ? TYPE_LOOSE : 0;

	for (uint32_t i = 0; i < s->bases.count; i++)
		flags |= t->rows.at[s->bases.at[i]].flags & TYPE_LOOSE;
	return flags;
}

enum type_verdict
layout_make(struct types *t, const struct type_statement *s, type_id best, struct type *out,
            struct type_fault *why)
{
	const struct type *base = &t->rows.at[best];
	bool variable = base->flags & TYPE_VARIABLE;
	struct layout *l = &out->layout;
	struct added add = {
		.may_dict = !(base->flags & TYPE_DICT),
		.may_weakref =
			!(base->flags & TYPE_WEAKREF) && (t->minor >= WEAKREF_APART || !variable),
	};

	add.dict = add.may_dict;
	add.weakref = add.may_weakref;
	out->flags |= looseness(t, s);
	if (s->slots == SLOTS_EMPTY || s->slots == SLOTS_NAMES) {
		enum type_verdict verdict;

		if (out->flags & TYPE_LOOSE &&
		    s->class_flags & (CLASS_SLOTS_DICT | CLASS_SLOTS_WEAKREF))
			return TYPE_UNTOLD;
		verdict = add_slots(t, s, best, &add, why);
		if (verdict != TYPE_MADE)
			return verdict;
	}
	*l = base->layout;
	out->flags |= base->flags & (TYPE_DICT | TYPE_WEAKREF | TYPE_VARIABLE);
	if (s->slots == SLOTS_NAMES)
		l->words++;
	if (add.dict) {
		out->flags |= TYPE_DICT;
		if (variable ? t->minor < WEAKREF_APART : t->minor < DICT_APART) {
			l->dict = variable ? -1 : (int)l->words;
			l->words++;
		}
	}
	if (add.weakref) {
		out->flags |= TYPE_WEAKREF;
		if (t->minor < WEAKREF_APART && !variable) {
			l->weak = (int)l->words;
			l->words++;
		}
	}
	if (is_solid(out))
		*l = (struct layout){ t->rows.count, 0, -1, -1 };
	return TYPE_MADE;
}
