/*
 * say.c - where an import stands, who owns it, and how a service gets there.
 */
#include "common/say.h"

#include "base/arena.h"

struct finding
say_at(const struct project *p, module_id m, const struct edge *e)
{
	const struct module *module = &p->modules.at[m];

	return (struct finding){
		.file = module->path,
		.span = *project_edge_span(p, m, e),
		.module = names_text(p->names, e->name),
		.service = module->owner != ID_NONE ? p->services.at[module->owner].name
		                                    : (struct str){ "", 0 },
	};
}

struct chain_step
say_step(const struct project *p, env_id env, module_id m, const struct edge *e)
{
	return (struct chain_step){
		.module = project_name(p, env, m),
		.file = p->modules.at[m].path,
		.line = project_edge_span(p, m, e)->line,
	};
}

struct chain
say_chain(const struct runs *r, struct arena *a, module_id m)
{
	struct hops hops = runs_to(r, a, m, CHAIN_LIMIT);
	struct chain_step *steps = arena_array(a, struct chain_step, hops.count);

	for (uint32_t i = 0; i < hops.count; i++)
		steps[i] = say_step(r->project, r->env, hops.at[i].from, hops.at[i].edge);
	return (struct chain){ steps, hops.count };
}

const char *
say_when(const struct service *s, const struct edge *e, bool at_start)
{
	if (!at_start)
		return "this import runs";
	if (!s->every_file)
		return "it starts";
	return (e->context & CONTEXT_MAIN) != 0 ? "the file is run" : "the file is loaded";
}
