/*
 * start.h - what Python runs when a service starts, in its order.
 *
 * Language reference 5.3 to 5.5 and importlib._bootstrap: an import runs the packages around the
 * module first, each module once; a module is known from the moment it starts to run, so that a
 * circular import finds it half done; `from p import n` loads the submodule p.n only if p has no
 * `n` by then. What stands in functions, is for type checkers, or is never reached does not run.
 *
 * What fails is not for the model to say: the caller does. A failure where nothing catches it is
 * written down, and the walk goes on as if it were mended. One that a `try` catches undoes what is
 * half done up to there, as Python does.
 */
#ifndef SHORING_PROJECT_START_H
#define SHORING_PROJECT_START_H

#include "project/project.h"

#define START_NONE UINT32_MAX

/* A module that is run. Rows are in the order in which they begin. */
struct start_row {
	module_id module;
	uint32_t by;             /* row that imports it; START_NONE: an entry */
	const struct edge *edge; /* of the importing module; NULL for an entry */
	bool guarded;            /* something on the way catches its failure */
};

/* A statement that must fail. */
struct start_failure {
	uint32_t row;            /* that it stands in */
	const struct edge *edge; /* NULL: it is a class statement, … */
	uint32_t class;          /* row in classes */
};

SLICE(start_rows, struct start_row);
SLICE(start_failures, struct start_failure);

struct start {
	struct start_rows rows;
	struct start_failures failures; /* in the order in which they would be met */
	const bool *ran;                /* by module_id */
};

/* What of it must fail. */
struct start_faults {
	bool (*import)(void *ctx, module_id m, const struct edge *e);
	bool (*class)(void *ctx, module_id m, uint32_t class);
	void *ctx;
};

/* Start the service on paper. In `a`; linear in modules, imports and classes. */
void start_build(struct start *out, struct arena *a, const struct project *p,
                 const struct service *s, const struct start_faults *faults);

#endif
