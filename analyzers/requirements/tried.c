/*
 * tried.c - imports that other places of their file decide upon.
 */
#include "requirements/tried.h"

#include "common/reread.h"
#include "requirements/distributions.h"
#include "rules/python.h"

/* So many lines behind an import may be those of what is tried with it. */
#define TRIED_LINES 60

bool
tried_names_lack(struct str line)
{
	return str_has(line, STR("ImportError")) || str_has(line, STR("ModuleNotFoundError"));
}

/* Is the first handler behind an import one for what a missing module raises? One for anything is there for other reasons. */
static bool
is_tried(struct str behind)
{
	struct str line;

	for (unsigned i = 0; i < TRIED_LINES && str_cut(&behind, '\n', &line); i++) {
		while (line.len > 0 && (line.at[0] == ' ' || line.at[0] == '\t'))
			line = str_from(line, 1);
		if (str_starts(line, STR("except")))
			return tried_names_lack(line);
	}
	return false;
}

/* Does the file of an import in a function try elsewhere whether it is there? What that found out decides whether this one runs. */
static bool
is_tried_beside(const struct project *p, const struct need *need)
{
	const struct facts *f = p->modules.at[need->module].facts;
	struct str first = str_before(need->dotted, '.');
	struct buf text = { 0 };
	bool tried = false;

	if ((need->edge->context & CONTEXT_LAZY) == 0 || dist_is_namespace(first))
		return false;
	for (uint32_t i = 0; i < f->imports.count && !tried; i++) {
		const struct fact_import *row = &f->imports.at[i];

		if ((row->context & CONTEXT_OPTIONAL) == 0 || row->level > 0 ||
		    !str_eq(str_before(facts_text(f, row->module), '.'), first) ||
		    (text.len == 0 && !reread_file(p, p->modules.at[need->module].path, &text)) ||
		    row->statement.end > text.len)
			continue;
		tried = is_tried(str_from(buf_text(&text), row->statement.end));
	}
	buf_release(&text);
	return tried;
}

/* Is it an import of something else in a `try`, a handler of which leaves? What stands behind it runs with that alone. */
static bool
is_gate(const struct facts *f, const struct fact_import *row)
{
	uint32_t group = f->blocks.at[row->block].group;

	if ((row->context & CONTEXT_OPTIONAL) == 0 || row->level > 0 || row->block == 0)
		return false;
	for (uint32_t b = group; b < f->blocks.count && f->blocks.at[b].group == group; b++)
		if (f->blocks.at[b].kind == BLOCK_EXCEPT && f->blocks.at[b].ends != END_NONE)
			return true;
	return false;
}

static bool
is_declared(const struct audit *audit, const struct service_audit *s, struct str dotted)
{
	struct origin origin = origin_of(audit, dotted);
	bool declared = origin.dists.count == 0;

	for (uint32_t i = 0; i < origin.dists.count; i++)
		declared = declared || declared_find(&s->declared, origin.dists.at[i]) != NULL;
	return declared;
}

/* Does the function, or one around it, try first whether there is something else that nothing declares, and leave if not? */
static bool
is_gated(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	const struct facts *f = audit->project->modules.at[need->module].facts;
	const struct fact_import *own =
		need->edge->kind == EDGE_IMPORT ? &f->imports.at[need->edge->import] : NULL;
	uint32_t scope = own != NULL && need->more.count == 0 ? own->scope : 0;

	for (; scope != 0; scope = f->scopes.at[scope].parent)
		for (uint32_t i = 0; i < f->imports.count; i++) {
			const struct fact_import *row = &f->imports.at[i];

			if (row->scope == scope && row->span.start < own->span.start &&
			    is_gate(f, row) && !is_declared(audit, s, facts_text(f, row->module)))
				return true;
		}
	return false;
}

bool
tried_first(const struct audit *audit, const struct service_audit *s, const struct need *need)
{
	return is_tried_beside(s->runs.project, need) || is_gated(audit, s, need);
}
