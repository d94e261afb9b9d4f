/*
 * arms.c - tests and handlers that can be told without running anything.
 */
#include "classes/arms.h"

static enum truth
negate(enum truth t)
{
	return t == TRUTH_UNKNOWN ? t : t == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
}

/* A test that is a name: what everybody means by it. */
static enum truth
named_test(struct str test)
{
	bool flip = false;
	enum truth truth = TRUTH_UNKNOWN;
	struct str name;

	while (str_starts(test, STR("not "))) {
		test = (struct str){ test.at + 4, test.len - 4 };
		flip = !flip;
	}
	name = str_after_last(test, '.');
	if (str_eq(name, STR("TYPE_CHECKING")) || str_eq(name, STR("PY2")))
		truth = TRUTH_FALSE;
	else if (str_eq(name, STR("PY3")))
		truth = TRUTH_TRUE;
	return flip ? negate(truth) : truth;
}

/* How long the arm's guard would be if its own test said nothing of version or platform. */
static size_t
guard_before(const struct facts *f, uint32_t arm)
{
	const struct fact_block *b = &f->blocks.at[arm];
	size_t len = facts_text(f, f->blocks.at[b->parent].guard).len;

	for (uint32_t i = b->group; i < arm; i++) {
		size_t own = facts_text(f, f->blocks.at[i].guard).len;

		/* " !" is added to what the arm before tested. */
		len = own != len ? own + 2 : len;
	}
	return len;
}

enum truth
arm_runs(const struct facts *f, unsigned minor, uint32_t arm)
{
	const struct fact_block *b = &f->blocks.at[arm];
	struct str guard = facts_text(f, b->guard);
	uint32_t above = f->blocks.at[b->parent].context;
	enum truth truth;

	if (b->context & ~above & (CONTEXT_TYPING | CONTEXT_MAIN))
		return TRUTH_FALSE;
	truth = guard_truth(guard, minor);
	if (truth == TRUTH_FALSE || (truth == TRUTH_TRUE && guard.len != guard_before(f, arm)))
		return truth;
	return named_test(facts_text(f, b->test));
}

/* Is any of the names in the handler's list one of `names`, which ends with ""? */
static bool
handles_any(const struct facts *f, uint32_t arm, const char *const *names)
{
	struct str rest = facts_text(f, f->blocks.at[arm].handles), one;

	while (str_cut(&rest, ',', &one)) {
		struct str name = str_after_last(one, '.');

		for (const char *const *n = names; **n != '\0'; n++)
			if (str_eq(name, str_of(*n)))
				return true;
	}
	return false;
}

static const char *const wide[] = { "Exception", "BaseException", "?", "" };
static const char *const narrow[] = { "ImportError", "ModuleNotFoundError", "" };

/* Nothing named: everything caught. */
static bool
is_bare(const struct facts *f, uint32_t arm)
{
	return facts_text(f, f->blocks.at[arm].handles).len == 0;
}

bool
arm_catches_import(const struct facts *f, uint32_t arm)
{
	return is_bare(f, arm) || handles_any(f, arm, wide) || handles_any(f, arm, narrow);
}

bool
arms_catch_import(const struct facts *f, uint32_t group, uint32_t end)
{
	for (uint32_t arm = group + 1; arm < end; arm++)
		if (f->blocks.at[arm].kind == BLOCK_EXCEPT && arm_catches_import(f, arm))
			return true;
	return false;
}

/* Does the handler catch what a module that is there may raise when it is loaded? */
static bool
catches_more(const struct facts *f, uint32_t arm)
{
	struct str rest = facts_text(f, f->blocks.at[arm].handles), one;

	while (str_cut(&rest, ',', &one)) {
		struct str name = str_after_last(one, '.');

		if (!str_eq(name, STR("ImportError")) && !str_eq(name, STR("ModuleNotFoundError")))
			return true;
	}
	return is_bare(f, arm);
}

bool
arm_may_catch(const struct facts *f, uint32_t arm, const struct try_imports *imports)
{
	if (imports->found == KNOWN_MAYBE)
		return true;
	if (imports->found == KNOWN_YES && !imports->plain && catches_more(f, arm))
		return true;
	return arm_catches_import(f, arm) == (imports->found == KNOWN_NO);
}
