/*
 * unit.c - finds modules by name and by import, as Python's path finder would (language reference
 * 5.4): the project's own, the standard library's, the installed ones.
 */
#include "classes/unit.h"

#include "base/path.h"
#include "rules/python.h"
#include "rules/std.h"

#define MAYBE_ROW UINT32_MAX /* in world.by_name: nobody knows */
#define NO_ROW    (UINT32_MAX - 1)

void
world_open(struct world *w, struct arena *a, const struct project *p)
{
	*w = (struct world){
		.arena = a,
		.project = p,
		.installed = p->installed,
		.minor = p->python,
		.names = names_new(a),
	};
}

/* A module or, of any namespace, the one number that all have; UINT32_MAX: it is none of ours. */
static uint32_t
place_of(const struct world *w, unit_id u)
{
	const struct unit *unit = &w->units.at[u];

	if (unit->kind == UNIT_NAMESPACE)
		return w->looks->modules;
	return unit->kind == UNIT_PROJECT ? unit->module : UINT32_MAX;
}

static void
note_look(const struct world *w, unit_id from, unit_id to)
{
	uint32_t left, right;

	if (w->looks == NULL || from == UNIT_NONE || to == UNIT_NONE)
		return;
	left = place_of(w, from);
	right = place_of(w, to);
	if (left != UINT32_MAX && right != UINT32_MAX)
		looks_add(w->looks, left, right);
}

void
unit_turns(const struct world *w, unit_id u)
{
	if (w->looks != NULL && u != UNIT_NONE && place_of(w, u) != UINT32_MAX)
		(void)bits_add(&w->looks->turns, place_of(w, u));
}

static bool
is_broken(const struct facts *f)
{
	return f->problems.count > 0;
}

static unit_id
add(struct world *w, const struct unit *unit)
{
	struct unit *row = vec_push(w->arena, &w->units);

	*row = *unit;
	row->broken = row->facts != NULL && is_broken(row->facts);
	return w->units.count - 1;
}

/* Where each import's edge is, as far as the model has them. */
static const uint32_t *
edges_by_row(struct world *w, env_id env, module_id m)
{
	struct edges edges = project_edges(w->project, env, m);
	uint32_t *rows = arena_array(
		w->arena, uint32_t, (size_t)w->project->modules.at[m].facts->imports.count + 1);

	for (uint32_t i = 0; i < edges.count; i++)
		if (edges.at[i].kind == EDGE_IMPORT)
			rows[edges.at[i].import] = i + 1;
	return rows;
}

unit_id
unit_of_module(struct world *w, env_id env, module_id m)
{
	const struct module *module = &w->project->modules.at[m];
	bool fresh;
	uint32_t *row = map_put(w->arena, &w->by_module, map_key(env, m), &fresh);

	if (fresh) {
		struct unit unit = {
			.kind = UNIT_PROJECT,
			.name = project_name(w->project, env, m),
			.path = module->path,
			.env = env,
			.module = m,
			.facts = module->opaque ? NULL : module->facts,
			.package = module->package,
			.stub = module->stub,
		};

		*row = w->units.count + 1;
		if (!module->opaque)
			unit.edges = edges_by_row(w, env, m);
		return add(w, &unit);
	}
	return *row - 1;
}

unit_id
unit_led_to(struct world *w, unit_id from, module_id m)
{
	unit_id u = unit_of_module(w, w->units.at[from].env, m);

	note_look(w, from, u);
	return u;
}

static struct sight
found(struct world *w, const struct unit *unit)
{
	return (struct sight){ KNOWN_YES, add(w, unit) };
}

static struct sight
found_installed(struct world *w, const struct installed_module *m)
{
	struct unit unit = {
		.kind = m->kind == INSTALLED_NAMESPACE ? UNIT_NAMESPACE : UNIT_INSTALLED,
		.name = m->name,
		.path = m->path,
		.env = ENV_INSTALLED,
		.module = ID_NONE,
		.package = m->package,
		.stub = m->stub,
		.compiled = m->kind == INSTALLED_EXTENSION,
	};

	if (unit.kind == UNIT_INSTALLED)
		unit.facts = installed_facts(w->installed, m);
	return found(w, &unit);
}

/* A module that is no file of ours. */
static struct sight
find_elsewhere(struct world *w, struct str dotted)
{
	const struct installed_module *m = NULL;
	struct str rest = dotted, top = dotted;

	if (std_has_module(w->minor, dotted)) {
		struct unit unit = {
			.kind = UNIT_STANDARD,
			.name = str_keep(w->arena, dotted),
			.env = ENV_INSTALLED,
			.module = ID_NONE,
		};

		return found(w, &unit);
	}
	if (w->installed != NULL)
		m = installed_find(w->installed, dotted);
	if (m != NULL && m->kind != INSTALLED_NOTHING)
		return found_installed(w, m);
	str_cut(&rest, '.', &top);
	return (struct sight){
		never_there(top) || std_has_module(w->minor, top) ? KNOWN_NO : KNOWN_MAYBE,
		UNIT_NONE,
	};
}

static struct sight look_up(struct world *w, env_id env, struct str dotted);

/* A compiled module may have its source or a stub beside it, which tells its classes. */
static struct sight
find_source(struct world *w, env_id env, struct str dotted)
{
	static const char *const names[] = { "%.*s/%.*s.py", "%.*s/%.*s.pyi" };
	struct str package = str_before_last(dotted, '.'), last = str_after_last(dotted, '.');
	struct sight above;

	if (package.len == 0)
		return (struct sight){ KNOWN_MAYBE, UNIT_NONE };
	above = look_up(w, env, package);
	if (above.known != KNOWN_YES || w->units.at[above.unit].kind != UNIT_PROJECT ||
	    !w->units.at[above.unit].package)
		return (struct sight){ KNOWN_MAYBE, UNIT_NONE };

	struct str folder = path_dir(w->units.at[above.unit].path);
	for (size_t i = 0; i < countof(names); i++) {
		const char *path = arena_printf(w->arena, names[i], STR_ARG(folder), STR_ARG(last));
		module_id m = project_module_at(w->project, str_of(path));

		if (m == ID_NONE)
			continue;
		unit_id u = unit_of_module(w, env, m);
		/* Whoever came to it by its path knew nothing of that. */
		unit_turns(w, u);
		w->units.at[u].stub = w->units.at[u].compiled = true;
		return (struct sight){ KNOWN_YES, u };
	}
	return (struct sight){ KNOWN_MAYBE, UNIT_NONE };
}

/* Is the missing submodule not there? Below a file that is no package, whoever names it has put it
 * into sys.modules (os.path, six.moves); a package may change its __path__. */
static bool
is_absent(struct world *w, env_id env, struct str dotted)
{
	struct str package = str_before_last(dotted, '.');
	struct sight above;
	const struct unit *u;

	if (package.len == 0)
		return true;
	above = look_up(w, env, package);
	if (above.known != KNOWN_YES)
		return above.known == KNOWN_NO;
	u = &w->units.at[above.unit];
	return u->kind == UNIT_PROJECT && u->package && u->facts != NULL &&
	       unit_bindings(w, above.unit, 0, STR("__path__")).count == 0;
}

/* Is it below a folder without __init__ that is called like a library? Where that is installed its package is the one
 * that is found, wherever it stands on sys.path (PEP 420). */
static bool
is_overlaid(struct world *w, env_id env, struct str dotted)
{
	struct str rest = dotted, top;
	module_id to;

	return str_cut(&rest, '.', &top) && rest.len > 0 &&
	       project_find(w->project, env, top, &to) == TARGET_NAMESPACE &&
	       !dist_is_namespace(top) && import_is_library(top);
}

static struct sight
find(struct world *w, env_id env, struct str dotted)
{
	enum target_kind target;
	struct sight sight;
	module_id to;

	if (env == ENV_INSTALLED)
		return find_elsewhere(w, dotted);
	target = project_find(w->project, env, dotted, &to);
	if (target == TARGET_MODULE && is_overlaid(w, env, dotted))
		return look_up(w, ENV_INSTALLED, dotted);
	if (target == TARGET_MODULE)
		return (struct sight){ KNOWN_YES, unit_of_module(w, env, to) };
	sight = look_up(w, ENV_INSTALLED, dotted);
	if (target == TARGET_MISSING && sight.known != KNOWN_YES)
		return (struct sight){
			is_absent(w, env, dotted) ? KNOWN_NO : KNOWN_MAYBE, UNIT_NONE
		};
	if (target == TARGET_NAMESPACE && sight.known != KNOWN_YES) {
		struct sight source = find_source(w, env, dotted);

		if (source.known == KNOWN_YES)
			return source;
	}
	if (target == TARGET_NAMESPACE &&
	    (sight.known != KNOWN_YES || w->units.at[sight.unit].kind == UNIT_NAMESPACE)) {
		struct unit unit = {
			.kind = UNIT_NAMESPACE,
			.name = str_keep(w->arena, dotted),
			.env = env,
			.module = ID_NONE,
		};

		return found(w, &unit);
	}
	return sight;
}

static struct sight
look_up(struct world *w, env_id env, struct str dotted)
{
	uint64_t key = map_key(env, names_put(w->names, dotted));
	const uint32_t *known = map_find(&w->by_name, key);
	struct sight sight;

	if (dotted.len == 0)
		return (struct sight){ KNOWN_MAYBE, UNIT_NONE };
	if (known != NULL && *known < NO_ROW)
		return (struct sight){ KNOWN_YES, *known - 1 };
	if (known != NULL)
		return (struct sight){ *known == NO_ROW ? KNOWN_NO : KNOWN_MAYBE, UNIT_NONE };
	sight = find(w, env, dotted);
	*map_put(w->arena, &w->by_name, key, NULL) =
		sight.known == KNOWN_YES  ? sight.unit + 1
		: sight.known == KNOWN_NO ? NO_ROW
					  : MAYBE_ROW;
	return sight;
}

/* That a module is not there was told by the packages around it. */
static void
note_around(struct world *w, unit_id from, env_id env, struct str dotted)
{
	struct sight top = look_up(w, env, str_before(dotted, '.'));

	if (top.known != KNOWN_YES || w->units.at[top.unit].env == ENV_INSTALLED)
		return;
	while ((dotted = str_before_last(dotted, '.')).len > 0) {
		struct sight around = look_up(w, env, dotted);

		if (around.known == KNOWN_YES)
			note_look(w, from, around.unit);
	}
}

struct sight
unit_find(struct world *w, unit_id from, env_id env, struct str dotted)
{
	struct sight sight = look_up(w, env, dotted);

	if (w->looks == NULL || from == UNIT_NONE || env == ENV_INSTALLED)
		return sight;
	if (sight.known == KNOWN_YES)
		note_look(w, from, sight.unit);
	else
		note_around(w, from, env, dotted);
	return sight;
}

static struct str
join(struct world *w, struct str left, struct str right)
{
	if (left.len == 0 || right.len == 0)
		return left.len == 0 ? right : left;
	return str_join(w->arena, left, '.', right);
}

struct sight
unit_submodule(struct world *w, unit_id package, struct str name)
{
	const struct unit *u = &w->units.at[package];

	if (u->kind == UNIT_PROJECT && !u->package)
		return (struct sight){ KNOWN_NO, UNIT_NONE };
	return unit_find(w, package, u->env, join(w, u->name, name));
}

struct str
unit_import_name(struct world *w, unit_id u, uint32_t import)
{
	const struct unit *unit = &w->units.at[u];
	const struct fact_import *row = &unit->facts->imports.at[import];
	struct str base = unit->name;
	struct str module = facts_text(unit->facts, row->module);

	if (row->level == 0)
		return module;
	for (unsigned i = unit->package ? 1 : 0; i < row->level; i++) {
		if (base.len == 0)
			return STR("");
		base = str_before_last(base, '.');
	}
	return join(w, base, module);
}

module_id
unit_edge(const struct world *w, unit_id u, uint32_t import, struct str dotted)
{
	const struct unit *unit = &w->units.at[u];
	struct edges edges;

	if (unit->edges == NULL || unit->edges[import] == 0)
		return ID_NONE;
	edges = project_edges(w->project, unit->env, unit->module);
	for (uint32_t i = unit->edges[import]; i-- > 0 && edges.at[i].import == import;) {
		const struct edge *e = &edges.at[i];

		if (e->to != ID_NONE && str_eq(names_text(w->project->names, e->name), dotted))
			return e->to;
	}
	return ID_NONE;
}

struct sight
unit_imported(struct world *w, unit_id u, uint32_t import)
{
	struct str dotted = unit_import_name(w, u, import);
	module_id to = unit_edge(w, u, import, dotted);
	env_id env = w->units.at[u].env;

	if (to != ID_NONE &&
	    (w->units.at[u].facts->imports.at[import].level > 0 || !is_overlaid(w, env, dotted)))
		return (struct sight){ KNOWN_YES, unit_led_to(w, u, to) };
	return unit_find(w, u, env, dotted);
}

struct binding_index *
unit_index(struct world *w, unit_id u)
{
	struct unit *unit = &w->units.at[u];

	if (unit->index == NULL)
		unit->index = index_of(w, unit->facts);
	return unit->index;
}

const struct binding_index *
unit_classes(struct world *w, unit_id u)
{
	struct binding_index *index = unit_index(w, u);

	index_classes(index);
	return index;
}

struct binding_range
unit_bindings(const struct world *w, unit_id u, uint32_t scope, struct str name)
{
	return facts_bound(w->units.at[u].facts, scope, name);
}
