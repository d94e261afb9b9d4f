/*
 * IMP004 import-not-allowed: an import of ours that an `only` contract does not list.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "imports/contract.h"
#include "imports/say.h"

struct only {
	const struct check *c;
	const struct contract *contract;
	const struct allow *allow;
	const bool *from, *to; /* by node */
	struct str listed;     /* the patterns of `to`, for the help */
};

/* Nothing is run for a directory without __init__.py: its modules are judged, when they are
 * imported. */
static bool
breaks(const struct only *o, module_id m, const struct link *link)
{
	return link->edge->target != TARGET_OUTSIDE && link->edge->target != TARGET_NAMESPACE &&
	       !o->from[link->to] && !o->to[link->to] &&
	       contract_sees(o->contract, o->allow, m, link);
}

static void
report(const struct only *o, module_id m, const struct link *link)
{
	const struct project *p = o->c->project;
	struct finding f = say_at(p, m, link->edge);
	struct str name = project_name(p, p->modules.at[m].env, m);

	f.module = graph_target(&o->c->graph, link);

	f.rule = RULE_IMP004;
	f.message = findings_text(
		o->c->out,
		"`" STR_FMT "` may not import `" STR_FMT "`: contract `" STR_FMT
		"` does not list it",
		STR_ARG(name), STR_ARG(f.module), STR_ARG(o->contract->name));
	f.help = say_replacement(o->c, o->contract, f.module);
	if (f.help.len == 0 && o->listed.len > 0)
		f.help = findings_text(o->c->out, "besides its own modules it may import " STR_FMT,
		                       STR_ARG(o->listed));
	say_contract(o->c, o->contract, &f);
}

static void
judge_module(const struct only *o, module_id m)
{
	const struct fact_imports imports = o->c->project->modules.at[m].facts->imports;
	struct links links = graph_links(&o->c->graph, m);
	struct arena scratch = { 0 };
	struct map known = { 0 }, flagged = { 0 };

	for (uint32_t i = 0; i < links.count; i++) {
		const struct link *link = &links.at[i];
		uint32_t row = link->edge->import;
		bool fresh;

		if (!breaks(o, m, link) || (link->part && map_find(&flagged, row) != NULL))
			continue;
		map_put(&scratch, &flagged, row, NULL);
		map_put(&scratch, &known, map_key(imports.at[row].statement.start, link->to),
		        &fresh);
		if (fresh)
			report(o, m, link);
	}
	arena_release(&scratch);
}

static void
judge_contract(const struct check *c, const struct contract *contract)
{
	struct arena a = { 0 };
	struct buf listed = { 0 };
	struct only o = {
		.c = c,
		.contract = contract,
		.allow = allow_new(&a, &c->graph, contract->allow),
		.from = contract_covered(&a, &c->graph, contract->from),
		.to = contract_covered(&a, &c->graph, contract->to),
	};

	for (uint32_t i = 0; i < contract->to.count; i++)
		buf_printf(&listed, "%s`" STR_FMT "`", i > 0 ? ", " : "",
		           STR_ARG(pattern_text(contract->to.at[i].pattern)));
	o.listed = buf_text(&listed);
	for (module_id m = 0; m < c->project->modules.count; m++)
		if (o.from[m])
			judge_module(&o, m);
	buf_release(&listed);
	arena_release(&a);
}

void
check_import_not_allowed(const struct check *c)
{
	const struct contracts *contracts = &c->project->config->contracts;

	for (uint32_t i = 0; i < contracts->count; i++)
		if (contract_is(&contracts->at[i], CONTRACT_ONLY))
			judge_contract(c, &contracts->at[i]);
}
