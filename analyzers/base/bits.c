/*
 * bits.c - goes over sets a word at a time.
 */
#include "base/bits.h"

#include "base/arena.h"
#include "base/compiler.h"

enum combination { COMBINE_FIRST, COMBINE_BOTH, COMBINE_ONLY };

/* Words are taken by so many where all are. */
#define AT_ONCE 4

struct bits
bits_new(struct arena *a, uint32_t room)
{
	uint32_t count = (room / (64 * AT_ONCE) + 1) * AT_ONCE;

	return (struct bits){ arena_array(a, uint64_t, count), count };
}

void
bits_open(struct bits *b, struct arena *a, uint32_t room)
{
	if (b->words == NULL)
		*b = bits_new(a, room);
}

void
bits_unite(struct bits *to, const struct bits *from)
{
	for (uint32_t i = 0; i < from->count; i += AT_ONCE) {
		const uint64_t *more = from->words + i;
		uint64_t *words = to->words + i;
		uint64_t a = words[0] | more[0], b = words[1] | more[1];
		uint64_t c = words[2] | more[2], d = words[3] | more[3];

		words[0] = a;
		words[1] = b;
		words[2] = c;
		words[3] = d;
	}
}

uint32_t
bits_count(const struct bits *b)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < b->count; i++)
		count += count_bits(b->words[i]);
	return count;
}

bool
bits_meet(const struct bits *a, const struct bits *b)
{
	uint32_t at = 0;

	return bits_next_both(a, b, &at);
}

static inline uint64_t
combined(const struct bits *a, const struct bits *b, enum combination how, uint32_t i)
{
	uint64_t other = how != COMBINE_FIRST && i < b->count ? b->words[i] : 0;

	return how == COMBINE_FIRST  ? a->words[i]
	       : how == COMBINE_BOTH ? a->words[i] & other
	                             : a->words[i] & ~other;
}

/* Is there nothing in the words that are taken at once from `i` on? */
static inline bool
is_gap(const struct bits *a, const struct bits *b, enum combination how, uint32_t i)
{
	const uint64_t *x = a->words + i;

	if (how == COMBINE_FIRST || i >= b->count)
		return how == COMBINE_BOTH || (x[0] | x[1] | x[2] | x[3]) == 0;
	const uint64_t *y = b->words + i;
	if (how == COMBINE_BOTH)
		return ((x[0] & y[0]) | (x[1] & y[1]) | (x[2] & y[2]) | (x[3] & y[3])) == 0;
	return ((x[0] & ~y[0]) | (x[1] & ~y[1]) | (x[2] & ~y[2]) | (x[3] & ~y[3])) == 0;
}

static inline bool
next(const struct bits *a, const struct bits *b, enum combination how, uint32_t *at)
{
	uint32_t i = *at / 64;

	if (i >= a->count)
		return false;
	uint64_t word = combined(a, b, how, i) & ~UINT64_C(0) << *at % 64;
	while (word == 0) {
		for (i++; i % AT_ONCE == 0 && i < a->count && is_gap(a, b, how, i);)
			i += AT_ONCE;
		if (i >= a->count)
			return false;
		word = combined(a, b, how, i);
	}
	*at = i * 64 + LOWEST_BIT_64(word);
	return true;
}

bool
bits_next(const struct bits *b, uint32_t *at)
{
	return next(b, NULL, COMBINE_FIRST, at);
}

bool
bits_next_both(const struct bits *a, const struct bits *b, uint32_t *at)
{
	return next(a, b, COMBINE_BOTH, at);
}

bool
bits_next_only(const struct bits *a, const struct bits *b, uint32_t *at)
{
	return next(a, b, COMBINE_ONLY, at);
}
