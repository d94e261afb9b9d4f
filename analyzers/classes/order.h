/*
 * order.h - C3, step by step (Python 2.3's "Method Resolution Order"; pmerge() of CPython).
 *
 * Each list's first type is its head. A step takes the first head that stands in no list's rest,
 * and cuts it off all lists that it heads. It is stuck when every head stands in some rest.
 */
#ifndef SHORING_CLASSES_ORDER_H
#define SHORING_CLASSES_ORDER_H

#include "classes/type.h"

struct merge {
	struct types *types;
	cell_id *lists; /* what is left of each; CELL_NONE: nothing */
	uint32_t count;
};

enum merge_step { MERGE_TOOK, MERGE_DONE, MERGE_STUCK };

/* The orders of the bases, and the bases themselves. Every merge that was started must be gone on
 * with until it is done or stuck, one at a time. */
void merge_start(struct merge *m, struct types *t, struct arena *a, struct type_ids bases);
/* Take the next one. */
enum merge_step merge_next(struct merge *m, type_id *taken);
/* Does `type` stand in the rest of the list, after its head? */
bool merge_blocks(const struct merge *m, uint32_t list, type_id type);

/* The order of a type with these bases, without the type itself: TYPE_MADE, TYPE_DUPLICATE,
 * TYPE_INCONSISTENT or TYPE_TOO_MUCH. */
enum type_verdict
order_make(struct types *t, struct type_ids bases, cell_id *out, uint32_t *depth,
           struct type_fault *why);

#endif
