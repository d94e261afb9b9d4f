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

/* A looked-up name, and how it was come by. */
struct sight {
	struct lookup lookup;
	struct str name;  /* absolute, dotted; "" where no root leads there */
	bool relative;    /* starts at a directory of ours */
	dir_id base;      /* that directory */
	bool not_shipped; /* found only outside what is shipped */
};

/* Everything that one module's edges are made with. */
struct builder {
	struct model *m;
	env_id env;
	module_id module;
	const struct facts *facts;
	dir_id dir; /* that the module is in */

	const struct fact_import *last; /* the row before, … */
	struct sight seen; /* … and what its module is: names of one statement share it */
	bool known;        /* false: it is above the repository */
};

static struct str
join(struct model *m, struct str left, struct str right)
{
	if (left.len == 0)
		return right;
	return right.len == 0 ? left : str_join(m->arena, left, '.', right);
}

/* A whole module or package of ours below the directory. */
static bool
look_in_folder(struct builder *b, env_id env, dir_id d, struct str dotted, struct lookup *out)
{
	struct lookup l = lookup_below(b->m, env, d, dotted);

	if (!l.whole || l.found.module == ID_NONE || l.found.module == b->module)
		return false;
	*out = l;
	return true;
}

/* A script's own folder, and the folder around its outermost package, are on sys.path where
 * it is run as a script or by a test runner: looked at last, and not for a project's packages,
 * whose folders without __init__.py are namespaces. */
static bool
look_beside(struct builder *b, env_id env, struct str dotted, struct lookup *out)
{
	struct model *m = b->m;
	struct str folder = path_dir(m->modules.at[b->module].path);
	dir_id script = ID_NONE;

	for (dir_id d = b->dir; d != ID_NONE; d = m->dirs.at[d].parent) {
		if (script == ID_NONE && m->dirs.at[d].init == ID_NONE)
			script = d;
		if (m->dirs.at[d].packages && d != script) {
			script = ID_NONE;
			break;
		}
	}
	if (script != ID_NONE && look_in_folder(b, env, script, dotted, out))
		return true;
	const struct fact_paths paths = b->facts->paths;
	for (uint32_t i = 0; i < paths.count && i < PATHS_LIMIT; i++) {
		struct str path;

		if (paths.at[i].kind != PATH_RELATIVE ||
		    !path_resolve(m->arena, folder, facts_text(b->facts, paths.at[i].path), &path))
			continue;
		dir_id d = tree_dir(m, path);
		if (d != ID_NONE && look_in_folder(b, env, d, dotted, out))
			return true;
	}
	return false;
}

/* Is the name's first part that of a distribution which the service requires? Then an
 * installed copy is meant where the repository's own is not shipped. */
static bool
is_stated(const struct model *m, env_id env, struct str dotted)
{
	struct str rest = dotted, first;

	if (!str_cut(&rest, '.', &first))
		return false;
	const struct strs stated = m->env_infos.at[env].stated;
	for (uint32_t i = 0; i < stated.count; i++)
		if (str_eq(stated.at[i], first))
			return true;
	return false;
}

static struct sight
see_absolute(struct builder *b, struct str dotted)
{
	struct model *m = b->m;
	struct sight s = { .name = dotted };

	s.lookup = lookup_absolute(m, b->env, dotted);
	if (!s.lookup.whole && m->env_infos.at[b->env].whole != b->env &&
	    !is_stated(m, b->env, dotted)) {
		struct lookup all = lookup_absolute(m, m->env_infos.at[b->env].whole, dotted);

		if (all.whole && all.found.module != ID_NONE) {
			s.lookup = all;
			s.not_shipped = true;
		}
	}
	if (s.lookup.parts == 0) {
		struct lookup beside;
		env_id whole = m->env_infos.at[b->env].whole;

		if (look_beside(b, whole, dotted, &beside)) {
			s.lookup = beside;
		} else if (m->loader_env[b->module] != ID_NONE &&
		           m->loader_env[b->module] != b->env) {
			struct lookup other = lookup_absolute(m, m->loader_env[b->module], dotted);
			if (other.whole)
				s.lookup = other;
		}
	}
	return s;
}

static bool
see_relative(struct builder *b, unsigned level, struct str rest, struct sight *s)
{
	struct model *m = b->m;
	dir_id d = b->dir;

	for (unsigned i = 1; i < level && d != ID_NONE; i++)
		d = m->dirs.at[d].parent;
	if (d == ID_NONE)
		return false;
	*s = (struct sight){ .relative = true, .base = d };
	s->name = join(m, env_dir_name(m, b->env, d), rest);
	s->lookup = lookup_below(m, b->env, d, rest);
	if (!s->lookup.whole && m->env_infos.at[b->env].whole != b->env) {
		struct lookup all = lookup_below(m, m->env_infos.at[b->env].whole, d, rest);

		if (all.whole && all.found.module != ID_NONE) {
			s->lookup = all;
			s->not_shipped = true;
		}
	}
	/* A namespace package has more directories than this one. */
	if (!s->lookup.whole && m->dirs.at[d].init == ID_NONE && s->name.len > rest.len) {
		struct lookup named = lookup_absolute(m, b->env, s->name);
		if (named.whole)
			s->lookup = named;
	}
	return true;
}

/* What the row's module is; false when it is above the repository. */
static bool
see_module(struct builder *b, const struct fact_import *fact, struct sight *s)
{
	struct str module = facts_text(b->facts, fact->module);

	if (b->last == NULL || b->last->module != fact->module || b->last->level != fact->level) {
		b->last = fact;
		b->seen = (struct sight){ 0 };
		b->known = true;
		if (fact->level == 0)
			b->seen = see_absolute(b, module);
		else
			b->known = see_relative(b, fact->level, module, &b->seen);
	}
	*s = b->seen;
	return b->known;
}

static enum target_kind
kind_of(const struct sight *s)
{
	const struct lookup *l = &s->lookup;

	if (l->whole) {
		if (s->not_shipped)
			return TARGET_NOT_SHIPPED;
		return l->found.module != ID_NONE ? TARGET_MODULE : TARGET_NAMESPACE;
	}
	/* Of a namespace, an installed distribution may bring another portion, or the
	 * package itself. */
	if (s->relative && (l->parts == 0 || l->found.kind == FOUND_PACKAGE))
		return TARGET_MISSING;
	if (l->parts > 0 && (l->found.kind == FOUND_PACKAGE || l->found.kind == FOUND_MODULE))
		return TARGET_MISSING;
	return TARGET_OUTSIDE;
}

static struct edge *
add(struct builder *b, enum edge_kind kind, const struct edge *like)
{
	struct edge *e = vec_push(b->m->arena, &b->m->edges);

	*e = *like;
	e->kind = kind;
	return e;
}

/* The packages that run before the module of a lookup: all parts but the last. */
static void
add_parents(struct builder *b, const struct sight *s, const struct edge *like)
{
	struct model *m = b->m;
	struct str name = s->name;
	dir_id from = s->base;

	if (s->relative) {
		size_t base = env_dir_name(m, b->env, from).len;
		size_t cut = base > 0 && base < name.len ? base + 1 : base;

		name = (struct str){ name.at + cut, name.len - cut };
	}
	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] != '.')
			continue;
		struct str upper = { name.at, i };
		struct lookup l = s->relative ? lookup_below(m, b->env, from, upper)
		                              : lookup_absolute(m, b->env, upper);
		if (!l.whole)
			return;
		if (l.found.kind != FOUND_PACKAGE || l.found.module == b->module ||
		    m->modules.at[l.found.module].stub)
			continue;
		struct edge *e = add(b, EDGE_PARENT, like);
		e->target = TARGET_MODULE;
		e->to = l.found.module;
		e->name = s->relative ? names_put(m->names, upper) : l.name;
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
			e->name = names_put(m->names, join(m, package->name, name));
			break;
		}
	}
}

/* Does the package bind the name itself? Then no folder of that name is meant. */
static bool
binds(const struct model *m, const struct sight *p, struct str name)
{
	if (p->lookup.found.module == ID_NONE)
		return false;
	const struct facts *facts = m->modules.at[p->lookup.found.module].facts;
	for (uint32_t i = 0; i < facts->bindings.count; i++)
		if (facts->bindings.at[i].scope == 0 &&
		    str_eq(facts_text(facts, facts->bindings.at[i].name), name))
			return true;
	return false;
}

/* `from p import n`: the submodule p.n, if there is one. */
static bool
see_submodule(struct builder *b, const struct sight *p, struct str name, struct sight *out)
{
	struct model *m = b->m;
	env_id envs[2] = { b->env, m->env_infos.at[b->env].whole };

	if (!p->lookup.whole) {
		/* Nothing of a namespace may be shipped. */
		if (p->relative || envs[0] == envs[1])
			return false;
		*out = see_absolute(b, join(m, p->name, name));
		return out->not_shipped;
	}
	for (uint32_t e = 0; e < countof(envs); e++) {
		for (uint32_t d = 0; d < p->lookup.found.dirs.count; d++) {
			struct lookup l =
				lookup_below(m, envs[e], p->lookup.found.dirs.at[d], name);
			if (!l.whole || (l.found.kind == FOUND_NAMESPACE && binds(m, p, name)))
				continue;
			*out = *p;
			out->lookup = l;
			out->name = join(m, p->name, name);
			out->not_shipped = e > 0 && envs[1] != envs[0];
			return true;
		}
	}
	/* A namespace may have portions that this lookup did not see. */
	if (p->lookup.found.kind == FOUND_NAMESPACE && p->name.len > 0) {
		*out = see_absolute(b, join(m, p->name, name));
		return out->lookup.whole;
	}
	return false;
}

/* A namespace binds nothing but its portions: `name` is none of those here, but an installed
 * distribution may bring it. */
static void
see_no_portion(struct builder *b, struct sight *s, struct str name)
{
	s->lookup.whole = false;
	if (s->relative)
		s->name = join(b->m, s->name, name);
}

static void
settle_target(struct edge *e, const struct sight *s)
{
	e->target = kind_of(s);
	e->to = e->target == TARGET_MODULE || e->target == TARGET_NOT_SHIPPED
	                ? s->lookup.found.module
	                : ID_NONE;
}

static void
import_row(struct builder *b, uint32_t row)
{
	const struct fact_import *fact = &b->facts->imports.at[row];
	struct model *m = b->m;
	struct str module = facts_text(b->facts, fact->module);
	struct str name = facts_text(b->facts, fact->name);
	bool star = str_eq(name, STR("*"));
	struct sight s = { 0 }, sub;
	struct edge e = { .import = row, .to = ID_NONE, .context = fact->context };

	e.unreachable = guard_truth(facts_text(b->facts, fact->guard), m->python) == TRUTH_FALSE;
	if ((fact->context & CONTEXT_COMPUTED) != 0 || (fact->level == 0 && module.len == 0) ||
	    !see_module(b, fact, &s)) {
		e.target = TARGET_UNKNOWN;
		add(b, EDGE_IMPORT, &e);
		return;
	}

	struct sight base = s;
	if (name.len > 0 && !star && see_submodule(b, &s, name, &sub))
		s = sub;
	else if (name.len > 0 && s.lookup.whole && s.lookup.found.kind == FOUND_NAMESPACE && !star)
		see_no_portion(b, &s, name);
	settle_target(&e, &s);
	if (e.target == TARGET_MODULE && (e.context & CONTEXT_MISSING_MODULE_ONLY) != 0)
		e.context &= (uint16_t) ~(CONTEXT_OPTIONAL | CONTEXT_MISSING_MODULE_ONLY);
	e.name = names_put(m->names, s.name);
	add_parents(b, &s, &e);
	add(b, EDGE_IMPORT, &e);
	if (star && base.lookup.whole)
		add_star(b, &base, &e);
}

/* `import a` … `a.b.c`: the longest part that is a module of ours, deeper than `a` itself. */
static void
use_row(struct builder *b, uint32_t row)
{
	const struct fact_use *use = &b->facts->uses.at[row];
	const struct fact_import *fact = &b->facts->imports.at[use->import];
	struct model *m = b->m;
	struct str alias = facts_text(b->facts, fact->alias);
	struct str module = facts_text(b->facts, fact->module);
	struct str rest = facts_text(b->facts, use->dotted), first;

	if (fact->level > 0 || facts_text(b->facts, fact->name).len > 0 ||
	    !str_cut(&rest, '.', &first))
		return;
	struct str dotted = alias.len > 0 ? join(m, module, rest) : join(m, first, rest);
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
	};
	e.unreachable = guard_truth(facts_text(b->facts, fact->guard), m->python) == TRUTH_FALSE;
	add(b, EDGE_USE, &e);
}

static struct edges
rows_of(const struct model *m, uint32_t row)
{
	const struct edge_range *range = &m->range_rows.at[row - 1];

	return (struct edges){ range->count > 0 ? m->edges.at + range->first : NULL, range->count };
}

/* The row of range_rows + 1, or 0. */
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
	return row != 0 ? rows_of(m, row) : (struct edges){ 0 };
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

struct edges
edges_in(struct model *m, env_id env, module_id module)
{
	uint32_t row = row_in(m, env, module);

	if (row != 0)
		return rows_of(m, row);

	struct builder b = {
		.m = m,
		.env = env,
		.module = module,
		.facts = m->modules.at[module].facts,
		.dir = tree_dir(m, path_dir(m->modules.at[module].path)),
	};
	struct edge_range range = { m->edges.count, 0 };

	for (uint32_t i = 0; i < b.facts->imports.count; i++)
		import_row(&b, i);
	for (uint32_t i = 0; i < b.facts->uses.count; i++)
		use_row(&b, i);
	range.count = m->edges.count - range.first;
	*vec_push(m->arena, &m->range_rows) = range;
	put_row(m, env, module, m->range_rows.count);
	return rows_of(m, m->range_rows.count);
}

struct edges
edges_of(struct model *m, env_id env, module_id module)
{
	return edges_in(m, share_edges_env(m, env, module), module);
}
