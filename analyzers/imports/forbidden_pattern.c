/*
 * IMP009 forbidden-pattern: an import that matches a regular expression.
 */
#include "base/arena.h"
#include "base/map.h"
#include "common/reread.h"
#include "imports/contract.h"
#include "imports/say.h"

struct pattern_contract {
	const struct check *c;
	const struct contract *contract;
	const struct allow *allow;
	const bool *from; /* by node; NULL: every module */
	struct buf *text; /* MATCH_STATEMENT: the module's, and … */
	struct buf *statement;
};

static void
report(const struct pattern_contract *pc, module_id m, const struct link *link, bool gave_up)
{
	const struct contract *contract = pc->contract;
	struct finding f = say_at(pc->c->project, m, link->edge);

	f.module = graph_target(&pc->c->graph, link);

	f.rule = RULE_IMP009;
	if (gave_up)
		f.message = findings_text(
			pc->c->out,
			"the expression `" STR_FMT "` of contract `" STR_FMT
			"` takes too long on this import of `" STR_FMT "`: it was given up",
			STR_ARG(contract->match_text.text), STR_ARG(contract->name),
			STR_ARG(f.module));
	else
		f.message = findings_text(
			pc->c->out,
			"import of `" STR_FMT "` matches `" STR_FMT "` (contract `" STR_FMT "`)",
			STR_ARG(f.module), STR_ARG(contract->match_text.text),
			STR_ARG(contract->name));
	f.help = gave_up ? STR("simplify the expression: repetitions inside repetitions take long")
	                 : say_replacement(pc->c, contract, f.module);
	if (gave_up)
		findings_add(pc->c->out, &f); /* the contract's own message would be untrue */
	else
		say_contract(pc->c, contract, &f);
}

static enum regex_result
search(const struct pattern_contract *pc, module_id m, const struct link *link)
{
	const struct project *p = pc->c->project;
	const struct module *module = &p->modules.at[m];
	const struct regex *match = pc->contract->match;

	if (pc->contract->scope == MATCH_STATEMENT) {
		const struct fact_import *row = &module->facts->imports.at[link->edge->import];

		reread_fold(buf_text(pc->text), &row->statement, pc->statement);
		return regex_search(match, buf_text(pc->statement));
	}

	enum regex_result result = regex_search(match, graph_target(&pc->c->graph, link));

	if (result == REGEX_NO && link->edge->to != ID_NONE)
		result = regex_search(match, project_name(p, module->env, link->edge->to));
	return result;
}

static void
judge_module(const struct pattern_contract *pc, module_id m)
{
	const struct module *module = &pc->c->project->modules.at[m];
	bool statements = pc->contract->scope == MATCH_STATEMENT;
	struct links links = graph_links(&pc->c->graph, m);
	struct arena scratch = { 0 };
	struct map known = { 0 }, flagged = { 0 };

	if (statements && links.count > 0 && !reread_file(pc->c->project, module->path, pc->text))
		return;
	for (uint32_t i = 0; i < links.count; i++) {
		const struct link *link = &links.at[i];
		uint32_t row = link->edge->import;
		bool fresh;

		if (!contract_sees(pc->contract, pc->allow, m, link) ||
		    (link->part &&
		     (statements || link->edge->kind != EDGE_USE ||
		      map_find(&flagged, row) != NULL)))
			continue;

		/* A statement is looked at once, and so is a target in it. */
		uint32_t start = module->facts->imports.at[row].statement.start;
		node_id node = statements ? 0 : link->to;

		map_put(&scratch, &known, map_key(start, node), &fresh);
		if (!fresh)
			continue;

		enum regex_result result = search(pc, m, link);

		if (result == REGEX_NO)
			continue;
		map_put(&scratch, &flagged, row, NULL);
		report(pc, m, link, result == REGEX_GAVE_UP);
	}
	arena_release(&scratch);
}

static void
judge_contract(const struct check *c, const struct contract *contract)
{
	struct arena a = { 0 };
	struct buf text = { 0 }, statement = { 0 };
	struct pattern_contract pc = {
		.c = c,
		.contract = contract,
		.allow = allow_new(&a, &c->graph, contract->allow),
		.text = &text,
		.statement = &statement,
	};

	if (contract->from.count > 0)
		pc.from = contract_covered(&a, &c->graph, contract->from);
	for (module_id m = 0; m < c->project->modules.count; m++)
		if (pc.from == NULL || pc.from[m])
			judge_module(&pc, m);
	buf_release(&text);
	buf_release(&statement);
	arena_release(&a);
}

void
check_forbidden_pattern(const struct check *c)
{
	const struct contracts *contracts = &c->project->config->contracts;

	for (uint32_t i = 0; i < contracts->count; i++)
		if (contract_is(&contracts->at[i], CONTRACT_PATTERN))
			judge_contract(c, &contracts->at[i]);
}
