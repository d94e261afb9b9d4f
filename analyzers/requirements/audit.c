/*
 * audit.c - what each service's imports need, and whether its manifests declare it.
 */
#include "requirements/audit.h"

#include "base/arena.h"
#include "base/path.h"
#include "packaging/name.h"
#include "requirements/around.h"
#include "requirements/declaring.h"
#include "requirements/distributions.h"
#include "requirements/elsewhere.h"
#include "requirements/evidence.h"
#include "requirements/hosted.h"
#include "requirements/judge.h"
#include "requirements/kinds.h"
#include "requirements/lists.h"
#include "rules/python.h"

/* No name that is imported is longer. */
#define BEGINNING_MOST 100
/* A manifest that lacks fewer is just behind. */
#define ABSENT_LEAST 3

VEC(entry_rows, module_id);

/* Folders and files of a project that no service starts from, where it is not known from
 * which files it does. */
static bool
is_aside(struct str path)
{
	static const char *const folders[] = {
		"docs",       "doc",        "examples",  "example",     "samples",   "scripts",
		"tools",      "benchmarks", "benchmark", "bench",       "ci",        "hack",
		"demos",      "demo",       "notebooks", "dev",         "utils_dev", "tests",
		"test",       "testing",    "e2e",       "playground",  "sandbox",   ".github",
		".ci",        "release",    "deploy",    "infra",       "locust",    "loadtest",
		"load_tests", "contrib",    "misc",      "experiments",
	};
	static const char *const files[] = {
		"setup.py",      "noxfile.py",       "noxfile_config.py", "tasks.py",
		"fabfile.py",    "conftest.py",      "locustfile.py",     "conf.py",
		"release.py",    "dodo.py",          "build.py",          "hatch_build.py",
		"versioneer.py", "gunicorn.conf.py",
	};

	return str_is_any(path_base(path), files, countof(files)) ||
	       path_has_any(path_dir(path), folders, countof(folders));
}

/* The modules that the service surely starts from. */
static struct module_ids
entries_of(struct arena *a, const struct project *p, const struct service *s)
{
	struct entry_rows rows = { 0 };

	if (!s->every_file)
		return s->entries;
	for (uint32_t i = 0; i < s->entries.count; i++) {
		struct str path = p->modules.at[s->entries.at[i]].path;
		size_t cut = s->path.len > 0 ? s->path.len + 1 : 0;

		if (path.len > cut && !is_aside((struct str){ path.at + cut, path.len - cut }))
			*vec_push(a, &rows) = s->entries.at[i];
	}
	return (struct module_ids){ rows.at, rows.count };
}

struct str
audit_full_name(struct arena *a, const struct fact_import *import, const struct facts *f)
{
	struct str module = facts_text(f, import->module), name = facts_text(f, import->name);

	if (name.len == 0 || str_eq(name, STR("*")))
		return module;
	return str_join(a, module, '.', name);
}

bool
audit_asks(const struct facts *f, const struct edge *e)
{
	const struct fact_import *import = &f->imports.at[e->import];

	return e->kind == EDGE_IMPORT && e->target == TARGET_OUTSIDE && import->level == 0 &&
	       facts_text(f, import->module).len > 0;
}

struct walk {
	struct audit *audit;
	struct service_audit *s;
	struct map known; /* first distribution → need, as index + 1 */
};

static void
note(struct walk *w, module_id m, const struct edge *e, const struct need *need)
{
	const struct project *p = w->audit->project;
	struct needs *needs = need->unheard ? &w->s->strange : &w->s->needs;
	bool fresh;
	uint32_t *known = map_put(
		w->audit->arena, &w->known,
		map_key(need->behind, names_put(w->audit->names, need->dists.at[0])), &fresh);

	if (fresh) {
		*vec_push(w->audit->arena, needs) = *need;
		*known = needs->count;
		return;
	}
	struct need *first = &needs->at[*known - 1];
	first->ways |= need->ways;
	uint32_t line = project_edge_span(p, m, e)->line;
	const struct related_place *last =
		first->more.count > 0 ? &first->more.at[first->more.count - 1] : NULL;
	struct str path = p->modules.at[m].path;
	/* Names of one statement are one place. */
	if ((last != NULL && last->line == line && str_eq(last->file, path)) ||
	    (first->module == m && project_edge_span(p, m, first->edge)->line == line))
		return;
	*vec_push(w->audit->arena, &first->more) =
		(struct related_place){ path, line, project_edge_span(p, m, e)->start };
}

/* What the import of a module needs besides; `full` is the name that is taken from it, too. */
static void
note_behind(struct walk *w, module_id m, const struct edge *e, struct str module, struct str full)
{
	struct need need = {
		.behind = true,
		.module = m,
		.edge = e,
		.at_start = runs_at_start(&w->s->runs, m, e),
		.ways = ways_to(&w->s->ways, &w->s->runs, m, e),
	};
	struct strs plain;

	for (uint32_t i = 0; behind_of(w->audit, full, i, &need.dists); i++) {
		bool of_module = behind_of(w->audit, module, i, &plain) &&
		                 str_eq(plain.at[0], need.dists.at[0]);

		need.dotted = of_module ? module : full;
		need.late = behind_is_late(w->audit, need.dotted);
		note(w, m, e, &need);
	}
}

/* A prompt for whoever sits before it and has it: a command of development or a helper of notebooks, when it is
 * no part of how the service is known to start. */
static bool
is_prompt(struct origin origin)
{
	static const char *const prompts[] = { "ipython", "bpython", "ptpython", "ipdb", "pudb" };

	for (size_t i = 0; origin.dists.count > 0 && i < countof(prompts); i++)
		if (str_eq(origin.dists.at[0], str_of(prompts[i])))
			return true;
	return false;
}

/* `from module import name`: is it the name that tells the distribution? Then it is a submodule. What stands in a file
 * of ours that is called as the module is tells nothing of that. */
static bool
is_submodule(const struct audit *audit, struct str module, struct origin of_name)
{
	struct strs parent = origin_of(audit, module).dists;

	if (parent.count == 0)
		parent = of_name.guessed ? of_name.dists : dists_of_import(module);
	return parent.count == 0 || !str_eq(parent.at[0], of_name.dists.at[0]);
}

static void
look_at(struct walk *w, module_id m, const struct edge *e)
{
	const struct project *p = w->audit->project;
	const struct facts *f = p->modules.at[m].facts;
	const struct fact_import *import = &f->imports.at[e->import];

	if (!audit_asks(f, e) || !runs_count(&w->s->runs, m, e))
		return;
	/* Of many files that may be started nobody knows which one is. */
	if ((import->context & CONTEXT_MAIN) != 0 && w->s->service->every_file &&
	    w->s->service->entries.count > 1)
		return;
	/* What stands before and after a place that could not be read may be anything. */
	if (f->problems.count > 0)
		return;
	struct str dotted = audit_full_name(w->audit->arena, import, f);
	struct origin origin = origin_or_name(w->audit, dotted);
	bool at_start = runs_at_start(&w->s->runs, m, e);
	if (is_prompt(origin) && (!at_start || w->s->service->every_file))
		return;
	struct str module = facts_text(f, import->module);
	note_behind(w, m, e, module, dotted);
	if (origin.dists.count == 0 || (origin.unheard && !at_start))
		return;
	note(w, m, e,
	     &(struct need){
		     .dists = origin.dists,
		     .dotted = is_submodule(w->audit, module, origin) ? dotted : module,
		     .guessed = origin.guessed,
		     .unheard = origin.unheard,
		     .module = m,
		     .edge = e,
		     .at_start = at_start,
		     .ways = ways_to(&w->s->ways, &w->s->runs, m, e),
	     });
}

/* The needs at the places where the service comes to them first. */
static void
find_needs(struct audit *audit, struct service_audit *s)
{
	const struct project *p = audit->project;
	struct walk w = { .audit = audit, .s = s };

	struct module_ids entries = entries_of(audit->arena, p, s->service);

	runs_build(&s->runs, audit->arena, p, s->service->env, entries);
	ways_build(&s->ways, audit->arena, &s->runs, s->service, entries);
	for (uint32_t at = 0; at < s->runs.order.count; at++) {
		module_id m = s->runs.order.at[at];
		struct edges edges = project_edges(p, s->service->env, m);

		for (uint32_t i = 0; i < edges.count; i++)
			look_at(&w, m, &edges.at[i]);
	}
}

/* First parts of the names of modules, wherever they may be found; and of every directory
 * with Python in it. */
static void
note_ours(struct audit *audit)
{
	const struct project *p = audit->project;
	struct str last = STR("");

	for (module_id m = 0; m < p->modules.count; m++) {
		struct str rest = path_dir(p->modules.at[m].path), part;

		*map_put(audit->arena, &audit->ours,
		         names_put(audit->names, path_stem(p->modules.at[m].path)), NULL) |=
			OURS_MODULE;
		/* Files of a directory follow one another. */
		if (str_eq(rest, last))
			continue;
		last = rest;
		while (str_cut(&rest, '/', &part))
			*map_put(audit->arena, &audit->ours, names_put(audit->names, part), NULL) |=
				OURS_FOLDER;
	}
}

static void
note_dist(struct audit *audit, const struct facts *f, text_ref name)
{
	struct str dist = name_canonical(audit->arena, facts_text(f, name));

	*map_put(audit->arena, &audit->anywhere, names_put(audit->names, dist), NULL) = 1;
	for (size_t i = 1; i < dist.len && i < BEGINNING_MOST; i++)
		if (dist.at[i] == '-')
			*map_put(audit->arena, &audit->beginnings,
			         names_put(audit->names, (struct str){ dist.at, i }), NULL) = 1;
}

static void
note_anywhere(struct audit *audit)
{
	const struct scan *scan = audit->project->scan;
	const struct own_projects own = audit->project->own;

	for (file_id i = 0; i < scan->files.count; i++) {
		const struct facts *f = &scan->files.at[i].facts;

		for (uint32_t r = 0; r < f->requirements.count; r++)
			note_dist(audit, f, f->requirements.at[r].name);
		for (uint32_t r = 0; r < f->locks.count; r++)
			note_dist(audit, f, f->locks.at[r].name);
	}
	audit->namesakes = arena_array(audit->arena, uint32_t, own.count);
	for (uint32_t i = 0; i < own.count; i++) {
		uint32_t *row = map_put(
			audit->arena, &audit->projects,
			names_put(audit->names, own.at[i].canonical), NULL);

		audit->namesakes[i] = *row;
		*row = i + 1;
	}
}

static void
find_unmet(struct audit *audit, struct service_audit *s)
{
	struct needs all = kinds_of_service(audit->kinds, s->service);
	bool declared = true;

	for (uint32_t i = 0; i < all.count && declared; i++)
		declared = judge_need(audit, s, &all.at[i]).answer == ANSWER_DECLARED &&
		           (all.at[i].unheard || !lists_may_lack(audit, s, &all.at[i]));
	if (declared)
		return;
	find_needs(audit, s);
}

/* Where nothing tells how a service is deployed, a manifest that has something, but nothing of the much that
 * the code needs, is not the list of what is there: for a notebook beside it, for another tool's package. */
static bool
is_foreign(const struct service_audit *s)
{
	uint32_t absent = 0, met = 0, rows = 0;

	if (!s->service->every_file || around_is_told(s->service))
		return false;
	for (uint32_t i = 0; i < s->needs.count; i++) {
		absent += s->needs.at[i].verdict.answer == ANSWER_NOTHING;
		met += s->needs.at[i].verdict.answer == ANSWER_DECLARED;
	}
	for (uint32_t i = 0; i < s->declared.rows.count; i++)
		rows += s->declared.rows.at[i].purpose == PURPOSE_RUN &&
		        s->declared.rows.at[i].row != NULL;
	return absent >= ABSENT_LEAST && met == 0 && rows > 0;
}

static void
judge_needs(struct audit *audit, struct service_audit *s)
{
	for (uint32_t i = 0; i < s->needs.count; i++)
		s->needs.at[i].verdict = judge_need(audit, s, &s->needs.at[i]);
	lists_of_image(audit, s);
	if (is_foreign(s))
		for (uint32_t i = 0; i < s->needs.count; i++)
			if (s->needs.at[i].verdict.answer == ANSWER_NOTHING)
				s->needs.at[i].verdict.answer = ANSWER_DECLARED;
	evidence_weigh(audit, s);
	lists_compare(audit, s);
}

struct audit *
audit_new(struct arena *a, const struct project *p)
{
	struct audit *audit = arena_new(a, struct audit);

	audit->project = p;
	audit->arena = a;
	audit->names = names_new(a);
	names_expect(audit->names, p->modules.count);
	map_expect(a, &audit->ours, p->modules.count);
	audit->locked = locked_new(a, p, audit->names);
	audit->services = arena_array(a, struct service_audit, p->services.count);
	unread_lists(&audit->unread, a, p->scan, audit->names);
	around_find(audit);
	note_ours(audit);
	note_anywhere(audit);
	/* What others declare counts, too. */
	declaring_read(audit);
	around_note_makers(audit);
	elsewhere_note_hosts(audit);
	hosted_note_layers(audit);
	audit->kinds = kinds_new(audit);
	for (service_id s = 0; s < p->services.count; s++)
		find_unmet(audit, &audit->services[s]);
	for (service_id s = 0; s < p->services.count; s++)
		judge_needs(audit, &audit->services[s]);
	return audit;
}
