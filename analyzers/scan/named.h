/*
 * named.h - private to scan/: requirements files that no name tells, but other files.
 */
#ifndef SHORING_NAMED_H
#define SHORING_NAMED_H

#include "base/vec.h"
#include "scan/scan.h"

struct arena;

VEC(named_rows, uint32_t);

/* Append to *out the rows of `paths` that the file includes (-r, -c, `file = …`), and that
 * are not yet marked in `known`; they are then. A Dockerfile speaks of paths in its image: what may
 * be meant is tried. Nothing outside the repository is looked at. */
void named_files(struct named_rows *out, struct arena *a, const struct scanned *file,
                 const struct place_index *paths, bool *known);

#endif
