/*
 * glance.h - class statements of which it is seen at a glance that no check has a word to say.
 *
 * Nearly all classes have no base or one, and that is plainly a class like them (outline.h). With
 * one base there is one order, no conflict of metaclasses, nothing to be twice or to be redundant:
 * what is left is a base that may not be one (final, or an enumeration with members) and a circle.
 * Where these are out of the question, or the base is nobody's, the class need not be made.
 */
#ifndef SHORING_CLASSES_GLANCE_H
#define SHORING_CLASSES_GLANCE_H

#include "classes/hierarchy.h"
#include "classes/outline.h"

struct glance {
	struct classes *classes; /* those that have to be made after all */
	struct outlines outlines;
	unsigned char *standard; /* by std_class: private to glance.c */
};

void glance_open(struct glance *g, struct classes *c);
void glance_release(struct glance *g);
/* True: the class statement cannot be refused in that environment, nor blamed. False: it has to be
 * looked at. */
bool glance_passes(struct glance *g, env_id env, module_id m, uint32_t row);

#endif
