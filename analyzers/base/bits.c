/*
 * bits.c - goes over sets a word at a time.
 */
#include "base/bits.h"

#include "base/arena.h"
#include "base/compiler.h"

enum combination { COMBINE_FIRST, COMBINE_BOTH, COMBINE_ONLY };

struct bits
bits_new(struct arena *a, uint32_t room)
{
	uint32_t count = room / 64 + 1;

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
	for (uint32_t i = 0; i < from->count; i++)
		to->words[i] |= from->words[i];
}

/* Sums of two, four and eight bits beside each other, then of all bytes. */
static uint32_t
count_word(uint64_t word)
{
	word -= word >> 1 & UINT64_C(0x5555555555555555);
	word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
	word = (word + (word >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (uint32_t)(word * UINT64_C(0x0101010101010101) >> 56);
}

uint32_t
bits_count(const struct bits *b)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < b->count; i++)
		count += count_word(b->words[i]);
	return count;
}

bool
bits_meet(const struct bits *a, const struct bits *b)
{
	uint32_t at = 0;

	return bits_next_both(a, b, &at);
}

static unsigned
lowest_of(uint64_t word)
{
	unsigned low = (unsigned)(word & UINT32_MAX);

	return low != 0 ? LOWEST_BIT(low) : 32 + LOWEST_BIT((unsigned)(word >> 32));
}

static inline uint64_t
combined(const struct bits *a, const struct bits *b, enum combination how, uint32_t i)
{
	uint64_t other = how != COMBINE_FIRST && i < b->count ? b->words[i] : 0;

	return how == COMBINE_FIRST  ? a->words[i]
	       : how == COMBINE_BOTH ? a->words[i] & other
	                             : a->words[i] & ~other;
}

static inline bool
next(const struct bits *a, const struct bits *b, enum combination how, uint32_t *at)
{
	uint32_t i = *at / 64;

	if (i >= a->count)
		return false;
	uint64_t word = combined(a, b, how, i) & ~UINT64_C(0) << *at % 64;
	while (word == 0 && ++i < a->count)
		word = combined(a, b, how, i);
	if (word == 0)
		return false;
	*at = i * 64 + lowest_of(word);
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
