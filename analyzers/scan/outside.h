/*
 * outside.h - private to scan/: what manifests name that is not in the repository, where that may be read.
 *
 * Only what is asked for by name: a list of requirements, a directory that is installed. It is
 * known by its path from the root, which begins with "../".
 */
#ifndef SHORING_OUTSIDE_H
#define SHORING_OUTSIDE_H

#include "base/names.h"
#include "scan/list.h"
#include "scan/scan.h"

/* Files outside that are read at most; the rest is as if it were not there. */
#define OUTSIDE_MOST 20000

struct outside_file {
	struct listed listed;
	bool named; /* as a list of requirements; else it is below a directory that is installed */
};

VEC(outside_vec, struct outside_file);

struct outside {
	struct arena *arena;
	struct str root;
	struct names *seen; /* files and directories */
	struct outside_vec files;
};

/* `path`, named in directory `from` of the root, as a path from there: path_resolve() that may climb
 * out, by the names alone. False above the file system's root. */
bool outside_resolve(
	struct arena *a, struct str root, struct str from, struct str path, struct str *out);
/* Append what the file names outside of the root, each file once. */
void outside_named(struct outside *o, const struct scanned *file);

#endif
