/*
 * IMP003 independence-violation: modules that are to be independent import one another.
 */
#include "imports/judge.h"
#include "imports/say.h"

static void
text(const struct check *c, const struct violation *v, struct finding *f)
{
	const struct contract *contract = v->view->contract;

	f->message = findings_text(
		c->out,
		"`" STR_FMT "` must not import `" STR_FMT "`" STR_FMT ": `" STR_FMT
		"` and `" STR_FMT "` are independent (contract `" STR_FMT "`)",
		STR_ARG(v->name), STR_ARG(v->target), STR_ARG(judge_way(c, v)),
		STR_ARG(v->from->label), STR_ARG(v->to->label), STR_ARG(contract->name));
	f->help = say_replacement(c, contract, v->target);
	if (f->help.len == 0)
		f->help = STR("move what both need to a module outside both");
}

void
check_independence_violation(const struct check *c)
{
	judge(c, CONTRACT_INDEPENDENCE, RULE_IMP003, text);
}
