/*
 * classes.c - the table of the class checks, and the classes that they look at.
 */
#include "classes/classes.h"

#include "classes/check.h"
#include "facts/guard.h"

static const struct {
	enum rule_id rule;
	class_run *run;
} checks[] = {
#define CHECK(id, name) { RULE_##id, check_##name },
#include "classes.inc"
#undef CHECK
};

/* Does the class statement ever run? */
static bool
runs(const struct project *p, const struct facts *f, const struct fact_class *fact)
{
	return (fact->context & CONTEXT_TYPING) == 0 &&
	       guard_truth(facts_text(f, fact->guard), p->python) != TRUTH_FALSE;
}

static void
list(struct class_check *check, const struct project *p)
{
	struct class_ids_vec all = { 0 };

	for (module_id m = 0; m < p->modules.count; m++) {
		const struct module *module = &p->modules.at[m];

		if (module->opaque || module->stub)
			continue;
		for (uint32_t i = 0; i < module->facts->classes.count; i++)
			if (runs(p, module->facts, &module->facts->classes.at[i]))
				*vec_push(check->view, &all) =
					class_of_module(check->classes, m, i);
	}
	check->all = (struct class_ids){ all.at, all.count };
}

void
analyze_classes(const struct project *p, struct findings *out)
{
	struct arena view = { 0 };
	struct classes classes;
	struct class_check check = { .classes = &classes, .out = out, .view = &view };

	for (size_t i = 0; i < countof(checks); i++) {
		if (!findings_want(out, checks[i].rule))
			continue;
		if (check.all.count == 0) {
			classes_open(&classes, &view, p);
			list(&check, p);
		}
		if (check.all.count > 0)
			checks[i].run(&check);
	}
	arena_release(&view);
}
