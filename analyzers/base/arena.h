/*
 * arena.h - memory that dies together.
 *
 * An arena hands memory out and takes all of it back at once; nothing is freed
 * on its own. All zeroes is an empty arena: `struct arena a = { 0 };`. Out of
 * memory ends the process (die() in err.h), so no caller tests for NULL. One
 * thread uses an arena at a time.
 */
#ifndef SHORING_ARENA_H
#define SHORING_ARENA_H

#include <stdalign.h>
#include <stdarg.h>

#include "base/defs.h"

struct arena {
	struct arena_block *head; /* private to arena.c */
};

#define arena_new(a, T)      ((T *)arena_array_((a), 1, sizeof(T), alignof(T)))
#define arena_array(a, T, n) ((T *)arena_array_((a), (n), sizeof(T), alignof(T)))

/* n zeroed items; n * size may not overflow (die). Use the two macros above. */
void *arena_array_(struct arena *a, size_t n, size_t size, size_t align);
/* A copy of len bytes with a NUL after them. */
char *arena_copy(struct arena *a, const void *bytes, size_t len);
/* A formatted, NUL-terminated string. */
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *a, const char *fmt, va_list args) PRINTF_LIKE(2, 0);
/* Call fn(what) when the arena is released: for memory of libraries that it owns. */
void arena_on_release(struct arena *a, void (*fn)(void *what), void *what);
/* Take over all that `from` handed out; it is empty then. Nothing moves. */
void arena_adopt(struct arena *a, struct arena *from);
/* The same as arena_release(), but some memory stays at hand for what is asked for next. */
void arena_reset(struct arena *a);
/* Give everything back. The arena is empty, and ready for use again. */
void arena_release(struct arena *a);

#endif
