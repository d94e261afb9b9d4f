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
/* The same of `with suppress(ImportError):`. */
uint32_t with_guards(const struct reader *r, node_id with_statement);
/* Both together: what guards more. */
uint32_t guards_join(uint32_t a, uint32_t b);

#endif
