/*
 * allow.h - private to imports/: the imports that a contract's `allow` takes away.
 */
#ifndef SHORING_IMPORTS_ALLOW_H
#define SHORING_IMPORTS_ALLOW_H

#include "imports/graph.h"

struct allow;

/* In `a`. NULL when there are no entries. */
struct allow *allow_new(struct arena *a, const struct graph *g, struct config_edges entries);
/* Is an import of n by m taken away? False for no entries (NULL). */
bool allow_has(const struct allow *allow, module_id m, node_id n);
/* Set used[i] for every entry that takes an import of n by m away. */
void allow_mark(const struct allow *allow, module_id m, node_id n, bool *used);

#endif
