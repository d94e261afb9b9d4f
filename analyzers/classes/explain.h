/*
 * explain.h - why there is no order of some bases, and which bases would have one.
 */
#ifndef SHORING_CLASSES_EXPLAIN_H
#define SHORING_CLASSES_EXPLAIN_H

#include "classes/hierarchy.h"

enum precedence_kind {
	BEFORE_LISTED,   /* `by` lists the one before the other */
	BEFORE_INHERITS, /* the one inherits from the other */
	BEFORE_ORDERED,  /* it came out so in the order of `by` */
};

/* `first` comes before `then`. */
struct precedence {
	enum precedence_kind kind;
	type_id by; /* TYPE_NONE: the class that cannot be made */
	type_id first, then;
	uint32_t base; /* the base of the class that brings it in: a place in its bases; for
	                  BEFORE_LISTED by the class itself that of `first` */
};

SLICE(precedences, struct precedence);

/* A circle of precedences, each `then` being the next one's `first`: two where that is enough.
 * Empty when the fault is of another kind. */
struct precedences
explain_conflict(struct classes *c, struct type_ids bases, const struct type_fault *fault);
/* The classes from `from` to `to`, each inheriting directly from the next. */
struct type_ids explain_way(struct classes *c, type_id from, type_id to);
/* Which bases another one of them inherits, but for object, by place; *count how many. */
const bool *explain_redundant(struct classes *c, struct type_ids bases, uint32_t *count);

/* Bases that have an order. */
struct repair {
	struct type_ids bases;  /* none: there is none, or it was not found */
	const uint32_t *places; /* of each, in the bases that have none */
	struct type_ids dropped;
	uint32_t first_dropped; /* its place */
	bool only;              /* one is left out, and no other could have been instead */
};

/* With as little change as possible: without one redundant base, without all of them, with one
 * base moved, with all moved about. */
struct repair explain_repair(struct classes *c, struct type_ids bases);

#endif
