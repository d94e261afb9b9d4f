/*
 * bindings.h - private to grammars/python: which names a statement binds.
 */
#ifndef SHORING_PYTHON_BINDINGS_H
#define SHORING_PYTHON_BINDINGS_H

#include "grammars/python/reader.h"

/* Count how often each scope binds each name; once, before the names are looked up. */
void constants_gather(struct reader *r);
/* What a name was assigned, where its scope or the module binds it once and plainly;
 * NODE_NIL otherwise, and for what is no name. */
node_id constant_value(const struct reader *r, node_id name);

/* The same of the module's scope alone. */
node_id constant_of_module(const struct reader *r, node_id name);

/* The rows for the names that the node itself binds; not those of imports, classes and
 * functions, and not those of the nodes below it. */
void bindings_of(struct reader *r, node_id n);
/* One row for a name at `at`; nothing in a function's scope. */
void binding_add(struct reader *r, node_id at, struct fact_binding row);

#endif
