/*
 * why.c - `shoring why FROM TO`: the shortest chains of imports from here to there.
 */
#include "hooks/why.h"

#include "hooks/coverage.h"
#include "hooks/session.h"
#include "packaging/name.h"
#include "project/runs.h"

/* A search for one kind of chain. */
struct search {
	struct why *why;
	enum why_when when;
	const bool *entry; /* by module_id */
	struct why_chain found;
};

/* A module by its file, by any of its dotted names, or ID_NONE. */
static module_id
find_module(const struct project *p, env_id env, struct str text)
{
	module_id m = project_module_at(p, text);

	if (m != ID_NONE)
		return m;
	if (project_find(p, env, text, &m) == TARGET_MODULE)
		return m;
	for (m = 0; m < p->modules.count; m++) {
		struct strs names = project_names(p, m);

		for (uint32_t i = 0; i < names.count; i++)
			if (str_eq(names.at[i], text))
				return m;
	}
	return ID_NONE;
}

/* Does the import run when the chain is to? What stands under __main__ runs in what is started;
 * elsewhere somebody may start it one day. */
static bool
runs(const struct search *s, module_id from, const struct edge *e)
{
	unsigned later = 0;

	if (s->when < WHY_GUARDED)
		later |= CONTEXT_OPTIONAL;
	if (s->when < WHY_LAZY)
		later |= CONTEXT_LAZY;
	return (e->context & later) == 0 && edge_runs(e, s->entry[from] || s->when > WHY_START);
}

static bool
follows(void *ctx, module_id from, const struct edge *e)
{
	return e->target == TARGET_MODULE && runs(ctx, from, e);
}

static bool
is_below(struct str name, struct str upper)
{
	return str_eq(name, upper) ||
	       (name.len > upper.len && name.at[upper.len] == '.' && str_starts(name, upper));
}

/* Is it the import of that name? `from a import b` reaches a.b, whatever b is. */
static bool
imports_name(const struct why *why, module_id from, const struct edge *e)
{
	struct str name = names_text(why->p->names, e->name);
	const struct facts *f = why->p->modules.at[from].facts;
	struct str last = facts_text(f, f->imports.at[e->import].name);

	return is_below(name, why->to) ||
	       (last.len > 0 && why->to.len == name.len + 1 + last.len &&
	        str_starts(why->to, name) &&
	        memcmp(why->to.at + name.len + 1, last.at, last.len) == 0);
}

static bool
arrives(void *ctx, module_id from, const struct edge *e)
{
	struct search *s = ctx;
	const struct why *why = s->why;

	if (!runs(s, from, e))
		return false;
	if (why->module != ID_NONE)
		return e->to == why->module;
	if (e->target != TARGET_OUTSIDE)
		return false;
	s->found.link = ask_edge(why->ask, from, e, why->dist, &s->found.name);
	return s->found.link != ASK_NOTHING || imports_name(why, from, e);
}

/* Is the import that it ends with one that a chain shows already? */
static bool
is_shown(const struct why *why, struct hops hops)
{
	const struct hop *last = &hops.at[hops.count - 1];

	for (uint32_t i = 0; i < why->count; i++) {
		struct hops other = why->chains[i].hops;
		const struct hop *end = &other.at[other.count - 1];

		if (end->from == last->from && end->edge == last->edge)
			return true;
	}
	return false;
}

static void
find_chains(struct why *why, struct arena *a)
{
	bool *entry = arena_array(a, bool, (size_t)why->p->modules.count + 1);

	for (uint32_t i = 0; i < why->entries.count; i++)
		entry[why->entries.at[i]] = true;
	for (enum why_when when = WHY_START; when < WHY_COUNT; when++) {
		struct search s = { .why = why, .when = when, .entry = entry };
		struct chain_search search = { follows, arrives, &s };
		struct hops hops = chain_search(why->p, a, why->env, why->entries, &search);

		if (hops.count == 0 || is_shown(why, hops))
			continue;
		s.found.when = when;
		s.found.hops = hops;
		why->chains[why->count++] = s.found;
	}
}

/* TO may be an import's name or a distribution's: what somebody declares goes first, then what
 * the service has of those that bring the import. */
static struct str
choose_dist(const struct why *why, struct arena *a)
{
	struct str canonical = name_canonical(a, why->to);
	struct strs origin = ask_origin(why->ask, why->to);

	if (ask_declared_anywhere(why->ask, canonical) || origin.count == 0)
		return canonical;
	for (uint32_t i = 0; i < origin.count && why->service != ID_NONE; i++)
		if (ask_distribution(why->ask, why->service, origin.at[i]).declared.count > 0)
			return origin.at[i];
	return origin.at[0];
}

static bool
ask(struct why *why, struct arena *a, struct err *err)
{
	const struct project *p = why->p;

	why->service = project_service(p, why->from);
	if (why->service != ID_NONE) {
		why->env = p->services.at[why->service].env;
		why->entries = p->services.at[why->service].entries;
	} else {
		module_id m = find_module(p, ENV_REPOSITORY, why->from);

		if (m == ID_NONE)
			return err_set(
				err, "`" STR_FMT "` is no service, file or module of this project",
				STR_ARG(why->from));
		module_id *from = arena_new(a, module_id);
		*from = m;
		why->service = p->modules.at[m].owner;
		why->env = p->modules.at[m].env;
		why->entries = (struct module_ids){ from, 1 };
	}
	why->dist = STR("");
	why->module = find_module(p, why->env, why->to);
	for (uint32_t i = 0; i < why->entries.count; i++)
		why->starts = why->starts || why->entries.at[i] == why->module;
	if (why->module != ID_NONE)
		return true;
	why->ask = ask_new(a, p);
	why->dist = choose_dist(why, a);
	why->declared = ask_distribution(why->ask, why->service, why->dist);
	return true;
}

static int
why(struct arena *a, const struct options *o, struct strs operands, struct buf *out)
{
	struct session s = { 0 };
	struct why why = { .p = &s.project };
	struct strs none = { 0 };
	struct err err;

	if (operands.count != 2) {
		err_set(&err, "why takes two operands: `shoring why FROM TO`");
		return command_fail(&err);
	}
	bool json = str_eq(o->format, STR("json"));
	why.from = operands.at[0];
	why.to = operands.at[1];
	why.color = command_color(o);
	if (!session_open(&s, a, o, none, &err) || !ask(&why, a, &err))
		return command_fail(&err);
	find_chains(&why, a);
	if (why.count == 0 && why.service != ID_NONE && why.declared.declared.count > 0)
		why.uses = ask_uses(why.ask, why.service, why.dist);
	(void)coverage_warn(a, &s);
	(json ? why_json : why_text)(&why, out);
	int status = command_write(o, out);
	if (status != EXIT_CLEAN)
		return status;
	return why.starts || why.count > 0 || why.declared.brought.count > 0 || why.uses.count > 0
	               ? EXIT_CLEAN
	               : EXIT_FINDINGS;
}

int
command_why(const struct options *o, struct strs operands)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	int status = why(&arena, o, operands, &out);

	buf_release(&out);
	arena_release(&arena);
	return status;
}
