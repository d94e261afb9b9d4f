/*
 * map.c - a hash table with linear probing, never more than three quarters full.
 */
#include "base/map.h"

#include "base/arena.h"
#include "base/err.h"

#define ROOM_FIRST 4 /* a power of two, as all sizes are */

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

/* The least room in which so many do not fill more than three quarters. */
static uint32_t
room_for(uint32_t count)
{
	uint32_t room = ROOM_FIRST;

	while (room / 4 * 3 <= count) {
		if (room > UINT32_MAX / 4)
			die("out of memory");
		room *= 2;
	}
	return room;
}

static void
map_move(struct arena *a, struct map *m, uint32_t room)
{
	struct map old = *m;

	m->room = room;
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
		map_move(a, m, room_for(m->count));

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

void
map_expect(struct arena *a, struct map *m, uint32_t count)
{
	if (room_for(count) > m->room)
		map_move(a, m, room_for(count));
}

const uint32_t *
map_find(const struct map *m, uint64_t key)
{
	if (m->room == 0)
		return NULL;

	const struct map_slot *slot = slot_of(m, key);
	return slot->used ? &slot->value : NULL;
}
