/*
 * replace.c - is there what `replace` names, and does it have what is taken from it?
 */
#include "imports/replace.h"

#include "base/arena.h"

#define STARS_LIMIT 8 /* star imports that are followed, one behind the other */

static bool
covers(struct str from, struct str target)
{
	return str_starts(target, from) && (target.len == from.len || target.at[from.len] == '.');
}

struct str
replace_name(struct arena *a, const struct contract *contract, struct str target)
{
	const struct config_replace *best = NULL;

	for (uint32_t i = 0; i < contract->replace.count; i++) {
		const struct config_replace *r = &contract->replace.at[i];

		if (covers(r->from, target) && (best == NULL || r->from.len > best->from.len))
			best = r;
	}
	if (best == NULL)
		return STR("");

	const char *text = arena_printf(
		a, STR_FMT STR_FMT, STR_ARG(best->to), (int)(target.len - best->from.len),
		target.at + best->from.len);
	return str_of(text);
}

/* The module that a star import leads to; ID_NONE if it is not ours. */
static module_id
starred(const struct project *p, env_id env, module_id m, uint32_t import)
{
	const struct edge *edge = project_import(p, env, m, import);

	return edge != NULL && edge->target == TARGET_MODULE ? edge->to : ID_NONE;
}

/* Is the name surely bound in the module, or by its star imports? */
static bool
binds(const struct project *p, env_id env, module_id m, struct str name)
{
	for (unsigned stars = 0; m != ID_NONE && stars < STARS_LIMIT; stars++) {
		const struct facts *f = p->modules.at[m].facts;
		module_id next = ID_NONE;

		if (p->modules.at[m].opaque || p->modules.at[m].stub || f->problems.count > 0)
			return false;
		for (uint32_t i = 0; i < f->bindings.count; i++) {
			const struct fact_binding *b = &f->bindings.at[i];

			if (b->scope != 0 || b->kind == BINDING_DELETE || b->elsewhere ||
			    (b->context & CONTEXT_TYPING) != 0)
				continue;
			if (str_eq(facts_text(f, b->name), name))
				return true;
			if (b->kind == BINDING_IMPORT && str_eq(facts_text(f, b->name), STR("*")))
				next = starred(p, env, m, b->row);
		}
		m = name.at[0] == '_' ? ID_NONE : next;
	}
	return false;
}

static bool
exists_in(const struct check *c, env_id env, module_id m, struct str dotted, struct str name)
{
	const struct project *p = c->project;
	module_id to = ID_NONE, ignored;

	if (project_find(p, env, dotted, &to) != TARGET_MODULE || to == m || p->modules.at[to].stub)
		return false;
	if (name.len == 0 || binds(p, env, to, name))
		return true;

	const char *below =
		arena_printf(c->view, STR_FMT "." STR_FMT, STR_ARG(dotted), STR_ARG(name));

	return project_find(p, env, str_of(below), &ignored) == TARGET_MODULE;
}

bool
replace_exists(const struct check *c, module_id m, struct str dotted, struct str name)
{
	const struct project *p = c->project;

	if (!exists_in(c, p->modules.at[m].env, m, dotted, name))
		return false;
	for (service_id s = 0; s < p->services.count; s++)
		if (p->services.at[s].env != p->modules.at[m].env && project_in_closure(p, s, m) &&
		    !exists_in(c, p->services.at[s].env, m, dotted, name))
			return false;
	return true;
}
