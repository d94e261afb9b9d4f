/*
 * constants.h - private to grammars/python: names that are bound once, and all that are bound.
 */
#ifndef SHORING_PYTHON_CONSTANTS_H
#define SHORING_PYTHON_CONSTANTS_H

#include "grammars/python/reader.h"

/* See which functions have a class in them; once, before anything else is asked of scopes. */
void scopes_gather(struct reader *r);
/* What a name was assigned, where its scope or the module binds it once and plainly;
 * NODE_NIL otherwise, and for what is no name. */
node_id constant_value(const struct reader *r, node_id name);
/* The same of the module's scope alone. */
node_id constant_of_module(const struct reader *r, node_id name);
/* Does a statement in the scope bind the name, there or where it is declared to be? */
bool scope_binds(const struct reader *r, uint32_t scope, struct str name);
/* Only once? Parameters count. */
bool scope_binds_once(const struct reader *r, uint32_t scope, struct str name);
/* The same of a function's own scope, without a look at the rest of the file. */
bool function_binds_once(const struct reader *r, node_id function, uint32_t scope, struct str name);

#endif
