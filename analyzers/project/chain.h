/*
 * chain.h - how code gets there: shortest chains of imports.
 */
#ifndef SHORING_PROJECT_CHAIN_H
#define SHORING_PROJECT_CHAIN_H

#include "project/project.h"

/* One import on the way: made by `from`, edge `edge` of project_edges(p, env, from). */
struct hop {
	module_id from;
	const struct edge *edge;
};

SLICE(hops, struct hop);

/* How a module was first reached from a service's entries. */
struct step {
	bool reached;   /* the module is in the closure */
	module_id from; /* ID_NONE: an entry */
	uint32_t edge;  /* index into project_edges(p, env, from) */
};

/* A service's closure in order. */
struct closure {
	struct module_ids order;  /* nearest first; ties by path */
	const struct step *steps; /* by module_id */
};

/* A walk over the whole closure, for who needs the order or the way. In `a`. */
struct closure chain_closure(const struct project *p, struct arena *a, service_id s);
/* The imports that lead from an entry of the service to module m of its closure, first to
 * last; none for an entry. Shortest; ties by path and line. In `a`. */
struct hops
chain_to(const struct project *p, struct arena *a, service_id s, const struct closure *closure,
         module_id m);
/* The shortest chain from any of `from` to an edge that `wanted` accepts, in `env`, over
 * edges that `follow` accepts: the wanted edge is the last hop. None: no such chain. */
struct chain_search {
	bool (*follow)(void *ctx, module_id from, const struct edge *e);
	bool (*wanted)(void *ctx, module_id from, const struct edge *e);
	void *ctx;
};
struct hops
chain_search(const struct project *p, struct arena *a, env_id env, struct module_ids from,
             const struct chain_search *search);

#endif
