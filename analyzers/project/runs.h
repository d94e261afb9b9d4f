/*
 * runs.h - what certainly runs when a service does, nearest first.
 *
 * The closure in the model holds what a service may load. An import that fails inside of a
 * module which is only imported in a `try` is caught there, so such modules are not walked; nor
 * is what type checkers alone read, what the configured Python never reaches, and what stands
 * under `__main__` of a module that is no entry.
 */
#ifndef SHORING_PROJECT_RUNS_H
#define SHORING_PROJECT_RUNS_H

#include "project/chain.h"

/* How a module was come to. */
struct run {
	bool seen, entry;
	bool at_start;  /* no function is called on the way */
	module_id from; /* ID_NONE: an entry */
	const struct edge *edge;
	uint32_t depth; /* imports from the entry */
};

struct runs {
	const struct project *project;
	env_id env;
	struct run *at;          /* by module_id */
	struct module_ids order; /* those seen: by distance, then by path */
};

/* Does this edge run some day, in a module that is an entry or is not? */
bool edge_runs(const struct edge *e, bool entry);
/* May this edge count in a service (see runs_count()), whatever else is in it? */
bool edge_may_count(const struct edge *e, bool entry);
/* Walk from the entries, in the environment. All is in `a`. */
void runs_build(struct runs *out, struct arena *a, const struct project *p, env_id env,
                struct module_ids entries);
/* Does this edge of a module that was seen run, with nothing to catch its failure? */
bool runs_count(const struct runs *r, module_id m, const struct edge *e);
/* Does it run without a function being called? */
bool runs_at_start(const struct runs *r, module_id m, const struct edge *e);
/* The imports from an entry to a module that was seen: of more than `limit` the first ones, and
 * the last. In `a`. */
struct hops runs_to(const struct runs *r, struct arena *a, module_id m, uint32_t limit);

#endif
