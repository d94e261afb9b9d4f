/*
 * stems.h - private to imports/: sources that modules are compiled or generated from, by name.
 */
#ifndef SHORING_IMPORTS_STEMS_H
#define SHORING_IMPORTS_STEMS_H

#include "base/str.h"

struct arena;
struct stems;

/* An index of the paths, in `a`. */
struct stems *stems_new(struct arena *a, struct strs paths);
/* Is there a source that a module of that name is made from: C, Cython, Rust … or a template
 * in directory `dir`, or below directory `native` (NULL: none) where extensions are built;
 * or, anywhere, a .proto of `x_pb2` and its like? */
bool
stems_explain(const struct stems *s, struct str module, struct str dir, const struct str *native);

#endif
