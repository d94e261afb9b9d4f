/*
 * IMP002 layer-violation: a lower layer imports a higher one, or one that stands beside it.
 */
#include "imports/judge.h"
#include "imports/say.h"

static void
text(const struct check *c, const struct violation *v, struct finding *f)
{
	const struct contract *contract = v->view->contract;
	bool beside = v->from->level == v->to->level;

	f->message = findings_text(
		c->out,
		"`" STR_FMT "` of layer `" STR_FMT "` must not import `" STR_FMT "` of %s `" STR_FMT
		"`%s" STR_FMT " (contract `" STR_FMT "`)",
		STR_ARG(v->name), STR_ARG(v->from->label), STR_ARG(v->target),
		beside ? "layer" : "the higher layer", STR_ARG(v->to->label),
		beside ? " beside it" : "", STR_ARG(judge_way(c, v)), STR_ARG(contract->name));
	f->help = say_replacement(c, contract, v->target);
	if (f->help.len == 0)
		f->help = findings_text(
			c->out,
			beside ? "move what both need to a layer below `" STR_FMT "`"
			       : "move what is needed to `" STR_FMT
				 "` or below, or have the higher layer pass it in",
			STR_ARG(v->from->label));
}

void
check_layer_violation(const struct check *c)
{
	judge(c, CONTRACT_LAYERS, RULE_IMP002, text);
}
