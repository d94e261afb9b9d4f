/*
 * outline.c - names of modules, through plain imports, to classes.
 */
#include "classes/outline.h"

#include "base/arena.h"
#include "base/path.h"

#define DEPTH_LIMIT 20 /* of imports of what is imported */

void
outlines_open(struct outlines *o, struct world *w)
{
	*o = (struct outlines){
		.world = w,
		.arena = w->arena,
		.project = w->project,
		.own = arena_array(w->arena, uint32_t, w->project->modules.count),
	};
}

void
outlines_release(struct outlines *o)
{
	buf_release(&o->name);
}

struct outline *
outline_of(struct outlines *o, env_id env, module_id m)
{
	const struct module *module = &o->project->modules.at[m];
	uint32_t *row = env == module->env ? &o->own[m]
	                                   : map_put(o->arena, &o->rows, map_key(env, m), NULL);
	struct outline *in;
	struct binding_range stars;
	struct str stem;

	if (*row != 0)
		return o->all.at[*row - 1];
	in = arena_new(o->arena, struct outline);
	*vec_push(o->arena, &o->all) = in;
	*row = o->all.count;
	*in = (struct outline){ .env = env, .module = m };
	/* Whatever has one of these names is read in a way of its own. */
	stem = path_stem(module->path);
	if (module->opaque || str_eq(stem, STR("typing")) || str_eq(stem, STR("typing_extensions")))
		return in;
	in->facts = module->facts;
	in->edges = project_edges(o->project, env, m);
	in->classes = arena_array(o->arena, unsigned char, (size_t)in->facts->classes.count + 1);
	stars = facts_bound(in->facts, 0, STR("*"));
	if (stars.count > 0) {
		uint32_t last = in->facts->bound.at[stars.first + stars.count - 1].row;

		in->stars = in->facts->bindings.at[last].span.start + 1;
	}
	return in;
}

/* Somebody is led there from the outline's module. */
static struct outline *
outline_next(struct outlines *o, const struct outline *in, module_id m)
{
	if (o->world->looks != NULL)
		looks_add(o->world->looks, in->module, m);
	return outline_of(o, in->env, m);
}

void
outline_turns(const struct outlines *o, const struct outline *in)
{
	if (o->world->looks != NULL)
		(void)bits_add(&o->world->looks->turns, in->module);
}

/* The edges of an import: from its first one on. */
static uint32_t
edges_from(const struct outline *in, uint32_t import)
{
	uint32_t low = 0, high = in->edges.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct edge *e = &in->edges.at[middle];

		if (e->kind == EDGE_USE || e->import >= import)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static bool
is_of(const struct outline *in, uint32_t at, uint32_t import)
{
	return at < in->edges.count && in->edges.at[at].kind != EDGE_USE &&
	       in->edges.at[at].import == import;
}

/* The absolute name of the module that the row names, in o->name; "" where there is none. */
static struct str
module_name(struct outlines *o, const struct outline *in, const struct fact_import *import)
{
	struct str module = facts_text(in->facts, import->module), base;

	if (import->level == 0)
		return module;
	base = project_name(o->project, in->env, in->module);
	for (unsigned i = o->project->modules.at[in->module].package ? 1 : 0; i < import->level;
	     i++) {
		if (base.len == 0)
			return STR("");
		base = str_before_last(base, '.');
	}
	buf_clear(&o->name);
	buf_str(&o->name, base);
	if (base.len > 0 && module.len > 0)
		buf_char(&o->name, '.');
	buf_str(&o->name, module);
	return buf_text(&o->name);
}

/* What the typing module has that is no class; final() is somebody else's to tell. */
static bool
is_special(struct str module, struct str name, struct plain *out)
{
	if (!str_eq(module, STR("typing")) && !str_eq(module, STR("typing_extensions")))
		return false;
	if (str_eq(name, STR("final")))
		out->kind = PLAIN_ASK;
	else if (str_eq(name, STR("NamedTuple")) || str_eq(name, STR("TypedDict")))
		out->kind = PLAIN_NOTHING;
	else
		return false;
	return true;
}

static struct plain
in_library(const struct outlines *o, struct str module, struct str name)
{
	struct std_name found = std_module_name(o->project->python, module, name);
	struct plain special;

	if (is_special(module, name, &special))
		return special;
	switch (found.kind) {
	case STD_UNKNOWN:
		return (struct plain){ .kind = PLAIN_ASK };
	case STD_CLASS:
		return (struct plain){ .kind = PLAIN_STANDARD, .cls = found.cls };
	case STD_MODULE:
		return (struct plain){ .kind = PLAIN_LIBRARY, .name = found.module };
	default:
		return (struct plain){ .kind = PLAIN_NOTHING };
	}
}

static enum abroad
look_abroad(const struct project *p, env_id env, struct str module)
{
	module_id to;

	if (project_find(p, env, module, &to) != TARGET_OUTSIDE)
		return ABROAD_OURS;
	return std_has_module(p->python, module) ? ABROAD_LIBRARY : ABROAD_UNKNOWN;
}

/* Whose the module is: many files import the same few. */
static enum abroad
abroad(struct outlines *o, env_id env, struct str module)
{
	name_id name = names_find(o->project->names, module);
	uint32_t *known;

	if (name == NAME_NONE)
		return look_abroad(o->project, env, module);
	known = map_put(o->arena, &o->abroad, map_key(env, name), NULL);
	if (*known == ABROAD_NEW)
		*known = look_abroad(o->project, env, module);
	return (enum abroad) * known;
}

/* An import of what is not ours: of the standard library, or nobody knows. */
static struct plain
outside(struct outlines *o, const struct outline *in, const struct fact_import *import)
{
	const struct plain ask = { .kind = PLAIN_ASK };
	struct str module = facts_text(in->facts, import->module);
	struct str what = facts_text(in->facts, import->name);
	struct plain special;
	enum abroad whose;

	/* Of typing_extensions each name counts. */
	if (import->level > 0 || (what.len == 0 && str_eq(module, STR("typing_extensions"))))
		return ask;
	if (is_special(module, what, &special))
		return special;
	if (what.len == 0 && facts_text(in->facts, import->alias).len == 0)
		module = str_before(module, '.');
	whose = abroad(o, in->env, module);
	if (whose == ABROAD_OURS)
		return ask;
	if (whose == ABROAD_UNKNOWN)
		return o->project->installed != NULL
		               ? ask
		               : (struct plain){ .kind = PLAIN_NOTHING };
	if (what.len == 0)
		return (struct plain){ .kind = PLAIN_LIBRARY, .name = module };
	return in_library(o, module, what);
}

static struct plain
bound(struct outlines *o, const struct outline *in, struct str name, uint32_t at, unsigned depth);

/* `from package import what`, found beside a script: no edge names the package. It is the module `to`, if the
 * package around that does not bind the name itself. */
static struct plain
beside(struct outlines *o, const struct outline *in, const struct edge *e, struct str package,
       struct str what, unsigned depth)
{
	const struct module *to = &o->project->modules.at[e->to];
	struct str name = names_text(o->project->names, e->name);
	struct plain found = { .kind = PLAIN_ASK };
	module_id around;

	if (name.len != package.len + 1 + what.len || !str_starts(name, package) ||
	    !str_ends(name, what))
		return found;
	buf_clear(&o->name);
	buf_str(&o->name, path_dir(to->package ? path_dir(to->path) : to->path));
	buf_str(&o->name, STR("/__init__.py"));
	around = project_module_at(o->project, buf_text(&o->name));
	if (around != ID_NONE &&
	    bound(o, outline_next(o, in, around), what, UINT32_MAX, depth).kind == PLAIN_UNBOUND)
		found = (struct plain){ .kind = PLAIN_MODULE, .module = e->to };
	return found;
}

static void
note_led(const struct outlines *o, const struct outline *in, module_id to)
{
	if (o->world->looks != NULL && to != ID_NONE)
		looks_add(o->world->looks, in->module, to);
}

/* What the row of imports binds. */
static struct plain
imported(struct outlines *o, const struct outline *in, uint32_t row, unsigned depth)
{
	const struct fact_import *import = &in->facts->imports.at[row];
	const struct names *names = o->project->names;
	struct str what = facts_text(in->facts, import->name), full;
	const struct edge *e = NULL, *module = NULL;
	struct plain found = { .kind = PLAIN_ASK };

	for (uint32_t i = edges_from(in, row); is_of(in, i, row); i++) {
		if (in->edges.at[i].kind == EDGE_IMPORT)
			e = &in->edges.at[i];
		/* Where it leads depends on what the packages around bind, too. */
		if (in->edges.at[i].kind != EDGE_STAR)
			note_led(o, in, in->edges.at[i].to);
	}
	if (e == NULL || depth > DEPTH_LIMIT || (import->context & CONTEXT_DYNAMIC) != 0 ||
	    str_eq(what, STR("*")))
		return found;
	if (e->target == TARGET_OUTSIDE)
		return outside(o, in, import);
	if (e->target != TARGET_MODULE)
		return found;
	full = module_name(o, in, import);
	if (what.len == 0) {
		/* `import a.b` binds a. */
		if (str_eq(names_text(o->project->names, e->name), full) &&
		    (facts_text(in->facts, import->alias).len > 0 ||
		     str_before(full, '.').len == full.len))
			found = (struct plain){ .kind = PLAIN_MODULE, .module = e->to };
		return found;
	}
	if (is_special(full, what, &found))
		return found;
	for (uint32_t i = edges_from(in, row); is_of(in, i, row) && module == NULL; i++)
		if (in->edges.at[i].to != ID_NONE && in->edges.at[i].kind != EDGE_STAR &&
		    str_eq(names_text(names, in->edges.at[i].name), full))
			module = &in->edges.at[i];
	if (module == NULL && import->level == 0)
		return beside(o, in, e, full, what, depth + 1);
	if (module == NULL)
		return found;
	found = bound(o, outline_next(o, in, module->to), what, UINT32_MAX, depth + 1);
	if (found.kind != PLAIN_UNBOUND)
		return found;
	/* A submodule; a name that is not there is no class either. */
	return e == module ? (struct plain){ .kind = PLAIN_NOTHING }
	                   : (struct plain){ .kind = PLAIN_MODULE, .module = e->to };
}

/* A name in the module's own scope; at UINT32_MAX all of it has run. */
static struct plain
bound(struct outlines *o, const struct outline *in, struct str name, uint32_t at, unsigned depth)
{
	struct plain ask = { .kind = PLAIN_ASK };
	const struct fact_binding *b;
	struct binding_range r;

	if (in->facts == NULL)
		return ask;
	r = facts_bound(in->facts, 0, name);
	if (r.count == 0)
		return in->stars != 0 ? ask : (struct plain){ .kind = PLAIN_UNBOUND };
	if (r.count > 1)
		return ask;
	b = &in->facts->bindings.at[in->facts->bound.at[r.first].row];
	if (b->block != 0 || b->elsewhere || b->span.start >= at || in->stars > b->span.start)
		return ask;
	switch (b->kind) {
	case BINDING_CLASS:
		return (struct plain){ .kind = PLAIN_CLASS, .module = in->module, .row = b->row };
	case BINDING_IMPORT:
		return imported(o, in, b->row, depth);
	case BINDING_FUNCTION:
		return (struct plain){ .kind = PLAIN_NOTHING };
	default:
		return ask;
	}
}

struct plain
outline_find(struct outlines *o, const struct outline *in, struct str dotted, uint32_t at)
{
	struct str rest = dotted, name;
	struct plain found;

	if (!str_cut(&rest, '.', &name))
		return (struct plain){ .kind = PLAIN_ASK };
	found = bound(o, in, name, at, 0);
	if (found.kind == PLAIN_UNBOUND) {
		found = in_library(o, STR("builtins"), name);
		if (found.kind == PLAIN_ASK)
			found.kind = PLAIN_NOTHING;
	}
	while (found.kind != PLAIN_NOTHING && str_cut(&rest, '.', &name)) {
		if (found.kind == PLAIN_MODULE)
			found = bound(o, outline_next(o, in, found.module), name, UINT32_MAX, 0);
		else if (found.kind == PLAIN_LIBRARY)
			found = in_library(o, found.name, name);
		else
			found.kind = PLAIN_ASK;
		/* A submodule, or nothing. */
		if (found.kind == PLAIN_UNBOUND)
			found.kind = rest.len == 0 ? PLAIN_NOTHING : PLAIN_ASK;
		if (found.kind == PLAIN_ASK)
			break;
	}
	return found;
}
