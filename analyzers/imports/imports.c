/*
 * imports.c - the table of the import checks, and what they share.
 */
#include "imports/imports.h"

#include "base/arena.h"
#include "common/mend.h"
#include "imports/check.h"

static const struct {
	enum rule_id rule;
	import_check *run;
} checks[] = {
#define CHECK(id, name) { RULE_##id, check_##name },
#include "imports.inc"
#undef CHECK
};

void
analyze_imports(const struct project *p, struct findings *out)
{
	struct arena view = { 0 };
	struct mend mend = { 0 };
	struct check check = { .project = p, .out = out, .view = &view, .mend = &mend };

	if (p->config->contracts.count > 0)
		graph_build(&check.graph, &view, p);
	for (size_t i = 0; i < countof(checks); i++)
		if (findings_want(out, checks[i].rule))
			checks[i].run(&check);
	mend_release(&mend);
	arena_release(&view);
}
