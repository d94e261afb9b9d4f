/*
 * vec.c - growing an array inside an arena.
 */
#include "base/vec.h"

#include "base/arena.h"
#include "base/err.h"

#define ROOM_FIRST 4

void *
vec_grow_(struct arena *a, const void *at, uint32_t count, uint32_t *room, size_t size)
{
	uint32_t more = *room < ROOM_FIRST ? ROOM_FIRST : *room;

	if (*room >= ROOM_FIRST) {
		if (*room == UINT32_MAX)
			die("out of memory");
		more = *room > UINT32_MAX / 2 ? UINT32_MAX : *room * 2;
	}
	void *grown = arena_array_(a, more, size, alignof(max_align_t));

	if (count > 0)
		memcpy(grown, at, count * size);
	*room = more;
	return grown;
}
