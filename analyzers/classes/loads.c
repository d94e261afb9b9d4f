/*
 * loads.c - a module that is there may still fail to load, for what it imports itself.
 */
#include "classes/unit.h"
#include "facts/guard.h"
#include "rules/python.h"
#include "rules/std.h"

#define DEPTH_LIMIT 200 /* of modules that load one another */

static enum known look_into(struct world *w, unit_id u, uint32_t depth);

/* Does the import run when the module is loaded, and may it not fail? */
static bool
matters(const struct world *w, const struct facts *f, const struct fact_import *row)
{
	const unsigned passed =
		CONTEXT_LAZY | CONTEXT_TYPING | CONTEXT_OPTIONAL | CONTEXT_MAIN | CONTEXT_DYNAMIC;

	return (row->context & passed) == 0 &&
	       guard_truth(facts_text(f, row->guard), w->minor) != TRUTH_FALSE;
}

/* Has the module, or package, such a name? A submodule must load. */
static enum known
has_name(struct world *w, unit_id u, struct str name, uint32_t depth)
{
	/* These come before a submodule. */
	static const char *const more[] = { "*", "__getattr__", "__path__" };
	const struct unit *unit = &w->units.at[u];
	struct sight sub;
	bool taken = false;

	if (unit->kind == UNIT_STANDARD && name.len > 0 && !str_eq(name, STR("*")) &&
	    std_module_name(w->minor, unit->name, name).kind == STD_UNKNOWN)
		return unit_submodule(w, u, name).known == KNOWN_YES ? KNOWN_YES : KNOWN_MAYBE;
	if (w->units.at[u].facts == NULL || w->units.at[u].broken || name.len == 0 ||
	    str_eq(name, STR("*")) || unit_bindings(w, u, 0, name).count > 0)
		return KNOWN_YES;
	for (size_t i = 0; i < countof(more); i++)
		taken = taken || unit_bindings(w, u, 0, str_of(more[i])).count > 0;
	sub = unit_submodule(w, u, name);
	if (sub.known == KNOWN_YES) {
		enum known loads = look_into(w, sub.unit, depth + 1);

		return loads == KNOWN_NO && taken ? KNOWN_MAYBE : loads;
	}
	/* It may be put there from elsewhere: setattr(), globals(). */
	return KNOWN_MAYBE;
}

/* In an arm: is it a module that only another version of Python has? The arm does not run in this
 * one, or somebody brings the module. */
static bool
is_for_another(struct str module)
{
	for (unsigned minor = PYTHON_MINOR_MIN; minor <= PYTHON_MINOR_MAX; minor++)
		if (std_has_module(minor, module))
			return true;
	return false;
}

static enum known
look_at_imports(struct world *w, unit_id u, uint32_t depth)
{
	const struct facts *f = w->units.at[u].facts;
	enum known all = KNOWN_YES;

	for (uint32_t i = 0; i < f->imports.count; i++) {
		const struct fact_import *row = &f->imports.at[i];
		struct sight sight;
		enum known one;

		if (!matters(w, f, row))
			continue;
		sight = unit_imported(w, u, i);
		one = sight.known == KNOWN_YES ? look_into(w, sight.unit, depth + 1) : sight.known;
		if (one == KNOWN_YES)
			one = has_name(w, sight.unit, facts_text(f, row->name), depth);
		/* What cannot succeed in an arm is for another system: the arm does not run. */
		if (one == KNOWN_NO && row->block == 0)
			return KNOWN_NO;
		if (one == KNOWN_MAYBE &&
		    (row->block == 0 || !is_for_another(facts_text(f, row->module))))
			all = KNOWN_MAYBE;
	}
	return all;
}

/* The modules of a circle, from `first` on in w->loading, were taken to load while they were asked. Whatever one of them
 * may lack, all lack who need it: until no more is found. No order changes what comes of that, unless one surely
 * fails. */
static void
settle(struct world *w, uint32_t first, uint32_t depth)
{
	uint32_t made = w->loads_made;
	bool more = false, fails = false;

	for (uint32_t i = first; i < w->loading.count; i++) {
		enum known known = w->units.at[w->loading.at[i]].loads;

		more = more || known == KNOWN_MAYBE;
		fails = fails || known == KNOWN_NO;
	}
	while (more && !fails) {
		more = false;
		for (uint32_t i = first; i < w->loading.count; i++) {
			unit_id u = w->loading.at[i];
			enum known known = w->units.at[u].loads;

			if (known != KNOWN_YES)
				continue;
			known = look_at_imports(w, u, depth);
			w->units.at[u].loads = known;
			more = more || known == KNOWN_MAYBE;
			fails = fails || known == KNOWN_NO;
		}
	}
	if (fails || w->loads_made != made)
		unit_turns(w, w->loading.at[first]);
}

static enum known
look_into(struct world *w, unit_id u, uint32_t depth)
{
	struct unit *unit = &w->units.at[u];
	uint32_t first = w->loading.count;
	enum known known;

	/* One that is being loaded is taken to go on: a circle of imports is no failure. */
	if (unit->loads_state == LOADS_DONE || unit->loads_state == LOADS_RUNNING) {
		if (unit->loads_place != 0 && unit->loads_place < w->loads_low)
			w->loads_low = unit->loads_place;
		return unit->loads_state == LOADS_DONE ? unit->loads : KNOWN_YES;
	}
	/* An extension was built for where it is installed. */
	if (unit->kind == UNIT_STANDARD || unit->kind == UNIT_NAMESPACE ||
	    (unit->kind == UNIT_INSTALLED && unit->compiled))
		return KNOWN_YES;
	if (depth > DEPTH_LIMIT)
		unit_turns(w, u);
	if (unit->facts == NULL || unit->stub || depth > DEPTH_LIMIT)
		return KNOWN_MAYBE;
	uint32_t outer = w->loads_low;
	w->loads_low = UINT32_MAX;
	w->loads_made++;
	*vec_push(w->arena, &w->loading) = u;
	unit->loads_state = LOADS_RUNNING;
	unit->loads_place = first + 1;
	known = look_at_imports(w, u, depth);
	unit = &w->units.at[u]; /* rows move when one is made */
	unit->loads = known;
	unit->loads_state = LOADS_DONE;
	if (w->loads_low > first) {
		/* Nothing behind it leads to what was asked before it: a circle, or itself alone. */
		if (w->loads_low == first + 1)
			settle(w, first, depth);
		for (uint32_t i = first; i < w->loading.count; i++)
			w->units.at[w->loading.at[i]].loads_place = 0;
		w->loading.count = first;
	}
	if (outer < w->loads_low || w->loads_low > first)
		w->loads_low = outer;
	return w->units.at[u].loads;
}

enum known
unit_loads(struct world *w, unit_id u)
{
	return look_into(w, u, 0);
}
