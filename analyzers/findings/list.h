/*
 * list.h - the list while it is open. Private to findings/.
 */
#ifndef SHORING_FINDINGS_LIST_H
#define SHORING_FINDINGS_LIST_H

#include "base/arena.h"
#include "base/vec.h"
#include "config/config.h"
#include "findings/findings.h"

VEC(finding_rows, struct finding);

struct findings {
	struct arena *arena;
	struct arena own; /* a branch's: what `arena` leads to */
	const struct config *config;
	struct selection selection;
	struct finding_rows rows;
};

#endif
