/*
 * hierarchy.h - what Python makes of each class.
 *
 * A class statement may have several outcomes where a name in it has several bindings that
 * nobody can decide between. It fails only if it fails with each of them; it is known only if all
 * give the same order.
 */
#ifndef SHORING_CLASSES_HIERARCHY_H
#define SHORING_CLASSES_HIERARCHY_H

#include "classes/bases.h"

SLICE(class_ids, class_id);

/* What became of a class statement. */
struct verdict {
	enum class_status status;
	struct str detail;     /* what Python says; of STATUS_PARTIAL why, or "" */
	struct type_ids types; /* all that it may be; none where nobody knows */
	struct strs unknown;   /* STATUS_PARTIAL: the names that nobody could follow */
	bool doubt;            /* the order is right as far as one sees; no error rests on it */
	bool may_fail;         /* it, or what it inherits, fails under some conditions */
	bool plural;           /* it, or what it inherits, has several types */
	/* What the first outcome that fails, or else the first, was made of: the types of the bases,
	 * and for each the row of bases that it comes from, or UINT32_MAX. */
	struct type_ids bases;
	const uint32_t *rows;
	struct type_fault fault; /* of a failure: its `base` and `other` are places in `bases` */
	class_id culprit;        /* STATUS_FINAL: the class that is final, or CLASS_NONE */
};

void classes_open(struct classes *c, struct arena *a, const struct project *p);
/* Is the project Python's standard library itself? */
bool classes_are_library(const struct project *p);
/* The class of a row of classes of a module, in the module's own environment. */
class_id class_of_module(struct classes *c, module_id m, uint32_t row);
/* Where the class statement stands: NULL for a class of the standard library. */
const struct span *class_span(const struct classes *c, class_id id);
struct str class_path(const struct classes *c, class_id id);
/* Never NULL. */
const struct verdict *class_verdict(struct classes *c, class_id id);
/* The type of a class of the standard library; TYPE_NONE: this Python has no such class. */
type_id type_of_standard(struct classes *c, struct str name);
/* Is it known, with one order? Then *type has it. */
bool class_order(struct classes *c, class_id id, type_id *type);

#endif
