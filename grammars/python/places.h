/*
 * places.h - private to grammars/python: expressions for directories.
 */
#ifndef SHORING_PYTHON_PLACES_H
#define SHORING_PYTHON_PLACES_H

#include "grammars/python/reader.h"

/* What os.path and pathlib make of an expression, as far as it stands on string literals and
 * __file__, normalised; "" when it is not known. */
enum path_kind place_of(const struct reader *r, node_id expression, struct str *path);

#endif
