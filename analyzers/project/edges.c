/*
 * edges.c - import statements become edges: what Python loads for each, in one environment.
 *
 * Language reference 7.11 (the import statement) and 5.4.2 (submodules): the packages
 * around a module run before it; `from p import n` takes the submodule p.n where there is one.
 */
#include "base/path.h"
#include "facts/guard.h"
#include "project/model.h"

/* Folders that one file puts on sys.path by hand. */
#define PATHS_LIMIT 100

/* Everything that one module's edges are made with. */
struct builder {
	struct model *m;
	env_id env;
	module_id module;
	const struct facts *facts;
	dir_id dir;  /* that the module is in */
	bool shares; /* it has something in common with other environments */
	env_id row; /* in which the row's names lead to the same, if they are absolute: it may be that of other
	               services, too */

	const struct fact_import *last; /* the row before, … */
	env_id last_row;
	const struct sight *seen; /* … and what its module is: names of one statement share it.
	                             NULL: it is above the repository */
};

/* A whole module or package of ours below the directory: what is not called as `s` begins is none. */
static const struct sight *
see_in_folder(struct builder *b, dir_id d, const struct sight *s, struct str dotted)
{
	env_id env = b->m->env_infos.at[b->env].whole;
	struct sight other = *s;

	if (s->first == NAME_NONE || dir_child(b->m, d, s->first) == NULL)
		return NULL;
	other.lookup = lookup_below(b->m, env, d, dotted);
	return other.lookup.whole && other.lookup.found.module != ID_NONE
	               ? sight_keep(b->m, &other)
	               : NULL;
}

/* The same of a script's folder, once for all modules that lie there. */
static const struct sight *
see_in_script(struct builder *b, dir_id d, const struct sight *s, struct str dotted)
{
	struct model *m = b->m;
	uint32_t *row = map_put(m->arena, &m->sights_beside, map_key(s->row, d), NULL);
	const struct sight *seen;

	if (*row == ID_NONE)
		return NULL;
	if (*row != 0)
		return m->sights.at[*row - 1];
	seen = see_in_folder(b, d, s, dotted);
	*row = seen != NULL ? m->sights.count + 1 : ID_NONE;
	if (seen != NULL)
		*vec_push(m->arena, &m->sights) = seen;
	return seen;
}

/* No module finds itself. */
static bool
is_another(const struct builder *b, const struct sight *seen)
{
	return seen != NULL && seen->lookup.found.module != b->module;
}

/* A script's own folder, and the folder around its outermost package, are on sys.path where
 * it is run as a script or by a test runner: looked at last, and not for a project's packages,
 * whose folders without __init__.py are namespaces. */
static const struct sight *
see_beside(struct builder *b, const struct sight *s, struct str dotted)
{
	struct model *m = b->m;
	const struct sight *seen;
	dir_id script = ID_NONE;

	for (dir_id d = b->dir; d != ID_NONE; d = m->dirs.at[d].parent) {
		if (script == ID_NONE && m->dirs.at[d].init == ID_NONE)
			script = d;
		if (m->dirs.at[d].packages && d != script) {
			script = ID_NONE;
			break;
		}
	}
	seen = script != ID_NONE ? see_in_script(b, script, s, dotted) : NULL;
	if (is_another(b, seen))
		return seen;
	const struct fact_paths paths = b->facts->paths;
	for (uint32_t i = 0; i < paths.count && i < PATHS_LIMIT; i++) {
		struct str path;

		if (paths.at[i].kind != PATH_RELATIVE ||
		    !path_resolve(m->arena, m->dirs.at[b->dir].path,
		                  facts_text(b->facts, paths.at[i].path), &path))
			continue;
		dir_id d = tree_dir(m, path);
		seen = d != ID_NONE ? see_in_folder(b, d, s, dotted) : NULL;
		if (is_another(b, seen))
			return seen;
	}
	return NULL;
}

static const struct sight *
see_absolute(struct builder *b, struct str dotted)
{
	struct model *m = b->m;
	const struct sight *s = sight_absolute(m, b->row, dotted), *beside;
	env_id loader = m->loader_env[b->module];
	struct sight other;

	if (s->lookup.parts > 0)
		return s;
	beside = see_beside(b, s, dotted);
	if (beside != NULL || loader == ID_NONE || loader == b->env)
		return beside != NULL ? beside : s;
	other = *s;
	other.lookup = lookup_absolute(m, loader, dotted);
	return other.lookup.whole ? sight_keep(m, &other) : s;
}

/* What the row's module is; NULL when it is above the repository. */
static const struct sight *
see_module(struct builder *b, const struct fact_import *fact)
{
	struct str module;
	dir_id from = b->dir;

	if (b->last != NULL && b->last->module == fact->module && b->last->level == fact->level &&
	    b->last_row == b->row)
		return b->seen;
	b->last = fact;
	b->last_row = b->row;
	module = facts_text(b->facts, fact->module);
	for (unsigned i = 1; i < fact->level && from != ID_NONE; i++)
		from = b->m->dirs.at[from].parent;
	if (fact->level == 0)
		b->seen = see_absolute(b, module);
	else
		b->seen = from != ID_NONE ? sight_relative(b->m, b->env, from, module) : NULL;
	return b->seen;
}

static struct edge *
add(struct builder *b, enum edge_kind kind, const struct edge *like)
{
	struct edge *e = vec_push(b->m->arena, &b->m->edges_made);

	*e = *like;
	e->kind = kind;
	return e;
}

static void
add_parents(struct builder *b, const struct sight *s, const struct edge *like)
{
	for (uint32_t i = 0; i < s->parent_count; i++) {
		const struct parent *parent = &b->m->parents.at[s->first_parent + i];

		if (parent->module == b->module)
			continue;
		struct edge *e = add(b, EDGE_PARENT, like);
		e->target = TARGET_MODULE;
		e->to = parent->module;
		e->name = parent->name;
	}
}

/* `from p import *` loads the submodules that p.__all__ names. */
static void
add_star(struct builder *b, const struct sight *package, const struct edge *like)
{
	struct model *m = b->m;

	if (package->lookup.found.kind != FOUND_PACKAGE || package->lookup.found.module == ID_NONE)
		return;
	const struct facts *facts = m->modules.at[package->lookup.found.module].facts;
	for (uint32_t i = 0; i < facts->exports.count; i++) {
		struct str name = facts_text(facts, facts->exports.at[i].name);

		if (facts->exports.at[i].kind != EXPORT_NAME || !tree_is_identifier(name))
			continue;
		for (uint32_t d = 0; d < package->lookup.found.dirs.count; d++) {
			struct lookup l =
				lookup_below(m, b->env, package->lookup.found.dirs.at[d], name);
			if (!l.whole || l.found.module == ID_NONE)
				continue;
			struct edge *e = add(b, EDGE_STAR, like);
			e->target = TARGET_MODULE;
			e->to = l.found.module;
			e->name = sight_join(m, package->name, name);
			break;
		}
	}
}

/* `from p import n`: the submodule p.n, if there is one. */
static const struct sight *
see_submodule(struct builder *b, const struct sight *p, struct str name)
{
	struct model *m = b->m;
	const struct lookup *l = &p->lookup;
	const struct sight *s = l->whole ? sight_submodule(m, b->row, p, name) : NULL;

	/* Nothing of a namespace may be shipped; or it has portions that this lookup did not see. */
	if (s != NULL ||
	    (l->whole ? l->found.kind != FOUND_NAMESPACE || p->name == NAME_NONE
	              : p->relative || m->env_infos.at[b->row].whole == b->row))
		return s;
	s = see_absolute(b, names_text(m->names, sight_join(m, p->name, name)));
	return (l->whole ? s->lookup.whole : s->not_shipped) ? s : NULL;
}

/* A namespace binds nothing but its portions: `name` is none of those here, but an installed
 * distribution may bring it. */
static const struct sight *
see_no_portion(struct builder *b, const struct sight *p, struct str name)
{
	struct sight s = *p;

	s.lookup.whole = false;
	if (s.relative)
		s.name = sight_join(b->m, s.name, name);
	return sight_keep(b->m, &s);
}

static bool
is_star(const struct builder *b, const struct fact_import *fact)
{
	return facts_text(b->facts, fact->name).at[0] == '*';
}

/* What the row names. */
static const struct sight *
see_target(struct builder *b, const struct fact_import *fact)
{
	const struct sight *p = see_module(b, fact), *s = NULL;
	struct str name;

	if (p == NULL || fact->name == 0 || is_star(b, fact))
		return p;
	name = facts_text(b->facts, fact->name);
	s = see_submodule(b, p, name);
	if (s == NULL && p->lookup.whole && p->lookup.found.kind == FOUND_NAMESPACE)
		s = see_no_portion(b, p, name);
	return s != NULL ? s : p;
}

static bool
is_unreachable(const struct builder *b, guard_ref guard)
{
	return guard != 0 && guard_truth(facts_text(b->facts, guard), b->m->python) == TRUTH_FALSE;
}

static env_id
row_env(const struct builder *b, const struct fact_import *fact)
{
	return share_names_env(
		b->m, b->env, facts_text(b->facts, fact->module), facts_text(b->facts, fact->name));
}

static void
import_row(struct builder *b, uint32_t row)
{
	const struct fact_import *fact = &b->facts->imports.at[row];
	const struct sight *s = NULL;
	struct edge e = {
		.import = row,
		.target = TARGET_UNKNOWN,
		.to = ID_NONE,
		.context = fact->context,
		.unreachable = is_unreachable(b, fact->guard),
	};

	if (b->shares)
		b->row = fact->level > 0 ? b->env : row_env(b, fact);
	if ((fact->context & CONTEXT_COMPUTED) == 0 && (fact->level > 0 || fact->module != 0))
		s = see_target(b, fact);
	*vec_push(b->m->arena, &b->m->sights_made) = s;
	if (s == NULL) {
		add(b, EDGE_IMPORT, &e);
		return;
	}
	e.target = s->target;
	if (e.target == TARGET_MODULE || e.target == TARGET_NOT_SHIPPED)
		e.to = s->lookup.found.module;
	e.name = s->name;
	add_parents(b, s, &e);
	add(b, EDGE_IMPORT, &e);
	if (s->lookup.whole && is_star(b, fact))
		add_star(b, s, &e);
}

/* May the use name something below the module that the row names? Only what is in its directories is. */
static bool
may_lead_below(const struct builder *b, const struct fact_import *fact, const struct sight *s,
               struct str use)
{
	struct str module = facts_text(b->facts, fact->module), rest = use, part;
	name_id name;

	if (!s->lookup.whole || s->not_shipped)
		return true;
	if (fact->alias == 0) {
		if (!str_starts(use, module) || use.at[module.len] != '.')
			return use.len != module.len;
		rest = str_from(use, module.len + 1);
	} else {
		(void)str_cut(&rest, '.', &part);
	}
	name = str_cut(&rest, '.', &part) ? names_find(b->m->names, part) : NAME_NONE;
	for (uint32_t i = 0; name != NAME_NONE && i < s->lookup.found.dirs.count; i++)
		if (dir_child(b->m, s->lookup.found.dirs.at[i], name) != NULL)
			return true;
	return false;
}

/* `import a` … `a.b.c`: the longest part that is a module of ours, deeper than `a` itself. */
static void
use_row(struct builder *b, uint32_t row)
{
	const struct fact_use *use = &b->facts->uses.at[row];
	const struct fact_import *fact = &b->facts->imports.at[use->import];
	struct model *m = b->m;
	const struct sight *s = m->sights_made.at[use->import];
	struct str rest = facts_text(b->facts, use->dotted), first;

	/* What is not ours has nothing of ours below it. */
	if (fact->level > 0 || fact->name != 0 || s == NULL || s->row == 0 ||
	    s->lookup.parts == 0 || !may_lead_below(b, fact, s, rest) ||
	    !str_cut(&rest, '.', &first))
		return;
	struct str module = names_text(m->names, s->name);
	name_id name = fact->alias != 0 ? s->name : names_put(m->names, first);
	struct str dotted = names_text(m->names, sight_join(m, name, rest));
	struct lookup l = lookup_absolute(m, b->env, dotted);
	size_t parts = 1;
	for (size_t i = 0; i < module.len; i++)
		parts += module.at[i] == '.';
	if (l.parts <= parts || l.found.module == ID_NONE)
		return;

	size_t len = 0;
	for (uint32_t left = l.parts; len < dotted.len; len++)
		if (dotted.at[len] == '.' && --left == 0)
			break;
	struct edge e = {
		.target = TARGET_MODULE,
		.to = l.found.module,
		.name = names_put(m->names, (struct str){ dotted.at, len }),
		.import = use->import,
		.use = row,
		.context = (uint16_t)(use->context | (fact->context & CONTEXT_TYPING)),
		.unreachable = is_unreachable(b, fact->guard),
	};
	add(b, EDGE_USE, &e);
}

/* The row of edge_rows + 1, or 0. */
static uint32_t
row_in(const struct model *m, env_id env, module_id module)
{
	const struct env_info *info = &m->env_infos.at[env];

	if (info->common == env)
		return info->ranges != NULL ? info->ranges[module] : 0;
	const uint32_t *at = map_find(&m->ranges, map_key(env, module));
	return at != NULL ? *at : 0;
}

struct edges
edges_known(const struct model *m, env_id env, module_id module)
{
	uint32_t row = row_in(m, env, module);
	env_id common = m->env_infos.at[env].common;

	if (row == 0 && common != env && !share_is_own(m, env, module))
		row = row_in(m, common, module);
	return row != 0 ? m->edge_rows.at[row - 1] : (struct edges){ 0 };
}

static void
put_row(struct model *m, env_id env, module_id module, uint32_t row)
{
	struct env_info *info = &m->env_infos.at[env];

	if (info->common != env) {
		*map_put(m->arena, &m->ranges, map_key(env, module), NULL) = row;
		return;
	}
	if (info->ranges == NULL)
		info->ranges = arena_array(m->arena, uint32_t, m->modules.count);
	info->ranges[module] = row;
}

struct made_edges
edges_make(struct model *m, env_id env, module_id module)
{
	struct builder b = {
		.m = m,
		.env = env,
		.shares = m->env_infos.at[env].own != NULL,
		.row = env,
		.module = module,
		.facts = m->modules.at[module].facts,
		.dir = m->module_dirs.at[module],
	};
	struct edge_vec *made = &m->edges_made;
	struct edge *at;

	made->count = m->sights_made.count = 0;
	for (uint32_t i = 0; i < b.facts->imports.count; i++)
		import_row(&b, i);
	for (uint32_t i = 0; i < b.facts->uses.count; i++)
		use_row(&b, i);
	if (made->count == 0)
		return (struct made_edges){ NULL, 0 };
	at = arena_array(m->lasting, struct edge, made->count);
	memcpy(at, made->at, made->count * sizeof(*at));
	return (struct made_edges){ at, made->count };
}

/* Whichever order they are made in. */
static void
note_made(struct model *m, env_id env, module_id module)
{
	uint64_t one = (map_key(env, module) + 1) * UINT64_C(0x9E3779B97F4A7C15);

	m->edges_sum += (one ^ one >> 31) * UINT64_C(0xFF51AFD7ED558CCD);
}

void
edges_put(struct model *m, env_id env, module_id module, struct made_edges made)
{
	*vec_push(m->arena, &m->edge_rows) = (struct edges){ made.at, made.count };
	note_made(m, env, module);
	put_row(m, env, module, m->edge_rows.count);
}

bool
edges_are_made(const struct model *m, env_id env, module_id module)
{
	return row_in(m, env, module) != 0;
}

struct edges
edges_in(struct model *m, env_id env, module_id module)
{
	uint32_t row = row_in(m, env, module);

	if (row == 0) {
		edges_put(m, env, module, edges_make(m, env, module));
		row = m->edge_rows.count;
	}
	return m->edge_rows.at[row - 1];
}
