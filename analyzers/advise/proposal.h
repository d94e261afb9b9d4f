/*
 * proposal.h - what the kinds of proposals share. Private to advise/.
 */
#ifndef SHORING_ADVISE_PROPOSAL_H
#define SHORING_ADVISE_PROPOSAL_H

#include "advise/trial.h"
#include "advise/units.h"
#include "base/vec.h"

VEC(draft_rows, struct draft);
VEC(str_rows, struct str);

struct advising {
	const struct project *project;
	struct arena *arena;
	struct units units;
	struct draft_rows drafts;
};

/* A formatted text in the arena. */
struct str advising_text(struct advising *v, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The service whose own directory holds the module, but for one that is the whole repository; or
 * ID_NONE. */
service_id advising_owner(const struct project *p, module_id m);
/* What keeps a contract today: the imports between files that modules of some units make. */
struct evidence {
	uint32_t imports, modules;
};
struct evidence advising_evidence(const struct advising *v, struct unit_list units);
/* "412 imports in 97 modules keep it today." */
struct str advising_say(struct advising *v, struct evidence evidence);
/* Add the draft if it holds. If only a few imports break it, add it held back, with these named. */
void advising_add(struct advising *v, struct draft draft, const struct trial *trial);

/* The kinds. */
void propose_shared(struct advising *v);
void propose_independent(struct advising *v);
void propose_layers(struct advising *v);

#endif
