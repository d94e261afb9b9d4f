/*
 * classes.h - private to grammars/python: classes, and the scopes of classes and functions.
 */
#ifndef SHORING_PYTHON_CLASSES_H
#define SHORING_PYTHON_CLASSES_H

#include "grammars/python/reader.h"

/* A scope for the class or function statement; its row. */
uint32_t scope_add(struct reader *r, node_id statement, enum scope_kind kind);
/* Does the class or function statement that is entered have decorators? */
bool is_decorated(const struct reader *r, node_id statement);
/* Is the function statement that is entered decorated as a class method, and not otherwise? */
bool is_class_method(const struct reader *r, node_id function);
/* Is it `type(name, (A, B), namespace)`, whatever `type` is? */
bool is_class_call(const struct reader *r, node_id value);
/* The row + 1 of the class that such a call makes, or one of a metaclass, `Meta("X", (A, B), {})`; 0 when it is none, or `type` is not the builtin.
 * `name` is what it is assigned to; NODE_NIL: nothing. */
uint32_t class_by_call(struct reader *r, node_id name, node_id value);
/* The row of the call that a return statement gives, if that is what the function gives. */
void class_given(struct reader *r, node_id statement);
/* The string that a call has as its first argument, if that is a name; 0 for none. */
text_ref named_by_call(struct reader *r, node_id value);
/* The rows of a class statement; `body` is the row of its scope. */
void class_add(struct reader *r, node_id statement, uint32_t body);

#endif
