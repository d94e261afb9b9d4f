/*
 * graph.c - the edges of the model that are imports, and the names that are no modules.
 */
#include "imports/graph.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"

struct other_node {
	struct str name;
	bool outside;
};

VEC(others, struct other_node);
VEC(link_rows, struct link);

/* What the building of the graph keeps. */
struct build {
	const struct project *p;
	struct arena *a;
	struct map map; /* name and outside → node */
	struct others others;
	struct link_rows links;
};

/* Uses are of submodules deeper than their imports: the model has no others. */
static bool
is_link(const struct edge *e)
{
	return e->kind != EDGE_PARENT && e->target != TARGET_UNKNOWN &&
	       (e->to != ID_NONE || e->name != NAME_NONE);
}

static node_id
node_of(struct build *b, const struct edge *e)
{
	bool outside = e->target == TARGET_OUTSIDE, fresh;

	if (e->to != ID_NONE)
		return e->to;

	uint32_t *node = map_put(b->a, &b->map, map_key(outside, e->name), &fresh);

	if (fresh) {
		*node = b->p->modules.count + b->others.count;
		*vec_push(b->a, &b->others) = (struct other_node){
			.name = names_text(b->p->names, e->name),
			.outside = outside,
		};
	}
	return *node;
}

void
graph_build(struct graph *out, struct arena *a, const struct project *p)
{
	struct build b = { .p = p, .a = a };
	uint32_t *first = arena_array(a, uint32_t, (size_t)p->modules.count + 1);

	for (module_id m = 0; m < p->modules.count; m++) {
		struct edges edges = project_edges(p, p->modules.at[m].env, m);

		first[m] = b.links.count;
		for (uint32_t i = 0; i < edges.count; i++) {
			const struct edge *e = &edges.at[i];

			if (is_link(e))
				*vec_push(a, &b.links) = (struct link){ node_of(&b, e), e };
		}
	}
	first[p->modules.count] = b.links.count;
	*out = (struct graph){
		.project = p,
		.node_count = p->modules.count + b.others.count,
		.others = b.others.at,
		.links = b.links.at,
		.first = first,
	};
}

struct links
graph_links(const struct graph *g, module_id m)
{
	uint32_t first = g->first[m];

	return (struct links){ g->links + first, g->first[m + 1] - first };
}

struct strs
graph_names(const struct graph *g, node_id n, struct str *one)
{
	if (n < g->project->modules.count)
		return project_names(g->project, n);
	*one = g->others[n - g->project->modules.count].name;
	return (struct strs){ one, 1 };
}

bool
graph_outside(const struct graph *g, node_id n)
{
	return n >= g->project->modules.count && g->others[n - g->project->modules.count].outside;
}
