/*
 * contract.c - from the patterns of a contract to groups of modules.
 */
#include "imports/contract.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "imports/pattern_table.h"

/* The groups of `forbidden`. */
enum { GROUP_TO, GROUP_BOTH, GROUP_FROM };

static const struct group forbidden_groups[] = {
	[GROUP_TO] = { .imported = true },
	[GROUP_BOTH] = { .imports = true, .imported = true },
	[GROUP_FROM] = { .imports = true },
};

/* Flags of an import, and what the configuration calls them. */
static const struct {
	unsigned flag, sees;
} contexts[] = {
	{ CONTEXT_TYPING, SEES_TYPING },     { CONTEXT_OPTIONAL, SEES_OPTIONAL },
	{ CONTEXT_MAIN, SEES_MAIN },         { CONTEXT_VERSION, SEES_VERSION },
	{ CONTEXT_PLATFORM, SEES_PLATFORM }, { CONTEXT_DYNAMIC, SEES_DYNAMIC },
};

VEC(group_rows, struct group);

static struct pattern_table *
table_of(struct arena *a, struct config_patterns patterns)
{
	struct pattern_table *t = pattern_table_new(a);

	for (uint32_t i = 0; i < patterns.count; i++)
		pattern_table_add(t, patterns.at[i].pattern);
	return t;
}

bool
contract_is(const struct contract *contract, enum contract_type type)
{
	return contract->type == type &&
	       !(contract->has_severity && contract->severity == SEVERITY_OFF);
}

/* The contexts of an import as the configuration names them. */
static unsigned
contexts_of(const struct edge *e)
{
	unsigned sees = e->context & CONTEXT_LAZY ? SEES_LAZY : SEES_LOAD;

	for (size_t i = 0; i < countof(contexts); i++)
		if (e->context & contexts[i].flag)
			sees |= contexts[i].sees;
	return sees;
}

bool
contract_sees(const struct contract *contract, const struct allow *allow, module_id m,
              const struct link *link)
{
	unsigned sees = contract->contexts != 0 ? contract->contexts : SEES_ALL_BUT_TYPING;

	return !link->edge->unreachable && (contexts_of(link->edge) & ~sees) == 0 &&
	       !allow_has(allow, m, link->to);
}

bool *
contract_covered(struct arena *a, const struct graph *g, struct config_patterns patterns)
{
	struct pattern_table *t = table_of(a, patterns);
	bool *covered = arena_array(a, bool, g->node_count);

	for (node_id n = 0; n < g->node_count; n++) {
		struct str one;
		struct strs names = graph_names(g, n, &one);

		for (uint32_t i = 0; i < names.count && !covered[n]; i++)
			covered[n] = pattern_table_find(t, names.at[i]).count > 0;
	}
	return covered;
}

/* A module that is on both sides is judged only by what crosses: `from: ["**"]` does not
 * forbid that the modules of `to` import one another. */
static void
sort_forbidden(struct contract_view *v, struct arena *a)
{
	const struct graph *g = v->graph;
	const bool *from = contract_covered(a, g, v->contract->from);
	const bool *to = contract_covered(a, g, v->contract->to);
	uint32_t *group = arena_array(a, uint32_t, g->node_count);

	for (node_id n = 0; n < g->node_count; n++) {
		if (from[n])
			group[n] = to[n] ? GROUP_BOTH : GROUP_FROM;
		else
			group[n] = to[n] ? GROUP_TO : GROUP_NONE;
	}
	v->groups = (struct groups){ forbidden_groups, countof(forbidden_groups) };
	v->group = group;
}

/* The pattern that names n most closely; false when none does. */
static bool
closest(const struct graph *g, struct pattern_table *t, node_id n, struct pattern_hit *best,
        struct str *name)
{
	struct str one;
	struct strs names = graph_names(g, n, &one);
	bool found = false;

	for (uint32_t i = 0; i < names.count; i++) {
		struct pattern_hits hits = pattern_table_find(t, names.at[i]);

		for (uint32_t h = 0; h < hits.count; h++) {
			struct pattern_hit hit = hits.at[h];

			if (found && (hit.len < best->len ||
			              (hit.len == best->len && hit.pattern >= best->pattern)))
				continue;
			found = true;
			*best = hit;
			*name = names.at[i];
		}
	}
	return found;
}

/* A layer may be named inside another ("app", "app.db"): the closer name holds. */
static void
sort_layers(struct contract_view *v, struct arena *a)
{
	struct config_layers layers = v->contract->layers;
	struct pattern_table *t = pattern_table_new(a);
	struct group_rows groups = { 0 };
	uint32_t *group = arena_array(a, uint32_t, v->graph->node_count);

	for (uint32_t l = 0; l < layers.count; l++)
		for (uint32_t i = 0; i < layers.at[l].modules.count; i++) {
			const struct pattern *p = layers.at[l].modules.at[i].pattern;

			pattern_table_add(t, p);
			*vec_push(a, &groups) = (struct group){
				.level = l,
				.imports = true,
				.imported = true,
				.label = pattern_text(p),
			};
		}
	for (node_id n = 0; n < v->graph->node_count; n++) {
		struct pattern_hit hit;
		struct str name;
		bool ours = !graph_outside(v->graph, n);

		group[n] = ours && closest(v->graph, t, n, &hit, &name) ? hit.pattern : GROUP_NONE;
	}
	v->groups = (struct groups){ groups.at, groups.count };
	v->group = group;
}

/* Each name that a pattern matches itself is a member, with all that is below it. */
static void
sort_members(struct contract_view *v, struct arena *a)
{
	struct pattern_table *t = table_of(a, v->contract->modules);
	struct names *names = names_new(a);
	struct map members = { 0 }; /* name → group */
	struct group_rows groups = { 0 };
	uint32_t *group = arena_array(a, uint32_t, v->graph->node_count);

	for (node_id n = 0; n < v->graph->node_count; n++) {
		struct pattern_hit hit;
		struct str name;
		bool fresh;

		group[n] = GROUP_NONE;
		if (graph_outside(v->graph, n) || !closest(v->graph, t, n, &hit, &name))
			continue;
		name.len = hit.len;

		name_id id = names_put(names, name);
		uint32_t *member = map_put(a, &members, id, &fresh);

		if (fresh) {
			*member = groups.count;
			*vec_push(a, &groups) = (struct group){
				.imports = true,
				.imported = true,
				.label = names_text(names, id),
			};
		}
		group[n] = *member;
	}
	v->groups = (struct groups){ groups.at, groups.count };
	v->group = group;
}

void
contract_view(struct contract_view *out, struct arena *a, const struct graph *g,
              const struct contract *contract)
{
	*out = (struct contract_view){
		.contract = contract,
		.graph = g,
		.allow = allow_new(a, g, contract->allow),
		.far = contract->type != CONTRACT_FORBIDDEN || contract->transitive,
	};
	if (contract->type == CONTRACT_FORBIDDEN)
		sort_forbidden(out, a);
	else if (contract->type == CONTRACT_LAYERS)
		sort_layers(out, a);
	else
		sort_members(out, a);
}
