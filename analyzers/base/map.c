/*
 * map.c - a hash table with linear probing, never more than three quarters full.
 */
#include "base/map.h"

#include "base/arena.h"
#include "base/err.h"

#define ROOM_FIRST 8 /* a power of two, as all sizes are */

struct map_slot {
	uint64_t key;
	uint32_t value;
	uint32_t used; /* so that key 0 is a key like any other */
};

/* The finaliser of splitmix64: keys are packed ids, and every bit of them must reach the low ones. */
static uint64_t
mix(uint64_t x)
{
	x ^= x >> 30;
	x *= UINT64_C(0xBF58476D1CE4E5B9);
	x ^= x >> 27;
	x *= UINT64_C(0x94D049BB133111EB);
	return x ^ x >> 31;
}

/* The slot that holds key, or the free one where it would go. There is always a free one. */
static struct map_slot *
slot_of(const struct map *m, uint64_t key)
{
	uint32_t mask = m->room - 1;
	uint32_t i = (uint32_t)mix(key) & mask;

	while (m->slots[i].used && m->slots[i].key != key)
		i = (i + 1) & mask;
	return &m->slots[i];
}

static void
map_grow(struct arena *a, struct map *m)
{
	struct map old = *m;

	if (old.room > UINT32_MAX / 4)
		die("out of memory");
	m->room = old.room == 0 ? ROOM_FIRST : old.room * 2;
	m->slots = arena_array(a, struct map_slot, m->room);
	for (uint32_t i = 0; i < old.room; i++)
		if (old.slots[i].used)
			*slot_of(m, old.slots[i].key) = old.slots[i];
}

uint32_t *
map_put(struct arena *a, struct map *m, uint64_t key, bool *fresh)
{
	/* Grow first: the place that is handed out must not move. */
	if (m->count >= m->room / 4 * 3)
		map_grow(a, m);

	struct map_slot *slot = slot_of(m, key);
	if (fresh != NULL)
		*fresh = !slot->used;
	if (!slot->used) {
		slot->used = 1;
		slot->key = key;
		m->count++;
	}
	return &slot->value;
}

const uint32_t *
map_find(const struct map *m, uint64_t key)
{
	if (m->room == 0)
		return NULL;

	const struct map_slot *slot = slot_of(m, key);
	return slot->used ? &slot->value : NULL;
}
