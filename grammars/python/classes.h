/*
 * classes.h - private to grammars/python: class statements, and the scopes of classes and functions.
 */
#ifndef SHORING_PYTHON_CLASSES_H
#define SHORING_PYTHON_CLASSES_H

#include "grammars/python/reader.h"

/* A scope for the class or function statement; its row. */
uint32_t scope_add(struct reader *r, node_id statement, enum scope_kind kind);
/* The rows of a class statement; `body` is the row of its scope. */
void class_add(struct reader *r, node_id statement, uint32_t body);

#endif
