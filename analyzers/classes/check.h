/*
 * check.h - private to classes/: what a check is given, and what checks say alike.
 */
#ifndef SHORING_CLASSES_CHECK_H
#define SHORING_CLASSES_CHECK_H

#include "classes/outcomes.h"
#include "classes/words.h"
#include "findings/findings.h"

struct class_check {
	struct classes *classes;
	struct class_ids
		all; /* the class statements that run and have to be judged, by path and line */
	const struct outcomes *outcomes;
	struct findings *out;
	struct arena *view; /* released when all checks are done */
};

typedef void class_run(const struct class_check *c);

/* check_inconsistent_mro() and so on, one a rule. */
#define CHECK(id, name) class_run check_##name;
#include "classes.inc"
#undef CHECK

/* A finding at one of the class's bases: a place in verdict.bases, or UINT32_MAX for the class's
 * name. */
struct finding say_class_at(const struct class_check *c, class_id id, uint32_t base);
/* Add it; where that is so only in some service's environment, its message says so. */
void say(const struct class_check *c, class_id id, struct finding *f);
/* Does Python refuse the class in this way, when it gets there? Not where the code expects it: in a
 * try that catches TypeError, in a test's function; nor in an arm chosen by hasattr(), which may be for other releases. */
bool say_refused(const struct class_check *c, class_id id, enum class_status status);
/* The class of a type; its name, as it is known where it stands. */
class_id say_class(const struct class_check *c, type_id type);
struct str say_name(const struct class_check *c, type_id type);
/* A step and places for struct finding. */
struct chain say_way(const struct class_check *c, struct type_ids way);
struct related say_places(const struct class_check *c, struct type_ids types);
/* The files of the classes that it inherits from, as far as Python gets. */
struct strs say_rests(const struct class_check *c, class_id id);
/* Leaves the base of that place out of the parentheses. None where that would not be clean: it is
 * not a base of its own there, or a comment may be lost. */
struct edits say_without(const struct class_check *c, class_id id, uint32_t base);

#endif
