/*
 * reach.h - private to imports/: which groups a module of no group leads to.
 */
#ifndef SHORING_IMPORTS_REACH_H
#define SHORING_IMPORTS_REACH_H

#include "imports/contract.h"

/* A group that a module of no group reaches through others of no group. */
struct lead {
	uint32_t group;    /* GROUP_NONE: free */
	uint32_t distance; /* imports up to and with the one of a module of the group */
	const struct link *next;
};

/* Of all groups that a module reaches, only two of the lowest level can matter to one that
 * imports it: one of them is not its own. The nearer comes first. */
struct leads {
	struct lead at[2];
};

/* Leads by module, in `a`: linear in the imports that the contract sees. */
const struct leads *reach_build(struct arena *a, const struct contract_view *v);
/* The lead to group `group`, or NULL. */
const struct lead *reach_lead(const struct leads *leads, uint32_t group);

#endif
