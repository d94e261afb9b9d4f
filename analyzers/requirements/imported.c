/*
 * imported.c - from the imports of a file to all distributions that they may need.
 */
#include "requirements/imported.h"

#include "base/arena.h"
#include "packaging/name.h"
#include "requirements/distributions.h"
#include "rules/python.h"

/* Parts of a dotted name that the name of a distribution is compared with. */
#define PARTS_MOST 6
/* Shorter words of a name say nothing. */
#define WORD_LEAST 5

struct noting {
	struct audit *audit;
	struct imported_module *to;
	struct map last; /* distribution → the last module that has it, as index + 1 */
	module_id module;
	bool found; /* any distribution, for the name at hand */
};

static void
note_dist(struct noting *n, struct str dist)
{
	name_id id = names_find(n->audit->names, dist);

	if (id == NAME_NONE || map_find(&n->audit->anywhere, id) == NULL)
		return;
	uint32_t *last = map_put(n->audit->arena, &n->last, id, NULL);
	if (*last != n->module + 1)
		*vec_push(n->audit->arena, &n->to->dists) = id;
	*last = n->module + 1;
	n->found = true;
}

static void
note_dists(struct noting *n, struct strs dists)
{
	for (uint32_t i = 0; i < dists.count; i++)
		note_dist(n, dists.at[i]);
	n->found = n->found || dists.count > 0;
}

/* A distribution may be called like any beginning of the name: `google.cloud.storage`,
 * `ruamel.yaml`. */
static void
note_names(struct noting *n, struct str dotted)
{
	uint32_t parts = 0;

	for (size_t i = 0; i <= dotted.len && parts < PARTS_MOST; i++)
		if (i == dotted.len || dotted.at[i] == '.') {
			struct str name = { dotted.at, i };
			bool found = n->found;

			note_dist(n, name_canonical(n->audit->arena, name));
			/* `google-cloud` does not bring all of google.cloud. */
			n->found = dist_is_namespace(name) ? found : n->found;
			parts++;
		}
}

/* Whatever brings `aurora_dsql_psycopg2` may have a use for psycopg2. */
static void
note_words(struct noting *n, struct str top)
{
	struct str rest = top, word;

	while (str_cut(&rest, '_', &word))
		if (word.len >= WORD_LEAST && word.len < top.len) {
			note_dists(n, dists_of_import(word));
			note_dist(n, name_canonical(n->audit->arena, word));
		}
}

static void
note_name(struct noting *n, struct str dotted)
{
	struct str rest = dotted, top;
	struct strs behind;

	if (!str_cut(&rest, '.', &top) || top.len == 0)
		return;
	n->found = false;
	for (uint32_t i = 0; behind_of(n->audit, dotted, i, &behind); i++)
		note_dists(n, behind);
	if (dists_of_import(dotted).count == 0 && !dist_is_own(top) && !stdlib_ever(top))
		note_words(n, top);
	n->found = false;
	note_dists(n, origin_of(n->audit, dotted).dists);
	note_dists(n, dists_of_import(dotted));
	note_names(n, dotted);
	if (!n->found && dist_is_namespace(top))
		n->to->doubtful = true;
}

static struct str
whole_name(struct arena *a, const struct facts *f, const struct fact_import *import)
{
	struct str module = facts_text(f, import->module), name = facts_text(f, import->name);

	if (name.len == 0 || str_eq(name, STR("*")))
		return module;
	const char *text = arena_printf(a, STR_FMT "." STR_FMT, STR_ARG(module), STR_ARG(name));
	return (struct str){ text, strlen(text) };
}

/* What an attribute stands for: `a.b.c` where `import p.q as a` is p.q.b.c. */
static struct str
use_name(struct arena *a, const struct facts *f, const struct fact_use *use)
{
	const struct fact_import *import = &f->imports.at[use->import];
	struct str rest = facts_text(f, use->dotted), first;

	if (facts_text(f, import->alias).len == 0 || !str_cut(&rest, '.', &first))
		return facts_text(f, use->dotted);
	const char *text = arena_printf(
		a, STR_FMT "." STR_FMT, STR_ARG(facts_text(f, import->module)), STR_ARG(rest));
	return (struct str){ text, strlen(text) };
}

/* Does any manifest declare it, and is it made by others? */
static bool
is_of_others(const struct audit *audit, struct str dist)
{
	name_id id = names_find(audit->names, dist);

	return id != NAME_NONE && map_find(&audit->anywhere, id) != NULL &&
	       map_find(&audit->projects, id) == NULL;
}

/* Is it an import of a name of ours that leads nowhere, and of no distribution that is declared? */
static bool
is_stray(const struct audit *audit, const struct facts *f, const struct edge *e)
{
	struct str rest = facts_text(f, f->imports.at[e->import].module), top;

	if (e->kind != EDGE_IMPORT || f->imports.at[e->import].level > 0 ||
	    (e->target != TARGET_OUTSIDE && e->target != TARGET_MISSING &&
	     e->target != TARGET_NOT_SHIPPED) ||
	    !str_cut(&rest, '.', &top) || stdlib_ever(top) || is_of_others(audit, top))
		return false;
	struct strs dists = dists_of_import(top);
	for (uint32_t i = 0; i < dists.count; i++)
		if (is_of_others(audit, dists.at[i]))
			return false;
	name_id id = names_find(audit->names, top);
	return id != NAME_NONE && map_find(&audit->ours, id) != NULL;
}

static bool
is_astray(const struct audit *audit, env_id env, module_id m)
{
	const struct facts *f = audit->project->modules.at[m].facts;
	struct edges edges = project_edges(audit->project, env, m);

	for (uint32_t i = 0; i < f->paths.count; i++)
		if (f->paths.at[i].kind == PATH_UNKNOWN)
			return true;
	for (uint32_t i = 0; i < edges.count; i++)
		if (is_stray(audit, f, &edges.at[i]))
			return true;
	return false;
}

static void
read_module(struct noting *n)
{
	const struct project *p = n->audit->project;
	const struct module *m = &p->modules.at[n->module];
	const struct facts *f = m->facts;

	n->to->doubtful = f->problems.count > 0;
	for (uint32_t i = 0; i < f->imports.count; i++) {
		const struct fact_import *import = &f->imports.at[i];

		if ((import->context & CONTEXT_COMPUTED) != 0)
			n->to->doubtful = true;
		else if (import->level == 0)
			note_name(n, whole_name(n->audit->arena, f, import));
	}
	for (uint32_t i = 0; i < f->uses.count; i++)
		note_name(n, use_name(n->audit->arena, f, &f->uses.at[i]));
	n->to->strays = is_astray(n->audit, m->env, n->module);
}

struct imported_module *
imported_build(struct audit *audit)
{
	uint32_t count = audit->project->modules.count;
	struct imported_module *all = arena_array(audit->arena, struct imported_module, count);
	struct noting n = { .audit = audit };

	for (module_id m = 0; m < count; m++) {
		n.module = m;
		n.to = &all[m];
		read_module(&n);
	}
	return all;
}

bool
imported_strays(const struct audit *audit, const struct service *s)
{
	for (uint32_t i = 0; i < s->closure.count; i++)
		if (is_astray(audit, s->env, s->closure.at[i]))
			return true;
	return false;
}
