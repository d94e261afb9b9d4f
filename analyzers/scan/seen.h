/*
 * seen.h - private to scan/: what git tracked and what was in the directories when an earlier run looked.
 *
 * One file a project, beside its cache of facts ("PATH.seen" before the suffix), and believed as that is
 * (cache.h): as far as its sum goes, and of what has the stamp that it had, well before that run. It spares asking
 * git for what it answered, and reading directories to which nothing was added; the files in them are looked at in every run.
 */
#ifndef SHORING_SCAN_SEEN_H
#define SHORING_SCAN_SEEN_H

#include "scan/list.h"

/* What git's answer is taken from, besides what never changes. */
struct seen_git {
	struct file_stamp index, config;
};

/* A directory, and all that is in it: of each entry its kind as a digit, its name and a NUL. */
struct seen_dir {
	struct str path, entries;
	struct file_dir_stamp stamp;
};

/* What a run sees. */
struct seen_now {
	int64_t since; /* when it began to look */
	struct seen_git git;
	struct str answer;     /* of git; each path ends with a NUL */
	struct seen_dir *dirs; /* in any order: they are put in another */
	uint32_t count;
};

struct seen {
	struct str bytes; /* private to seen.c; "" where nothing is known */
	uint32_t count;
};

/* The file beside the cache at `path` if this version of shoring wrote it for `key`; else, and for NULL, an empty one. The mapping
 * ends with `a`. */
void seen_open(struct seen *out, struct arena *a, const char *path, uint64_t key);
/* What git answered when its files had these stamps; false when that is not sure to be its answer now. Paths in it
 * may be anything. */
bool seen_answer(const struct seen *s, const struct seen_git *git, struct str *out);
/* What is in the directory `path`, which has this stamp; false when that is not known for sure. Any thread. O(log n). */
bool seen_find(const struct seen *s, struct str path, const struct file_dir_stamp *stamp,
               struct str *entries);
/* Add an entry to a list of such; the next one of a list, which is cut off it. Kinds are those that a directory tells. */
void seen_put(struct buf *entries, struct str name, enum file_kind kind);
bool seen_next(struct str *entries, struct str *name, enum file_kind *kind);
/* Replace the file beside the cache at `path` by what this run saw, entries in the order of their names. What cannot be written is
 * not written. */
void seen_write(const char *path, uint64_t key, const struct seen_now *now);

#endif
