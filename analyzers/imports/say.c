/*
 * say.c - where an import stands, who owns it, and what to write instead.
 */
#include "imports/say.h"

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

void
say_contract(const struct check *c, const struct contract *contract, struct finding *f)
{
	f->has_severity = contract->has_severity;
	f->severity = contract->severity;
	if (contract->message.len > 0)
		f->message = contract->message;
	findings_add(c->out, f);
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

struct str
say_replacement(struct findings *out, const struct contract *contract, struct str target)
{
	const struct config_replace *best = NULL;

	for (uint32_t i = 0; i < contract->replace.count; i++) {
		const struct config_replace *r = &contract->replace.at[i];
		bool covers = str_starts(target, r->from) &&
		              (target.len == r->from.len || target.at[r->from.len] == '.');

		if (covers && (best == NULL || r->from.len > best->from.len))
			best = r;
	}
	if (best == NULL)
		return (struct str){ "", 0 };

	struct str rest = { target.at + best->from.len, target.len - best->from.len };

	return findings_text(
		out, "use `" STR_FMT STR_FMT "` instead", STR_ARG(best->to), STR_ARG(rest));
}
