/*
 * keep.h - private to scan/: the facts of earlier runs, in a cache and a small one beside it.
 *
 * What few files changed is written to the small one, PATH with ".late" before its suffix, so that a
 * run after a change does not write all again. Each is a cache by itself (cache.h), whole and
 * replaced at once; where both have a file, the one that was written later has it right. Any number
 * of runs may use and replace both.
 */
#ifndef SHORING_KEEP_H
#define SHORING_KEEP_H

#include "scan/cache.h"
#include "scan/list.h"

/* What is known of a file before it is read, and what the cache is to know of it next time. */
struct kept {
	const struct listed *listed;
	struct cache_row row;
	bool parsed, read; /* in this run */
	size_t bytes;      /* of what was parsed */
	bool late;         /* the small cache had it */
};

struct keep {
	const char *path; /* NULL: nothing is kept */
	uint64_t key;
	struct cache whole, late;
};

/* Of a thread: where it found what it asked for last; zeroes to begin with. */
struct keep_from {
	uint32_t whole, late;
};

/* As cache_open() has it. */
void keep_open(struct keep *out, struct arena *a, const char *path, uint64_t key);
/* Fills k->row for its path and reader, from whichever has it; false when neither does. Any
 * thread. */
bool
keep_find(const struct keep *keep, struct kept *k, struct keep_from *from, struct cache_row *out);
/* Write what the next run gains by, if it gains more than this one spends. `since`: when this run
 * began to read. */
void keep_write(const struct keep *keep, const struct kept *all, uint32_t count, int64_t since);

#endif
