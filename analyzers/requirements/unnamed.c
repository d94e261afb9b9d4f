/*
 * unnamed.c - whether a file names what stands at the top of another.
 */
#include "requirements/unnamed.h"

#include "base/path.h"
#include "common/reread.h"

/* A service with more files is not looked through. */
#define FILES_MOST 400

/* The outermost function or class around the import: a row in scopes, 0 at the top. */
static uint32_t
scope_around(const struct facts *f, uint32_t scope)
{
	while (f->scopes.at[scope].parent != 0)
		scope = f->scopes.at[scope].parent;
	return scope;
}

/* Is that all of it: no decorator, no base, no other of the name? */
static bool
is_plain(const struct facts *f, uint32_t scope)
{
	struct binding_range range = facts_bound(f, 0, facts_text(f, f->scopes.at[scope].name));
	const struct fact_binding *b;

	if (range.count != 1)
		return false;
	b = &f->bindings.at[f->bound.at[range.first].row];
	if (b->kind == BINDING_FUNCTION)
		return b->plain;
	return b->kind == BINDING_CLASS && f->classes.at[b->row].base_count == 0 &&
	       f->classes.at[b->row].decorator_count == 0;
}

/* The text without the name in the statement that defines it, in its line. */
static bool
own_mentions(struct str text, uint32_t line, struct str name)
{
	struct str rest = text, row = STR("");
	size_t at;

	for (uint32_t i = 0; i < line; i++)
		if (!str_cut(&rest, '\n', &row))
			return true;
	at = str_find(row, name);
	if (at >= row.len)
		return true;
	return reread_mentions(str_slice(text, 0, (size_t)(row.at - text.at)), name) ||
	       reread_mentions(str_from(row, at + name.len), name) || reread_mentions(rest, name);
}

/* Does a package's __init__ do more with the name than hand it on, in an import or in __all__? */
static bool
init_uses(struct str text, struct str name)
{
	struct str rest = text;

	for (size_t at = str_find(rest, name); at < rest.len; at = str_find(rest, name)) {
		bool whole = at == 0 || !char_is_word(rest.at[at - 1]);

		rest = str_from(rest, at + name.len);
		if (whole && rest.len > 0 && memchr("([.", rest.at[0], 3) != NULL)
			return true;
	}
	return false;
}

/* Does the other module name it? Who takes it from a package that hands it on names it, too. */
static bool
is_named_in(const struct project *p, module_id m, struct str text, struct str name)
{
	return str_eq(path_base(p->modules.at[m].path), STR("__init__.py"))
	               ? init_uses(text, name)
	               : reread_mentions(text, name);
}

static bool
is_entry(const struct service_audit *s, module_id m)
{
	return s->runs.at[m].entry;
}

/* Do all that import the module take names of it, and none the whole of it? */
static bool
is_picked_from(const struct service_audit *s, module_id from, module_id m)
{
	const struct project *p = s->runs.project;
	const struct facts *f = p->modules.at[from].facts, *of = p->modules.at[m].facts;
	struct edges edges = project_edges(p, s->runs.env, from);

	for (uint32_t i = 0; i < edges.count; i++) {
		const struct edge *e = &edges.at[i];

		if (e->target != TARGET_MODULE || e->to != m || e->kind == EDGE_PARENT)
			continue;
		if (e->kind != EDGE_IMPORT ||
		    facts_bound(of, 0, facts_text(f, f->imports.at[e->import].name)).count == 0)
			return false;
	}
	return true;
}

bool
unnamed_is(const struct service_audit *s, const struct need *need)
{
	const struct project *p = s->runs.project;
	const struct facts *f = p->modules.at[need->module].facts;
	struct buf text = { 0 };
	struct str name;
	uint32_t scope;
	bool named = false;

	if (need->edge->kind != EDGE_IMPORT || need->more.count > 0 ||
	    s->runs.order.count > FILES_MOST || is_entry(s, need->module))
		return false;
	scope = scope_around(f, f->imports.at[need->edge->import].scope);
	if (scope == 0 || !is_plain(f, scope))
		return false;
	name = facts_text(f, f->scopes.at[scope].name);
	for (uint32_t i = 0; i < s->runs.order.count && !named; i++) {
		module_id m = s->runs.order.at[i];

		named = !is_picked_from(s, m, need->module) ||
		        !reread_file(p, p->modules.at[m].path, &text) ||
		        (m == need->module
		                 ? own_mentions(buf_text(&text), f->scopes.at[scope].line, name)
		                 : is_named_in(p, m, buf_text(&text), name));
	}
	buf_release(&text);
	return !named;
}
