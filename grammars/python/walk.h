/*
 * walk.h - private to grammars/python: once over the tree, with what holds at each node.
 */
#ifndef SHORING_PYTHON_WALK_H
#define SHORING_PYTHON_WALK_H

#include "grammars/python/reader.h"

/* Write the rows of all statements. The imported names and the constants are gathered. `context`
 * holds in the whole file. */
void walk(struct reader *r, uint32_t context);

#endif
