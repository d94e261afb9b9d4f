/*
 * list.h - private to scan/: which files there are.
 */
#ifndef SHORING_LIST_H
#define SHORING_LIST_H

#include "base/buf.h"
#include "base/file.h"
#include "base/vec.h"

struct arena;
struct err;
struct ignore_rules;

VEC(path_vec, struct str);

/* A file, or a link to a file inside the root, and what stood there: without a stamp, if nothing is kept. */
struct listed {
	struct str path;
	struct file_look look;
	bool absent; /* the repository has it, and a sparse checkout leaves it out of the tree */
};

VEC(listed_vec, struct listed);

/* Links to directories outside that are entered at most; the others are not followed. */
#define LINKS_ENTERED_MOST 100

struct listing {
	struct listed_vec files;    /* byte order of the paths */
	struct path_vec links;      /* other links; byte order */
	struct path_vec unlisted;   /* directories that could not be looked into; byte order */
	struct path_vec submodules; /* that are not checked out; byte order */
	bool git;
	bool refused; /* there is a repository, and git could not be asked, or did not answer */
};

/* How files are listed. */
struct list_options {
	struct str root;
	bool outside; /* links are followed out of the root; directories are entered that way, but for
	                 those in which the root is, or that such a link leads to from another */
	unsigned jobs;
	const char *cache;  /* beside which is kept what directories hold; NULL: it is not */
	uint64_t cache_key; /* of who may use it */
	int64_t since;      /* when the run began */
};

/* Ask git, or walk; look at all that is there. False when the root cannot be listed. */
bool list_files(struct listing *out, struct arena *a, const struct list_options *options,
                struct err *err);
/* Append to *out, unordered and with links of all kinds, what a walk of the root's directory
 * `dir` finds and .gitignore does not leave out; to *unlisted the directories that it could not look
 * into. False when `dir` itself cannot be listed. */
bool walk_files(struct path_vec *out, struct path_vec *unlisted, struct arena *a, struct str root,
                struct str dir, struct err *err);
/* Of those paths, the ones git would leave out: out[i] for paths[i]. False when there is no git
 * to ask. */
bool list_git_ignored(struct arena *a, struct str root, struct strs paths, bool *out);
/* The same by the .gitignore files below the root alone. */
void walk_ignored(struct str root, struct strs paths, bool *out);
/* The rules in force in the root's directory `dir`: its own .gitignore before the outer ones. *read: it has one that
 * can be read; otherwise the outer ones alone. */
const struct ignore_rules *
walk_rules(struct arena *a, struct str root, struct str dir, const struct ignore_rules *outer,
           bool *read);
/* Where the link `path` of the root leads: a regular file inside the root, or anywhere if `outside`, as a
 * canonical absolute path in *out. False when it leads elsewhere. */
bool list_follow(struct str root, struct str path, bool outside, struct buf *out);

#endif
