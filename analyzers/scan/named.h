/*
 * named.h - private to scan/: requirements files that no name tells, but other files; and the scripts that Dockerfiles run.
 */
#ifndef SHORING_NAMED_H
#define SHORING_NAMED_H

#include "base/vec.h"
#include "scan/scan.h"

struct arena;

struct named {
	uint32_t path; /* row of the paths */
	bool script;   /* a Dockerfile runs it; else it is a list of requirements */
};

VEC(named_rows, struct named);

/* Append to *out the rows of `paths` that the file includes (-r, -c, `file = …`) or runs, and that
 * are not yet marked in `known`; they are then. A Dockerfile and what it runs speak of paths in the image: what may
 * be meant is tried. Nothing outside the repository is looked at. */
void named_files(struct named_rows *out, struct arena *a, const struct scanned *file,
                 const struct place_index *paths, bool *known, struct grammars grammars);

#endif
