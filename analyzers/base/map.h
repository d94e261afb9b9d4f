/*
 * map.h - 64-bit keys to 32-bit values, in an arena.
 *
 * All zeroes is an empty map. Open addressing; order of insertion is not kept and
 * the map cannot be walked, so no output can depend on it. Keys made of two ids are
 * packed with map_key(). One thread changes a map at a time; any may look up.
 */
#ifndef SHORING_MAP_H
#define SHORING_MAP_H

#include "base/defs.h"

struct arena;

struct map {
	struct map_slot *slots; /* private to map.c */
	uint32_t count, room;
};

static inline uint64_t
map_key(uint32_t high, uint32_t low)
{
	return (uint64_t)high << 32 | low;
}

/* The value's place for key; *fresh (may be NULL) says whether it is new, and then the
 * value is 0. The pointer holds until the next put. */
uint32_t *map_put(struct arena *a, struct map *m, uint64_t key, bool *fresh);
/* There will be about so many: make room for them at once. */
void map_expect(struct arena *a, struct map *m, uint32_t count);
/* The value's place, or NULL. */
const uint32_t *map_find(const struct map *m, uint64_t key);

#endif
