/*
 * vec.c - growing an array inside an arena.
 */
#include "base/vec.h"

#include "base/arena.h"
#include "base/err.h"

#define ROOM_FIRST 4

void *
vec_expect_(struct arena *a, void *at, uint32_t count, uint32_t *room, size_t size, uint32_t n)
{
	void *grown;

	if (n <= *room)
		return at;
	grown = arena_array_(a, n, size, alignof(max_align_t));
	if (count > 0)
		memcpy(grown, at, count * size);
	*room = n;
	return grown;
}

void *
vec_grow_(struct arena *a, void *at, uint32_t count, uint32_t *room, size_t size)
{
	uint32_t more = *room > UINT32_MAX / 2 ? UINT32_MAX : *room * 2;

	if (*room == UINT32_MAX)
		die("out of memory");
	return vec_expect_(a, at, count, room, size, more < ROOM_FIRST ? ROOM_FIRST : more);
}
