/*
 * slots.h - private to grammars/python: what a class leaves in __slots__ (data model, "__slots__").
 */
#ifndef SHORING_PYTHON_SLOTS_H
#define SHORING_PYTHON_SLOTS_H

#include "grammars/python/reader.h"

/* The class's own scope holds, and binds __slots__; to reader.value if that is an assignment. */
void slots_bound(struct reader *r, enum binding_kind kind);
/* An expression statement, which may change what __slots__ has. */
void slots_changed(struct reader *r, node_id statement);
/* The slots of a class made by a call with that namespace, into its row. */
void slots_of_namespace(const struct reader *r, node_id namespace, struct fact_class *row);

#endif
