/*
 * classes.h - the analyzer of class hierarchies: rules CLSnnn.
 */
#ifndef SHORING_CLASSES_CLASSES_H
#define SHORING_CLASSES_CLASSES_H

#include "findings/findings.h"
#include "project/project.h"

/*
 * Classes that are looked at together: those of these modules, each in its own environment, or what
 * services make of the modules that they load and that are not theirs. Each part finds out for itself
 * what it needs to know of classes in others.
 */
struct class_part {
	module_id first, end;
	bool elsewhere; /* in services, too */
};

SLICE(class_parts, struct class_part);

struct outcomes;

/* All of them: one where there are few classes. They depend on the project alone, so that no answer
 * depends on how many threads there are. */
struct class_parts classes_parts(struct arena *a, const struct project *p);
/* Which class rules are on: a bit for each. */
uint64_t classes_rules(const struct findings *f);
/* Add what the class rules that are on find in that part, as far as it has to be judged. Any thread, with a list of its
 * own. */
void analyze_classes(const struct outcomes *o, const struct class_parts *parts, uint32_t part,
                     struct findings *out);

#endif
