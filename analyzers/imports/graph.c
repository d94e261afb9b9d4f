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
	struct map map;      /* name and outside → node */
	struct names *names; /* of those that are no modules */
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
other_node(struct build *b, bool outside, struct str name)
{
	bool fresh;
	name_id id = names_put(b->names, name);
	uint32_t *node = map_put(b->a, &b->map, map_key(outside, id), &fresh);

	if (fresh) {
		*node = b->p->modules.count + b->others.count;
		*vec_push(b->a, &b->others) =
			(struct other_node){ names_text(b->names, id), outside };
	}
	return *node;
}

/* The node of `a.b`, for `from a import b` where a is not ours. */
static node_id
part_node(struct build *b, struct str module, struct str name)
{
	return other_node(b, true, str_join(b->a, module, '.', name));
}

static void
add_links(struct build *b, module_id m, const struct edge *e)
{
	const struct facts *f = b->p->modules.at[m].facts;
	struct str text = names_text(b->p->names, e->name);
	struct str name = facts_text(f, f->imports.at[e->import].name);
	bool outside = e->target == TARGET_OUTSIDE;

	*vec_push(b->a, &b->links) = (struct link){
		.to = e->to != ID_NONE ? e->to : other_node(b, outside, text),
		.edge = e,
		.part = e->kind == EDGE_USE,
	};
	if (outside && e->kind == EDGE_IMPORT && name.len > 0 && !str_eq(name, STR("*")))
		*vec_push(b->a, &b->links) = (struct link){ part_node(b, text, name), e, true };
}

void
graph_build(struct graph *out, struct arena *a, const struct project *p)
{
	struct build b = { .p = p, .a = a, .names = names_new(a) };
	uint32_t *first = arena_array(a, uint32_t, (size_t)p->modules.count + 1);

	for (module_id m = 0; m < p->modules.count; m++) {
		struct edges edges = project_edges(p, p->modules.at[m].env, m);

		first[m] = b.links.count;
		for (uint32_t i = 0; i < edges.count; i++) {
			const struct edge *e = &edges.at[i];

			if (is_link(e))
				add_links(&b, m, e);
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

struct str
graph_target(const struct graph *g, const struct link *link)
{
	const struct project *p = g->project;

	if (link->to >= p->modules.count)
		return g->others[link->to - p->modules.count].name;
	/* A relative import between files of a root has no name there. */
	if (link->edge->name == NAME_NONE)
		return project_names(p, link->to).at[0];
	return names_text(p->names, link->edge->name);
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
