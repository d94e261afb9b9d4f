/*
 * graph.h - private to imports/: who imports what, as contracts see it.
 *
 * Each module once, in its own environment. A link is one import of a target: what an import
 * statement names, a submodule that a star import loads, or one that is reached as an
 * attribute of an imported package. The __init__ files that Python runs on the way are no
 * links: nobody wrote them down.
 */
#ifndef SHORING_IMPORTS_GRAPH_H
#define SHORING_IMPORTS_GRAPH_H

#include "project/project.h"

/* A module_id; from modules.count on, a name that is no module of ours. */
typedef uint32_t node_id;

struct link {
	node_id to;
	const struct edge *edge; /* of the importing module, in its own environment */
	/* The link is to a part of what the statement's link before it, or its import, names:
	 * `a.b` of `from a import b` where a is not ours (who can tell whether b is a module?),
	 * or a submodule reached as an attribute. */
	bool part;
};

struct links {
	const struct link *at; /* in source order, uses last */
	uint32_t count;
};

struct graph {
	const struct project *project;
	uint32_t node_count;
	const struct other_node *others; /* private to graph.c */
	const struct link *links;
	const uint32_t *first; /* row in links, by module; one more at the end */
};

void graph_build(struct graph *out, struct arena *a, const struct project *p);
struct links graph_links(const struct graph *g, module_id m);
/* The dotted name that a link's import gives its target. */
struct str graph_target(const struct graph *g, const struct link *link);
/* The dotted names of a node. `one` holds the only name of a node that is no module. */
struct strs graph_names(const struct graph *g, node_id n, struct str *one);
/* Is it neither a module nor a directory of ours, nor called like one? */
bool graph_outside(const struct graph *g, node_id n);

#endif
