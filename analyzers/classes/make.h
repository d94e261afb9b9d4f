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

/* members.c: is the last base of a class with that metaclass no enumeration? Then the enum module
 * refuses it, in words of its own. */
bool enum_is_misplaced(const struct classes *c, struct type_ids bases, type_id metaclass);
/* The class of an enumeration with members that the bases inherit, for a class with
 * that metaclass; CLASS_NONE: there is none. *detail is what Python says. */
class_id enum_with_members(struct classes *c, struct type_ids bases, type_id metaclass,
                           struct str name, struct str *detail);

#endif
