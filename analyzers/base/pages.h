/*
 * pages.h - large stretches of memory, straight from the system.
 *
 * Where the system has them, they are on large pages: each comes with one fault instead of hundreds.
 */
#ifndef SHORING_PAGES_H
#define SHORING_PAGES_H

#include "base/defs.h"

#define PAGES_LARGE ((size_t)2 << 20)  /* bytes of a large page; less is not worth asking for */
#define PAGES_UNIT  ((size_t)64 << 10) /* sizes are multiples of it */

/* Zeroed, aligned to PAGES_LARGE; NULL where there is none. Any thread. */
void *pages_take(size_t size);
/* Give back what pages_take(size) gave. */
void pages_give(void *at, size_t size);

#endif
