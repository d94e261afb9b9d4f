/*
 * enums.h - what the enum module makes of a class statement before type.__new__ sees it
 * (EnumType.__prepare__ of Python 3.8 to 3.14): enumerations with members are final, the last base
 * is an enumeration, and there is one type of data at most.
 */
#ifndef SHORING_CLASSES_ENUMS_H
#define SHORING_CLASSES_ENUMS_H

#include "classes/hierarchy.h"

/* A class statement. */
struct enum_case {
	struct type_ids bases;
	type_id metaclass; /* what it would be */
	struct str name;
	bool keywords; /* it has others than "metaclass" */
	/* Set: of a refusal the class with members; what Python says, or why nobody knows. */
	class_id culprit;
	struct str why;
	type_id data; /* what its members are besides; TYPE_OBJECT: nothing */
};

enum enum_answer {
	ENUM_FINE,    /* it is none, or nothing is wrong with it */
	ENUM_EXTENDS, /* it inherits from one with members */
	ENUM_UNTOLD,  /* nobody knows, or it is refused for what no rule is about */
};

/* Is it EnumType, or does it inherit that? */
bool enum_is_meta(const struct classes *c, type_id type);
/* Is its metaclass the enum module's, or one of these? */
bool enum_is(const struct classes *c, type_id type);
enum enum_answer enum_ask(struct classes *c, struct enum_case *e);
/* The case was fine, and that is the type. */
void enum_note(struct classes *c, const struct enum_case *e, type_id made);

/* members.c: has it members of its own? */
enum known enum_members(struct classes *c, class_id id);

#endif
