/*
 * entries.h - from what stands between the parentheses to the bases: __mro_entries__ (PEP 560), as
 * the typing module has them in Python 3.8 to 3.14.
 */
#ifndef SHORING_CLASSES_ENTRIES_H
#define SHORING_CLASSES_ENTRIES_H

#include "classes/hierarchy.h"

/* One of the values that a base may have, with one of the types that it may have. */
struct pick {
	enum value_kind kind; /* not VALUE_UNKNOWN, VALUE_UNIT, VALUE_OTHER */
	type_id type;         /* VALUE_CLASS, VALUE_SUBSCRIPT */
	const struct std_name *alias;
	uint32_t row; /* of bases; UINT32_MAX: written by nobody */
};

#define BASES_LIMIT 1000

SLICE(picks, struct pick);
VEC(type_id_vec, type_id);
VEC(row_vec, uint32_t);

/* A class statement with these bases. */
struct entries {
	struct type_id_vec types;
	struct row_vec rows; /* as many */
	type_id metaclass;   /* that comes with the bases; TYPE_NONE */
	bool tuple;          /* a class of typing.NamedTuple: no __dict__, whatever its body says */
	bool typed_dict;     /* a class of typing.TypedDict, or below one */
	/* Why the typing module refuses the class, or "". `refused_first`: before type.__new__ does,
	 * for a reason of its own. */
	struct str refused;
	bool refused_first;
};

/* For the class `of`. False, and a clause that says why, where nobody knows. */
bool entries_make(
	struct classes *c, class_id of, struct picks picks, struct entries *out, struct str *why);
/* refusals.c: sets refused and refused_first. */
void entries_refusal(const struct classes *c, struct picks picks, struct entries *e);

#endif
