/*
 * project.c - builds the model, step by step, and answers what is asked of it.
 */
#include "project/model.h"

#include "base/hash.h"
#include "base/path.h"
#include "base/sorted.h"

#include <stdarg.h>

/* So few texts are compared one by one. */
#define FEW 16

static bool
is_among(const struct str_vec *v, struct str s)
{
	for (uint32_t i = 0; i < v->count; i++)
		if (str_eq(v->at[i], s))
			return true;
	return false;
}

static bool
is_among_many(struct model *m, struct str_vec *v, struct str s)
{
	const struct hash_keys keys = hash_keys_of(m);
	const uint32_t *place;

	for (; v->indexed < v->count; v->indexed++) {
		bool fresh;
		uint32_t *slot =
			map_put(m->arena, &v->seen, hash_text(&keys, v->at[v->indexed]), &fresh);

		if (fresh)
			*slot = v->indexed + 1;
	}
	place = map_find(&v->seen, hash_text(&keys, s));
	/* Two texts of one hash: not in a lifetime, but then they are compared. */
	return place != NULL && (str_eq(v->at[*place - 1], s) || is_among(v, s));
}

void
str_vec_add(struct model *m, struct str_vec *v, struct str s)
{
	bool there = v->count < FEW ? is_among(v, s) : is_among_many(m, v, s);

	if (!there)
		*vec_push(m->arena, v) = s;
}

void
model_note(struct model *m, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	str_vec_add(m, &m->notes, str_of(arena_vprintf(m->arena, fmt, args)));
	va_end(args);
}

void
model_lacks(struct model *m, struct str service, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	struct str text = str_of(arena_vprintf(m->arena, fmt, args));
	va_end(args);
	str_vec_add(m, &m->notes, text);
	*vec_push(m->arena, &m->lacking) = (struct lack){ service, text };
}

/* The lowest 3.x that a specifier like ">=3.9,<4" lets in; 0 when it does not say. */
static unsigned
lowest_minor(struct str specifier)
{
	struct str rest = specifier, part;
	unsigned lowest = 0;

	while (str_cut(&rest, ',', &part)) {
		part = str_skip(part);
		size_t i = 0;
		while (i < part.len && strchr("=~^> ", part.at[i]) != NULL && part.at[i] != '\0')
			i++;
		if (i == 0 || part.len - i < 3 || memcmp(part.at + i, "3.", 2) != 0)
			continue;
		unsigned minor = 0;
		for (i += 2; i < part.len && char_is_digit(part.at[i]); i++)
			minor = minor < 1000 ? minor * 10 + (unsigned)(part.at[i] - '0') : minor;
		if (minor > lowest)
			lowest = minor;
	}
	return lowest;
}

/* The Python that the project is for: configured, else the lowest that the root's manifest
 * lets in, else what .python-version says, else the newest known. */
static unsigned
choose_python(const struct config *config, const struct scan *scan)
{
	if (config->has_python)
		return config->python;
	static const char *const manifests[] = {
		"pyproject.toml", "setup.cfg", "setup.py", "Pipfile"
	};
	for (size_t i = 0; i < countof(manifests); i++) {
		file_id id = scan_file(scan, str_of(manifests[i]));

		if (id == UINT32_MAX)
			continue;
		const struct facts *f = &scan->files.at[id].facts;
		for (uint32_t d = 0; d < f->directives.count; d++) {
			if (f->directives.at[d].kind != DIRECTIVE_REQUIRES_PYTHON)
				continue;
			unsigned minor = lowest_minor(facts_text(f, f->directives.at[d].value));
			if (minor >= PYTHON_OLDEST && minor <= PYTHON_NEWEST)
				return minor;
		}
	}
	return config->python_file != 0 ? config->python_file : PYTHON_NEWEST;
}

static void
count_manifests(struct project *p)
{
	const struct scan *scan = p->scan;

	for (file_id i = 0; i < scan->files.count; i++) {
		const struct scanned *file = &scan->files.at[i];

		if (file->excluded ||
		    (!manifest_declares(file) && !project_has_block(&file->facts)))
			continue;
		p->manifests++;
		p->manifests_failed += !file->grammar->source && file->facts.problems.count > 0;
	}
}

void
project_build(struct project *out, struct arena *a, const struct config *config,
              const struct scan *scan, unsigned jobs)
{
	struct model *m = arena_new(a, struct model);
	struct services services = { 0 };

	m->arena = m->lasting = a;
	m->config = config;
	m->scan = scan;
	m->names = names_new(a);
	m->python = choose_python(config, scan);
	tree_build(m);
	m->loader_env = arena_array(a, env_id, m->modules.count + 1);
	for (module_id i = 0; i < m->modules.count; i++)
		m->loader_env[i] = ID_NONE;
	m->queue = arena_array(a, module_id, m->modules.count + 1);
	m->marks = arena_array(a, uint32_t, m->modules.count + 1);
	services_build(m, &services);
	m->all_names = arena_array(a, struct strs, m->modules.count + 1);
	m->path_names = arena_array(a, struct str, m->modules.count + 1);
	lanes_finish(m, &services, jobs);
	arena_release(&m->scratch);

	*out = (struct project){
		.config = config,
		.scan = scan,
		.names = m->names,
		.python = m->python,
		.modules = { m->modules.at, m->modules.count },
		.environments = { m->environments.at, m->environments.count },
		.services = services,
		.own = { m->own.at, m->own.count },
		.rests = m->rests.count,
		.notes = { m->notes.at, m->notes.count },
		.lacking = { m->lacking.at, m->lacking.count },
		.model = m,
		.jobs = jobs,
	};
	count_manifests(out);
}

module_id
project_first_below(const struct project *p, struct str dir)
{
	return tree_first_below(p->model, dir);
}

struct edges
project_edges(const struct project *p, env_id env, module_id m)
{
	return edges_known(p->model, env, m);
}

const struct edge *
project_import(const struct project *p, env_id env, module_id m, uint32_t import)
{
	struct edges edges = project_edges(p, env, m);

	for (uint32_t i = 0; i < edges.count; i++)
		if (edges.at[i].kind == EDGE_IMPORT && edges.at[i].import == import)
			return &edges.at[i];
	return NULL;
}

const struct span *
project_edge_span(const struct project *p, module_id m, const struct edge *e)
{
	const struct facts *f = p->modules.at[m].facts;

	return e->kind == EDGE_USE ? &f->uses.at[e->use].span : &f->imports.at[e->import].statement;
}

struct str
project_name(const struct project *p, env_id env, module_id m)
{
	struct upper last;
	struct str name;

	if (env == p->modules.at[m].env)
		return p->model->all_names[m].at[0];
	last = (struct upper){ 0 };
	name = env_module_name(p->model, env, m, &last);
	arena_release(&last.arena);
	return name;
}

struct strs
project_names(const struct project *p, module_id m)
{
	return p->model->all_names[m];
}

module_id
project_module_at(const struct project *p, struct str path)
{
	return tree_module_at(p->model, path);
}

service_id
project_service(const struct project *p, struct str name)
{
	return sorted_find(SORTED(p->services.at, name, p->services.count), name);
}

bool
project_in_closure(const struct project *p, service_id s, module_id m)
{
	return reach_has(&p->services.at[s].reach, m);
}

enum target_kind
project_find(const struct project *p, env_id env, struct str dotted, module_id *to)
{
	struct arena view = { 0 };
	struct lookup l = lookup_only(p->model, &view, env, dotted);

	arena_release(&view);
	*to = l.whole ? l.found.module : ID_NONE;
	if (l.whole)
		return l.found.module != ID_NONE ? TARGET_MODULE : TARGET_NAMESPACE;
	return l.parts > 0 && l.found.kind != FOUND_NAMESPACE ? TARGET_MISSING : TARGET_OUTSIDE;
}
