/*
 * dynamic.h - private to grammars/python: calls that import.
 */
#ifndef SHORING_PYTHON_DYNAMIC_H
#define SHORING_PYTHON_DYNAMIC_H

#include "grammars/python/reader.h"

/* The row of a call of importlib.import_module, __import__ or a configured function; none for
 * other calls. */
void dynamic_of(struct reader *r, node_id call);

/* The positional argument that is written at that place, from 0; NODE_NIL when there is none. */
node_id argument_written(const struct reader *r, node_id call, uint32_t number);
/* The positional argument of that number, from 0; NODE_NIL when there is none, or one before
 * it is starred. */
node_id argument_at(const struct reader *r, node_id call, uint32_t number);
/* The value of that keyword argument; NODE_NIL when there is none. */
node_id argument_named(const struct reader *r, node_id call, struct str name);
/* How many arguments there are, of every kind. */
uint32_t argument_count(const struct reader *r, node_id call);

#endif
