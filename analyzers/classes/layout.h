/*
 * layout.h - do the instances of the bases fit into one another? (best_base() of CPython)
 */
#ifndef SHORING_CLASSES_LAYOUT_H
#define SHORING_CLASSES_LAYOUT_H

#include "classes/type.h"

/* The base whose instances the new ones are like: TYPE_MADE, TYPE_FINAL_BASE, TYPE_LAYOUTS, or
 * TYPE_UNTOLD where a layout is not known. */
enum type_verdict
layout_best(struct types *t, struct type_ids bases, type_id *best, struct type_fault *why);
/* The layout of a new type with that row number, and its TYPE_DICT, TYPE_WEAKREF, TYPE_VARIABLE
 * and TYPE_LOOSE flags: TYPE_MADE, or TYPE_LAYOUTS where its __slots__ cannot be. */
enum type_verdict
layout_make(struct types *t, const struct type_statement *s, type_id best, struct type *out,
            struct type_fault *why);

#endif
