/*
 * IMP001 forbidden-import: an import crosses a boundary that the project forbids.
 */
#include "imports/judge.h"
#include "imports/say.h"

static void
text(const struct check *c, const struct violation *v, struct finding *f)
{
	const struct contract *contract = v->view->contract;

	f->message = findings_text(
		c->out,
		"`" STR_FMT "` must not import `" STR_FMT "`" STR_FMT " (contract `" STR_FMT "`)",
		STR_ARG(v->name), STR_ARG(v->target), STR_ARG(judge_way(c, v)),
		STR_ARG(contract->name));
	f->help = say_replacement(c, contract, v->target);
	if (f->help.len > 0)
		return;
	if (v->chain.count > 0)
		f->help = findings_text(
			c->out, "cut one of the imports on the way to `" STR_FMT "`",
			STR_ARG(v->target));
	else
		f->help = findings_text(
			c->out, "%s; for an exception, allow \"" STR_FMT " -> " STR_FMT "\"",
			v->outside ? "import it in a module that may, and use that"
				   : "move what both need to a module that both may import",
			STR_ARG(v->name), STR_ARG(v->target));
}

void
check_forbidden_import(const struct check *c)
{
	judge(c, CONTRACT_FORBIDDEN, RULE_IMP001, text);
}
