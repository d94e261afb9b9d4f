/*
 * arms.h - does an arm run, and what does a handler catch?
 */
#ifndef SHORING_CLASSES_ARMS_H
#define SHORING_CLASSES_ARMS_H

#include "classes/unit.h"
#include "facts/guard.h"

/* What becomes of the imports in the body of a try. */
struct try_imports {
	enum known found; /* are they all there? KNOWN_MAYBE too where there are none */
	uint32_t at;      /* KNOWN_NO: the byte in the file at which the first of them fails */
	bool plain;       /* of the standard library alone: nothing else is raised by them */
};

/* An arm of an if or match, once the arms before it did not run. */
enum truth arm_runs(const struct facts *f, unsigned minor, uint32_t arm);
/* Does the handler catch ImportError? */
bool arm_catches_import(const struct facts *f, uint32_t arm);
/* Does any of the handlers, from the try at `group` to `end`? */
bool arms_catch_import(const struct facts *f, uint32_t group, uint32_t end);
/* May the handler run, when that is known of the imports in the try's body? */
bool arm_may_catch(const struct facts *f, uint32_t arm, const struct try_imports *imports);

#endif
