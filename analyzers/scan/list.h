/*
 * list.h - private to scan/: which files there are.
 */
#ifndef SHORING_LIST_H
#define SHORING_LIST_H

#include "base/buf.h"
#include "base/vec.h"

struct arena;
struct err;

VEC(path_vec, struct str);

struct listing {
	struct path_vec paths;    /* files, and links to files inside the root; byte order */
	struct path_vec links;    /* other links; byte order */
	struct path_vec unlisted; /* directories that could not be looked into; byte order */
	bool git;
};

/* Ask git, or walk. False when the root cannot be listed. */
bool list_files(struct listing *out, struct arena *a, struct str root, struct err *err);
/* Append to *out, unordered and with links of all kinds, what a walk of the root's directory
 * `dir` finds and .gitignore does not leave out. False when `dir` itself cannot be listed. */
bool
walk_files(struct listing *out, struct arena *a, struct str root, struct str dir, struct err *err);
/* Of those paths, the ones git would leave out: out[i] for paths[i]. False when there is no git
 * to ask. */
bool list_git_ignored(struct arena *a, struct str root, struct strs paths, bool *out);
/* The same by the .gitignore files below the root alone. */
void walk_ignored(struct str root, struct strs paths, bool *out);
/* Where the link `path` of the root leads: a regular file inside the root, as a canonical
 * absolute path in *out. False when it leads elsewhere. */
bool list_follow(struct str root, struct str path, struct buf *out);

#endif
