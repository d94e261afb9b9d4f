/*
 * ways.c - sets of the ways to start a service, carried along the imports that run in any case.
 */
#include "requirements/ways.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/vec.h"
#include "requirements/around.h"

/* What is evaluated for the configured Python, or holds for what is started. */
#define DECIDED (CONTEXT_MAIN | CONTEXT_VERSION | CONTEXT_PLATFORM)

VEC(way_rows, module_id);

bool
edge_is_conditional(const struct project *p, module_id m, const struct edge *e)
{
	const struct facts *f = p->modules.at[m].facts;
	uint32_t block = e->kind == EDGE_USE ? 0 : f->imports.at[e->import].block;

	for (; block != 0; block = f->blocks.at[block].parent) {
		const struct fact_block *arm = &f->blocks.at[block];
		uint32_t around = f->blocks.at[arm->parent].context;

		if (arm->kind == BLOCK_EXCEPT || arm->kind == BLOCK_LOOP ||
		    (arm->kind == BLOCK_IF && (arm->context & ~around & DECIDED) == 0))
			return true;
	}
	return false;
}

uint32_t
ways_in(uint32_t set)
{
	uint32_t count = 0;

	for (; set != 0; set &= set - 1)
		count++;
	return count;
}

static bool
is_sure(const struct runs *runs, module_id m, const struct edge *e)
{
	return runs_count(runs, m, e) && (e->context & CONTEXT_LAZY) == 0 &&
	       !edge_is_conditional(runs->project, m, e);
}

uint32_t
ways_to(const struct ways *w, const struct runs *runs, module_id m, const struct edge *e)
{
	return is_sure(runs, m, e) ? w->of[m] : 0;
}

/* The entries that no other module imports, and that import anything. What the service's image leaves out starts elsewhere. */
static struct way_rows
find_ways(struct arena *a, const struct runs *runs, const struct service *s,
          struct module_ids entries)
{
	bool *imported = arena_array(a, bool, runs->project->modules.count);
	struct way_rows rows = { 0 };

	for (uint32_t at = 0; at < runs->order.count; at++) {
		module_id m = runs->order.at[at];
		struct edges edges = project_edges(runs->project, runs->env, m);

		for (uint32_t i = 0; i < edges.count; i++)
			if (edges.at[i].target == TARGET_MODULE && edges.at[i].to != m &&
			    edge_runs(&edges.at[i], true))
				imported[edges.at[i].to] = true;
	}
	for (uint32_t i = 0; i < entries.count; i++)
		if (!imported[entries.at[i]] &&
		    !around_leaves_out(s, runs->project->modules.at[entries.at[i]].path) &&
		    project_edges(runs->project, runs->env, entries.at[i]).count > 0)
			*vec_push(a, &rows) = entries.at[i];
	return rows;
}

/* Is it called as what is started is? */
static bool
is_named_start(struct str path)
{
	static const char *const names[] = {
		"__main__", "app",    "application", "asgi",      "bot",   "cli",
		"consumer", "daemon", "entrypoint",  "handler",   "job",   "lambda_function",
		"main",     "manage", "run",         "scheduler", "serve", "server",
		"start",    "worker", "wsgi",
	};

	return str_is_any(path_stem(path), names, countof(names));
}

/* Is it called as what others load is? */
static bool
is_named_helper(struct str path)
{
	static const char *const names[] = {
		"base",   "common",  "config",   "constants", "helper", "helpers", "lib",  "models",
		"schema", "schemas", "settings", "shared",    "tools",  "types",   "util", "utils"
	};

	return str_is_any(path_stem(path), names, countof(names));
}

/* Whatever the module surely loads is loaded by its ways, too. */
static void
pass_on(struct ways *w, struct arena *a, const struct runs *runs, struct way_rows *queue,
        module_id m)
{
	struct edges edges = project_edges(runs->project, runs->env, m);

	for (uint32_t i = 0; i < edges.count; i++) {
		const struct edge *e = &edges.at[i];

		if (e->target != TARGET_MODULE || (w->of[m] & ~w->of[e->to]) == 0 ||
		    !is_sure(runs, m, e))
			continue;
		w->of[e->to] |= w->of[m];
		*vec_push(a, queue) = e->to;
	}
}

/* The package that is called as the distribution which is made of the service's folder; ID_NONE: there is none. */
static module_id
find_package(struct arena *a, const struct project *p, const struct service *s)
{
	static const char *const below[] = { "", "src" };

	for (uint32_t i = 0; i < p->own.count; i++) {
		char *name = arena_copy(a, p->own.at[i].canonical.at, p->own.at[i].canonical.len);

		if (name[0] == '\0' ||
		    !str_eq(path_dir(p->scan->files.at[p->own.at[i].file].path), s->path))
			continue;
		for (char *dash = name; (dash = strchr(dash, '-')) != NULL;)
			*dash = '_';
		for (size_t k = 0; k < countof(below); k++) {
			struct str dir = path_join(a, s->path, str_of(below[k]));
			module_id m = project_module_at(
				p,
				path_join(a, path_join(a, dir, str_of(name)), STR("__init__.py")));

			if (m != ID_NONE)
				return m;
		}
	}
	return ID_NONE;
}

void
ways_build(struct ways *out, struct arena *a, const struct runs *runs, const struct service *s,
           struct module_ids entries)
{
	struct way_rows queue = { 0 };
	struct module_ids starts = entries;
	module_id package;

	*out = (struct ways){
		.count = 1,
		.of = arena_array(a, uint32_t, runs->project->modules.count),
	};
	if (s->every_file) {
		struct way_rows alone = find_ways(a, runs, s, entries);

		/* Where all import one another, whichever is started is the same. */
		if (alone.count > 0) {
			starts = (struct module_ids){ alone.at, alone.count };
			out->count = alone.count;
		}
	}
	if (out->count > WAYS_MOST)
		starts.count = 0;
	for (uint32_t i = 0; i < starts.count; i++) {
		uint32_t way = UINT32_C(1) << (out->count > 1 ? i : 0);

		out->of[starts.at[i]] |= way;
		struct str path = runs->project->modules.at[starts.at[i]].path;

		/* Where there is but one, that is what is started, if anything is. */
		if (is_named_start(path) || (out->count == 1 && !is_named_helper(path)))
			out->named |= way;
		*vec_push(a, &queue) = starts.at[i];
	}
	if (s->every_file && (package = find_package(a, runs->project, s)) != ID_NONE) {
		out->of[package] = WAYS_ALL;
		*vec_push(a, &queue) = package;
	}
	/* A module joins again only with a way more. */
	for (uint32_t i = 0; i < queue.count; i++)
		pass_on(out, a, runs, &queue, queue.at[i]);
}
