/*
 * tries.h - private to grammars/python: is an ImportError caught, and not raised again?
 */
#ifndef SHORING_PYTHON_TRIES_H
#define SHORING_PYTHON_TRIES_H

#include "grammars/python/reader.h"

/* How far an import is guarded: enum context_flags, OPTIONAL alone or with
 * MISSING_MODULE_ONLY; 0 is not at all. */
uint32_t try_guards(const struct reader *r, node_id try_statement);
/* The same of the statements in a handler of it: a fallback. */
uint32_t handler_guards(const struct reader *r, node_id except_clause);
/* The arguments, where an item of a with statement is `suppress(...)`; NODE_NIL else. */
node_id item_suppress(const struct reader *r, node_id item);
/* How far the body is guarded by these. */
uint32_t suppress_guards(const struct reader *r, node_id arguments);
/* Both together: what guards more. */
uint32_t guards_join(uint32_t a, uint32_t b);

#endif
