/*
 * paths.h - private to grammars/python: directories put on sys.path.
 */
#ifndef SHORING_PYTHON_PATHS_H
#define SHORING_PYTHON_PATHS_H

#include "grammars/python/reader.h"

/* The rows of a call of sys.path.insert and its like; none for other calls. */
void paths_of_call(struct reader *r, node_id call);
/* The rows of an expression statement that assigns to sys.path or to a part of it. */
void paths_of_statement(struct reader *r, node_id statement);

#endif
