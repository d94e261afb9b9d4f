/*
 * repair.c - bases that have an order, as near as possible to those that have none.
 */
#include "classes/explain.h"
#include "classes/order.h"

#define MOVES_LIMIT 8 /* bases; more are not moved about */
#define ALL_LIMIT   5 /* bases whose every order is tried */

/* Do the bases of these places have an order? Then they are the answer. */
static bool
try_places(struct classes *c, struct type_ids bases, const uint32_t *places, uint32_t count,
           struct repair *out)
{
	type_id *at = arena_array(c->arena, type_id, (size_t)count + 1);
	uint32_t *kept = arena_array(c->arena, uint32_t, (size_t)count + 1);
	struct type_fault why;
	uint32_t depth;
	cell_id order;

	for (uint32_t i = 0; i < count; i++) {
		kept[i] = places[i];
		at[i] = bases.at[places[i]];
	}
	if (count == 0 ||
	    order_make(&c->types, (struct type_ids){ at, count }, &order, &depth, &why) !=
	            TYPE_MADE)
		return false;
	out->bases = (struct type_ids){ at, count };
	out->places = kept;
	return true;
}

/* Is it there before? */
static bool
comes_again(struct type_ids bases, uint32_t at)
{
	for (uint32_t i = 0; i < at; i++)
		if (bases.at[i] == bases.at[at])
			return true;
	return false;
}

/* Without the one at `without`, or without all that are redundant. */
static bool
try_without(struct classes *c, struct type_ids bases, const bool *redundant, uint32_t without,
            struct repair *out)
{
	uint32_t *places = arena_array(c->arena, uint32_t, (size_t)bases.count + 1);
	type_id *dropped = arena_array(c->arena, type_id, (size_t)bases.count + 1);
	uint32_t count = 0, gone = 0;

	for (uint32_t i = 0; i < bases.count; i++) {
		if (without == UINT32_MAX ? redundant[i] : i == without) {
			if (gone == 0)
				out->first_dropped = i;
			dropped[gone++] = bases.at[i];
		} else {
			places[count++] = i;
		}
	}
	if (!try_places(c, bases, places, count, out))
		return false;
	out->dropped = (struct type_ids){ dropped, gone };
	return true;
}

static bool
drop(struct classes *c, struct type_ids bases, struct repair *out)
{
	uint32_t redundants;
	const bool *redundant = explain_redundant(c, bases, &redundants);

	/* One that is listed twice is left out where it comes again. */
	for (uint32_t i = bases.count; i-- > 0;) {
		bool again = comes_again(bases, i);

		if ((redundant[i] || again) && try_without(c, bases, redundant, i, out)) {
			out->only = redundants + again == 1;
			return true;
		}
	}
	return redundants > 1 && try_without(c, bases, redundant, UINT32_MAX, out);
}

/* One base elsewhere, the nearest place first. */
static bool
move(struct classes *c, struct type_ids bases, struct repair *out)
{
	uint32_t *at = arena_array(c->arena, uint32_t, (size_t)bases.count + 1);

	for (uint32_t far = 1; far < bases.count; far++) {
		for (uint32_t i = 0; i + far < bases.count; i++) {
			for (int back = 0; back < 2; back++) {
				uint32_t from = back ? i + far : i, to = back ? i : i + far, n = 0;

				for (uint32_t k = 0; k < bases.count; k++) {
					if (k == to && back)
						at[n++] = from;
					if (k != from)
						at[n++] = k;
					if (k == to && !back)
						at[n++] = from;
				}
				if (try_places(c, bases, at, n, out))
					return true;
			}
		}
	}
	return false;
}

/* The next arrangement of places, in the order of a dictionary. */
static bool
arrange(uint32_t *at, uint32_t count)
{
	uint32_t i = count - 1, k = count - 1, swap;

	while (i > 0 && at[i - 1] >= at[i])
		i--;
	if (i == 0)
		return false;
	while (at[k] <= at[i - 1])
		k--;
	swap = at[i - 1];
	at[i - 1] = at[k];
	at[k] = swap;
	for (k = count - 1; i < k; i++, k--) {
		swap = at[i];
		at[i] = at[k];
		at[k] = swap;
	}
	return true;
}

static bool
move_all(struct classes *c, struct type_ids bases, struct repair *out)
{
	uint32_t places[ALL_LIMIT] = { 0, 1, 2, 3, 4 };

	while (arrange(places, bases.count))
		if (try_places(c, bases, places, bases.count, out))
			return true;
	return false;
}

struct repair
explain_repair(struct classes *c, struct type_ids bases)
{
	struct repair out = { .first_dropped = UINT32_MAX };

	if (bases.count <= MOVES_LIMIT && !drop(c, bases, &out) && !move(c, bases, &out) &&
	    bases.count <= ALL_LIMIT)
		move_all(c, bases, &out);
	return out;
}
