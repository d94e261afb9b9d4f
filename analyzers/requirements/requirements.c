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

/* Is the check of manifests alone, whatever the code imports? */
static bool
is_of_manifests(enum rule_id rule)
{
	return rule == RULE_REQ007 || rule == RULE_REQ008 || rule == RULE_REQ009 ||
	       rule == RULE_REQ010;
}

static void
analyze(const struct project *p, struct findings *out, bool manifests)
{
	struct arena view = { 0 };
	struct mend mend = { 0 };
	struct requirement_check check = { .project = p, .out = out, .view = &view, .mend = &mend };

	check.names = names_new(&view);
	for (size_t i = 0; i < countof(checks); i++) {
		if (is_of_manifests(checks[i].rule) != manifests ||
		    !findings_want(out, checks[i].rule))
			continue;
		if (!manifests && check.audit == NULL)
			check.audit = audit_new(&view, p);
		checks[i].run(&check);
	}
	mend_release(&mend);
	arena_release(&view);
}

void
analyze_requirements(const struct project *p, struct findings *out)
{
	analyze(p, out, false);
}

void
analyze_manifests(const struct project *p, struct findings *out)
{
	analyze(p, out, true);
}
