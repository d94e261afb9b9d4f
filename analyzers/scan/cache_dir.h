/*
 * cache_dir.h - the directory that holds the caches of all projects.
 *
 * Only files whose names end in CACHE_SUFFIX are ever counted or taken away, so that a directory
 * given by mistake loses nothing.
 */
#ifndef SHORING_CACHE_DIR_H
#define SHORING_CACHE_DIR_H

#include "base/str.h"

struct arena;
struct err;

#define CACHE_SUFFIX ".facts"
/* Of the small one that a project may have besides, of what its directories held, and of what its classes were found
 * to be: they are counted as one. */
#define CACHE_LATE_SUFFIX   ".late.facts"
#define CACHE_SEEN_SUFFIX   ".seen.facts"
#define CACHE_JUDGED_SUFFIX ".judged.facts"

struct cache_sum {
	uint32_t files;
	uint64_t bytes;
};

/* The path of what stands beside the cache at `path`: with that suffix for its own. */
const char *cache_beside(struct arena *a, const char *path, const char *suffix);
/* Make the directory that the cache file `path` is to be in, if it is not there; a new one is marked
 * as nothing to keep, for backup programs (CACHEDIR.TAG) and for git. False when it cannot
 * be made. */
bool cache_dir_make(const char *path);
/* Take away caches beside `path`, those written longest ago first and never `path`, until
 * all are within `limit` bytes. Another run may do the same at the same time. */
void cache_dir_prune(const char *path, uint64_t limit);
/* All caches in the directory; none when it is not there. */
struct cache_sum cache_dir_measure(const char *dir);
/* Take all of them away; *out says how many went. False and why when one will not go. */
bool cache_dir_clear(const char *dir, struct cache_sum *out, struct err *err);

#endif
