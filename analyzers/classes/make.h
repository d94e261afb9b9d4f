/*
 * make.h - from the bases of a class statement, looked up, to what Python makes of it.
 */
#ifndef SHORING_CLASSES_MAKE_H
#define SHORING_CLASSES_MAKE_H

#include "classes/hierarchy.h"

/* Each kind of class. All that their bases and metaclasses may be must be done, but for classes of
 * the same circle. */
const struct verdict *make_statement(struct classes *c, class_id id);
const struct verdict *make_standard(struct classes *c, class_id id);
const struct verdict *make_tuple(struct classes *c, class_id id);
const struct verdict *make_declarative(struct classes *c, class_id id);

#endif
