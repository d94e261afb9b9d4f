/*
 * facts.c - `shoring facts`: what the parser saw, for the curious and for tests.
 */
#include "hooks/coverage.h"
#include "hooks/session.h"

#include "base/path.h"
#include "report/facts_json.h"

static bool
is_wanted(struct strs paths, struct str path)
{
	for (uint32_t i = 0; i < paths.count; i++)
		if (path_within(path, paths.at[i]))
			return true;
	return paths.count == 0;
}

int
command_facts(const struct options *o, struct strs operands)
{
	struct arena arena = { 0 };
	struct session s = { 0 };
	struct buf out = { 0 };
	struct err err;
	int status;

	if (session_open(&s, &arena, o, operands, &err) && session_modules(&s, &err)) {
		const struct project *p = &s.project;

		(void)coverage_warn(&arena, &s);
		for (module_id m = 0; m < p->modules.count; m++)
			if (is_wanted(s.paths, p->modules.at[m].path))
				facts_print(p->modules.at[m].facts, p->modules.at[m].path,
				            project_name(p, p->modules.at[m].env, m), o->all, &out);
		status = command_write(o, &out);
	} else {
		status = command_fail(&err);
	}
	buf_release(&out);
	arena_release(&arena);
	return status;
}
