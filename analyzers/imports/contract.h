/*
 * contract.h - private to imports/: what a contract says of every module.
 *
 * A contract sorts nodes into groups. What a group may not import, at any distance through
 * modules of no group, is the same question for `forbidden`, `layers` and `independence`.
 */
#ifndef SHORING_IMPORTS_CONTRACT_H
#define SHORING_IMPORTS_CONTRACT_H

#include "imports/allow.h"
#include "imports/graph.h"

#define GROUP_NONE UINT32_MAX

/*
 * A group may not import another one of its own or a lower level. `forbidden` has `to`,
 * what is in both `from` and `to`, and `from`, all on level 0; the layers are levels from the
 * highest, 0, with a group for each of their siblings; independent members are all on level 0.
 */
struct group {
	uint32_t level;
	bool imports;  /* its imports are judged */
	bool imported; /* imports of it are */
	struct str label;
};

struct groups {
	const struct group *at; /* the levels never fall */
	uint32_t count;
};

struct contract_view {
	const struct contract *contract;
	const struct graph *graph;
	const struct allow *allow;
	bool far; /* imports count through modules of no group too */
	struct groups groups;
	const uint32_t *group; /* by node; GROUP_NONE */
};

/* Of a `forbidden`, `layers` or `independence` contract. */
void contract_view(struct contract_view *out, struct arena *a, const struct graph *g,
                   const struct contract *contract);
/* Does a contract count this import of m: its contexts, reachable, not allowed? */
bool contract_sees(const struct contract *contract, const struct allow *allow, module_id m,
                   const struct link *link);
/* For each node: does a pattern cover one of its names? */
bool *contract_covered(struct arena *a, const struct graph *g, struct config_patterns patterns);
/* Is it switched on, and of that type? */
bool contract_is(const struct contract *contract, enum contract_type type);

#endif
