/*
 * changed.h - which files have changed, as git tells it, and what they were.
 *
 * git only compares and hands out what it has: no filter, hook, pager, external diff or other
 * program that a repository names is run, and nothing is fetched.
 */
#ifndef SHORING_SCAN_CHANGED_H
#define SHORING_SCAN_CHANGED_H

#include "base/str.h"

struct arena;
struct err;

enum changed_kind {
	CHANGED_TREE,   /* the work tree and what is not tracked, against HEAD */
	CHANGED_STAGED, /* the index, against HEAD */
	CHANGED_SINCE,  /* the work tree and what is not tracked, against where HEAD and a
	                   revision parted (their merge base) */
};

/* A file, or a repository inside this one, whose files all count. */
struct changed_file {
	struct str path;   /* relative to the root */
	bool was;          /* it was there before */
	bool told;         /* was: `before` is its text; false for links, repositories … */
	struct str before; /* bytes as git keeps them */
};

SLICE(changed_files, struct changed_file);

/*
 * What has changed below the root, by path in byte order; a file that was renamed is one that went
 * and one that came. A file whose bytes are as before has not changed, whatever its time says.
 * False and why: there is no git, no repository, no such revision or no common history. All of it
 * lives in `a`.
 */
bool changed_list(struct changed_files *out, struct arena *a, struct str root,
                  enum changed_kind kind, struct str revision, struct err *err);

#endif
