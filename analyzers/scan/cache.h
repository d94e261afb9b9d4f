/*
 * cache.h - private to scan/: the facts of an earlier run, one file a project.
 *
 * The file is as it stands in memory on this kind of machine: a head, rows sorted by path, paths,
 * blocks of facts. It is read by mapping, and believed only as far as sums and stamps go:
 * whatever is wrong with it makes it empty, or one block of it a miss. It is never changed, only
 * replaced (file_replace), so any number of runs may use one.
 *
 * A stamp that equals the one of the row proves that a file is unchanged only if the file was
 * last touched well before it was read (git calls the others "racily clean"): else the bytes are
 * read and their sums compared.
 */
#ifndef SHORING_CACHE_H
#define SHORING_CACHE_H

#include "base/file.h"

struct arena;

#define CACHE_LIMIT ((size_t)1 << 30) /* bytes of one cache, and of all in a directory */

/* One file's facts, and what they were read from. */
struct cache_row {
	struct str path;
	struct str block; /* as facts_seal() made it; aligned to 8; "" for none */
	struct file_stamp stamp;
	uint64_t reader; /* what made the facts: grammar and version */
	uint64_t sum;    /* str_sum() of the file's bytes */
	int64_t since;   /* of the cache that it was found in */
};

struct cache {
	struct str bytes; /* private to cache.c */
	int64_t since;    /* when the run that wrote it began to read, in ns since 1970 */
	uint32_t count;   /* rows */
};

/* The file at `path` if it was written by this version of shoring for `key`, and by nobody else:
 * one that others may write to is not read. Else, and for NULL, an empty cache. The mapping
 * ends with `a`. */
void cache_open(struct cache *out, struct arena *a, const char *path, uint64_t key);
/* The row of that path and reader, its block checked by its sum; false when there is none.
 * Points into the cache. `from`, any number to begin with, is where the last search ended: who
 * asks in order finds the next row there. Any thread, each with one of its own. O(log n). */
bool cache_find(const struct cache *c, struct str path, uint64_t reader, uint32_t *from,
                struct cache_row *out);
/* Is a file with this stamp sure to be the one that the row is about, without a look at it? */
bool cache_is_sure(const struct cache_row *row, const struct file_stamp *stamp);
/* Were these times of a file well past when a run began at `since`, so that no change can hide behind them? */
bool cache_is_settled(int64_t modified, int64_t changed, int64_t since);
/* Replace the file at `path` by these rows, sorted by path; those without a block are left
 * out. Its directory is made, and kept within CACHE_LIMIT by taking away what was written
 * longest ago. What cannot be written is not written: false. */
bool cache_write(const char *path, uint64_t key, int64_t since, const struct cache_row *rows,
                 uint32_t count);

#endif
