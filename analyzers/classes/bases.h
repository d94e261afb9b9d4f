/*
 * bases.h - what a class statement says of its bases, looked up but not yet made into a class.
 */
#ifndef SHORING_CLASSES_BASES_H
#define SHORING_CLASSES_BASES_H

#include "classes/value.h"

/* A base as it is written. */
struct base_item {
	uint32_t row; /* of bases */
	struct kept_values values;
};

struct class_bases {
	const struct base_item *at;
	uint32_t count;
	bool open;     /* there are more, nobody knows which: `*bases` */
	bool keywords; /* it has others than "metaclass" */
	bool called;   /* with_metaclass() calls the metaclass: no namespace is prepared */
	bool has_metaclass;
	bool late_metaclass; /* a decorator's: the class is made without it first */
	struct kept_values metaclass;
	bool final;   /* @typing.final */
	bool slotted; /* a decorator gives it __slots__, nobody knows which */
	bool doubt;   /* a decorator may put something else in its place */
};

/* The bases of the class; NULL for one that is not of a class statement. */
const struct class_bases *bases_of(struct classes *c, class_id id);

#endif
