/*
 * vec.h - arrays that grow, in an arena.
 *
 * `VEC(rows, struct row);` declares `struct rows`; all zeroes is an empty one.
 * Growing copies and leaves the old items to the arena, so pointers to items hold
 * only until the next push. One thread uses a vec at a time.
 */
#ifndef SHORING_VEC_H
#define SHORING_VEC_H

#include "base/defs.h"

struct arena;

#define VEC(tag, T)             \
	struct tag {            \
		T *at;          \
		uint32_t count; \
		uint32_t room;  \
	}

/* A pointer to one more item, zeroed: `*vec_push(a, &v) = item;`. */
#define vec_push(a, v)                                                                     \
	((v)->count == (v)->room                                                           \
	         ? (void)((v)->at = vec_grow_(                                             \
				  (a), (v)->at, (v)->count, &(v)->room, sizeof(*(v)->at))) \
	         : (void)0,                                                                \
	 &(v)->at[(v)->count++])

/* Room for `n` items in all, made at once: where it is known how many there will be. */
#define vec_expect(a, v, n) \
	((v)->at = vec_expect_((a), (v)->at, (v)->count, &(v)->room, sizeof(*(v)->at), (n)))

void *
vec_expect_(struct arena *a, void *at, uint32_t count, uint32_t *room, size_t size, uint32_t n);
/* Room for more; dies when the count would not fit 32 bits. For vec_push, and who fills an array himself. */
void *vec_grow_(struct arena *a, void *at, uint32_t count, uint32_t *room, size_t size);

#endif
