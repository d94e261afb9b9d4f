/*
 * exports.h - private to grammars/python: what a module says in `__all__`.
 */
#ifndef SHORING_PYTHON_EXPORTS_H
#define SHORING_PYTHON_EXPORTS_H

#include "grammars/python/reader.h"

/* The rows of an expression statement of the module's scope that sets or extends `__all__`. */
void exports_of(struct reader *r, node_id statement);

#endif
