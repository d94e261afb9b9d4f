/*
 * imports.h - private to grammars/python: import statements.
 */
#ifndef SHORING_PYTHON_IMPORTS_H
#define SHORING_PYTHON_IMPORTS_H

#include "grammars/python/reader.h"

/* The rows of an import statement, and of the names it binds. */
void imports_of(struct reader *r, node_id statement);
/* CONTEXT_OPTIONAL for what a find_spec test found, where such a test holds. */
uint32_t import_tested(const struct reader *r, uint32_t level, struct str module, struct str name);

#endif
