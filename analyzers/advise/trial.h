/*
 * trial.h - drafts put to the test: which imports would break them today. Private to advise/.
 */
#ifndef SHORING_ADVISE_TRIAL_H
#define SHORING_ADVISE_TRIAL_H

#include "advise/draft.h"
#include "project/project.h"

#define TRIAL_SHOWN 200 /* offences that are kept */

/* An import that breaks a draft. */
struct offence {
	struct str file, target; /* target: dotted, what it leads to */
	uint32_t line;
};

SLICE(offences, struct offence);

struct trial {
	uint32_t broken; /* by how many imports */
	struct offences offences;
};

/* What each draft would find in the project, held back or not: the checker itself is asked. In `a`. */
const struct trial *trial_run(const struct project *p, struct arena *a, struct drafts drafts);

#endif
