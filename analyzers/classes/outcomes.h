/*
 * outcomes.h - classes that an earlier run had nothing to say of, and need not be judged again.
 *
 * What a class is said to be depends on the file it stands in, on the files that were looked into for it (looks.h),
 * and on what else an import's way depends on (project_sum()). A run in which that sum is what it was judges only the
 * modules that lead to a changed one, over the steps that the earlier run noted; those about which there was something to
 * say, so that it is said again; and those that lead to a place where an answer may depend on who asked first: in the
 * same order they get the same answers.
 *
 * One file a project, beside its cache of facts and believed as that is (scan/cache.h). With an installed
 * environment, or with texts that are no files, nothing is kept.
 */
#ifndef SHORING_CLASSES_OUTCOMES_H
#define SHORING_CLASSES_OUTCOMES_H

#include "classes/classes.h"
#include "classes/looks.h"

struct outcomes {
	/* To be set before they are opened. */
	struct arena *arena;
	const struct project *project;
	const char *path; /* of the cache; NULL: nothing is kept */
	uint64_t key;     /* of the program, and of what facts are read with */
	uint64_t rules;   /* classes_rules() */
	uint32_t parts;   /* in which they are judged */
	/* Private to outcomes.c. */
	struct looks *looks; /* by part */
	struct str known;    /* the file; "" : all has to be judged */
	uint64_t *sums;      /* by module: what it says now */
	bool fresh;          /* some are not what they were */
	struct bits again;
	uint32_t count; /* of these */
};

/* What is known of them. */
void outcomes_open(struct outcomes *o);
/* Where the part's steps are to be noted; NULL: nowhere. */
struct looks *outcomes_looks(const struct outcomes *o, uint32_t part);
/* Has the module to be judged? */
static inline bool
outcomes_want(const struct outcomes *o, module_id m)
{
	return o->known.len == 0 || bits_has(&o->again, m);
}
/* Is there any from `first` up to `end`? */
bool outcomes_want_any(const struct outcomes *o, module_id first, module_id end);
/* How many have to be judged. */
uint32_t outcomes_count(const struct outcomes *o);
/* All parts were judged: keep what came of it. False: what was known turns out to be not enough; all has to be
 * judged, with empty lists of findings, and then kept. */
bool outcomes_keep(struct outcomes *o);

#endif
