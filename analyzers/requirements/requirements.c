/*
 * requirements.c - the table of the requirement checks, and what they share.
 */
#include "requirements/requirements.h"

#include "base/arena.h"
#include "common/mend.h"
#include "requirements/audit.h"
#include "requirements/check.h"

static const struct {
	enum rule_id rule;
	requirement_run *run;
} checks[] = {
#define CHECK(id, name) { RULE_##id, check_##name },
#include "requirements.inc"
#undef CHECK
};

void
analyze_requirements(const struct project *p, struct findings *out)
{
	struct arena view = { 0 };
	struct mend mend = { 0 };
	struct requirement_check check = { .project = p, .out = out, .view = &view, .mend = &mend };

	for (size_t i = 0; i < countof(checks); i++) {
		if (!findings_want(out, checks[i].rule))
			continue;
		if (check.audit == NULL)
			check.audit = audit_new(&view, p);
		checks[i].run(&check);
	}
	mend_release(&mend);
	arena_release(&view);
}
