/*
 * bits.h - sets of small numbers, a bit for each.
 *
 * All zeroes is the empty set that nothing can be added to. Sets that are asked of together are made
 * with the same room.
 */
#ifndef SHORING_BITS_H
#define SHORING_BITS_H

#include "base/defs.h"

struct arena;

struct bits {
	uint64_t *words;
	uint32_t count; /* of words */
};

/* An empty set of numbers below `room`. */
struct bits bits_new(struct arena *a, uint32_t room);
/* The same of one that is all zeroes; one that was made before stays as it is. */
void bits_open(struct bits *b, struct arena *a, uint32_t room);
/* Add all that is in the other set, another one that has no more room. */
void bits_unite(struct bits *to, const struct bits *from);
/* How many numbers are in it. */
uint32_t bits_count(const struct bits *b);
/* Is a number in both? */
bool bits_meet(const struct bits *a, const struct bits *b);
/* The first number of the set from *at on, put there; false: there is none. */
bool bits_next(const struct bits *b, uint32_t *at);
/* The same of those that are in both. */
bool bits_next_both(const struct bits *a, const struct bits *b, uint32_t *at);
/* The same of those that are in the first alone. */
bool bits_next_only(const struct bits *a, const struct bits *b, uint32_t *at);

/* The number is below the room. */
static inline bool
bits_has(const struct bits *b, uint32_t number)
{
	return (b->words[number / 64] >> number % 64 & 1) != 0;
}

/* The number is below the room. False where it was in the set before. */
static inline bool
bits_add(struct bits *b, uint32_t number)
{
	uint64_t bit = UINT64_C(1) << number % 64, *word = &b->words[number / 64];
	bool fresh = (*word & bit) == 0;

	*word |= bit;
	return fresh;
}

#endif
