/*
 * IMP005 missing-module: a first-party import of a module that does not exist.
 */
#include "base/arena.h"
#include "imports/absent.h"

struct missing {
	const struct check *c;
	struct absent *absent; /* made when the first fault turns up */
};

static bool
holds(void *ctx, const struct fault *fault)
{
	struct missing *missing = ctx;

	if (fault->edge->name == NAME_NONE)
		return false;
	if (missing->absent == NULL)
		missing->absent = absent_new(missing->c->view, missing->c->project);
	return !absent_explained(missing->absent, fault);
}

static void
text(void *ctx, const struct fault *fault, struct finding *f)
{
	const struct missing *missing = ctx;

	f->message = findings_text(
		missing->c->out,
		"`" STR_FMT "` does not exist: `" STR_FMT "` gets ModuleNotFoundError when %s",
		STR_ARG(f->module), STR_ARG(fault->service->name),
		fault->at_start ? "it starts" : "this import runs");
	f->help = STR("correct the name, or bring the module back; if it is generated, "
	              "list it in .gitignore");
}

void
check_missing_module(const struct check *c)
{
	struct missing missing = { .c = c };
	const struct fault_rule rule = { RULE_IMP005, TARGET_MISSING, holds, text, &missing };

	faults(c, &rule);
}
