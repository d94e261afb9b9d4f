/*
 * glance.c - classes whose bases are tame all the way up.
 *
 * A class is tame if whoever has it for his only base need not fear it: it has no decorator that
 * may declare it final, no metaclass of its own that may make an enumeration of it, and all that
 * it inherits is tame too, so that it is in no circle.
 */
#include "classes/glance.h"

#include "classes/enums.h"

#define DEPTH_LIMIT  200 /* of bases of bases */
#define SCOPES_LIMIT 16  /* within one another */

enum tame { TAME_NEW, TAME_RUNNING, TAME_YES, TAME_NO };

void
glance_open(struct glance *g, struct classes *c)
{
	g->classes = c;
	outlines_open(&g->outlines, &c->world);
	g->standard = arena_array(c->arena, unsigned char, std_class_count());
}

void
glance_release(struct glance *g)
{
	outlines_release(&g->outlines);
}

/* Can it be a base? Enumerations have other rules, so they are not tame. */
static bool
is_standard_fine(const struct glance *g, std_class cls)
{
	struct std_class_info info;

	return !std_class_get(g->outlines.project->python, cls, &info) ||
	       (info.flags & (STD_FINAL | STD_ENUM_MEMBERS)) == 0;
}

static bool
is_standard_tame(struct glance *g, std_class cls)
{
	unsigned minor = g->outlines.project->python;
	struct std_class_info info, meta;
	bool tame = true;

	if (g->standard[cls] != TAME_NEW)
		return g->standard[cls] == TAME_YES;
	if (std_class_get(minor, cls, &info))
		tame = is_standard_fine(g, cls) && !str_starts(info.name, STR("enum.")) &&
		       std_class_get(minor, info.meta, &meta) &&
		       !str_starts(meta.name, STR("enum."));
	g->standard[cls] = tame ? TAME_YES : TAME_NO;
	return tame;
}

static bool is_tame(struct glance *g, struct outline *in, uint32_t row, unsigned depth);

/* Can it be found by its plain name? */
static bool
is_dotted(const struct fact_base *base, struct str expr)
{
	return (base->flags & (BASE_CALL | BASE_STAR | BASE_COMPUTED)) == 0 &&
	       memchr(expr.at, '[', expr.len) == NULL;
}

/* What a base or metaclass is. */
static struct plain
look_at(struct glance *g, struct outline *in, const struct fact_base *base, uint32_t at)
{
	struct str expr = facts_text(in->facts, base->expr);
	struct plain found = { .kind = PLAIN_ASK };

	/* Classes that follow one another mostly have the same base. What was bound once is still. */
	if (in->last_expr == base->expr && in->last_at <= at)
		return in->last;
	if (base->flags & BASE_SUBSCRIPT && expr.len > 2)
		expr.len -= 2;
	if (is_dotted(base, expr))
		found = outline_find(&g->outlines, in, expr, at);
	if (found.kind != PLAIN_ASK && found.kind != PLAIN_LIBRARY) {
		in->last = found;
		in->last_expr = base->expr;
		in->last_at = at;
	}
	return found;
}

static bool
is_found_tame(struct glance *g, const struct outline *in, struct plain found, unsigned depth)
{
	if (found.kind == PLAIN_CLASS)
		return is_tame(
			g, outline_of(&g->outlines, in->env, found.module), found.row, depth + 1);
	if (found.kind == PLAIN_STANDARD)
		return is_standard_tame(g, found.cls);
	return found.kind != PLAIN_ASK;
}

static bool
are_bases_tame(struct glance *g, struct outline *in, const struct fact_class *fact, unsigned depth)
{
	for (uint32_t i = fact->first_base; i < fact->first_base + fact->base_count; i++) {
		const struct fact_base *base = &in->facts->bases.at[i];
		struct str keyword = facts_text(in->facts, base->keyword);

		if (str_eq(keyword, STR("**")) ||
		    ((keyword.len == 0 || str_eq(keyword, STR("metaclass"))) &&
		     !is_found_tame(g, in, look_at(g, in, base, fact->span.start), depth)))
			return false;
	}
	return true;
}

/* May a decorator give it another metaclass? These are known by their names. */
static bool
is_decorated_oddly(const struct facts *f, const struct fact_class *fact)
{
	for (uint32_t i = 0; i < fact->decorator_count; i++)
		if (strstr(facts_text(f, f->bases.at[fact->first_decorator + i].expr).at,
		           "metaclass") != NULL)
			return true;
	return false;
}

/* May a decorator say that it is final? */
static bool
may_be_final(struct glance *g, const struct outline *in, const struct fact_class *fact)
{
	for (uint32_t i = 0; i < fact->decorator_count; i++) {
		const struct fact_base *d = &in->facts->bases.at[fact->first_decorator + i];
		struct str expr = facts_text(in->facts, d->expr);

		if (d->flags & BASE_CALL && expr.len > 2)
			expr.len -= 2;
		if (d->flags & (BASE_SUBSCRIPT | BASE_STAR | BASE_COMPUTED) ||
		    memchr(expr.at, '(', expr.len) != NULL ||
		    outline_find(&g->outlines, in, expr, fact->span.start).kind != PLAIN_NOTHING)
			return true;
	}
	return false;
}

/* What becomes of the class when it is made, where its bases are not plain. */
static bool
is_made_tame(struct glance *g, const struct outline *in, uint32_t row)
{
	struct classes *c = g->classes;
	class_id id = class_of_row(c, unit_of_module(&c->world, in->env, in->module), row);
	const struct verdict *v = class_verdict(c, id);

	if (c->rows.at[id].state != CLASS_DONE || c->rows.at[id].circle != 0 ||
	    bases_of(c, id)->final)
		return false;
	for (uint32_t i = 0; i < v->types.count; i++)
		if (c->types.rows.at[v->types.at[i]].flags & TYPE_FINAL ||
		    enum_is(c, v->types.at[i]))
			return false;
	return true;
}

static bool
is_tame(struct glance *g, struct outline *in, uint32_t row, unsigned depth)
{
	const struct fact_class *fact;
	bool tame;

	if (in->facts == NULL || depth > DEPTH_LIMIT) {
		if (depth > DEPTH_LIMIT)
			outline_turns(&g->outlines, in);
		return false;
	}
	fact = &in->facts->classes.at[row];
	if (in->classes[row] == TAME_RUNNING)
		outline_turns(&g->outlines, in);
	if (in->classes[row] == TAME_NEW) {
		in->classes[row] = TAME_RUNNING;
		tame = fact->scope == 0 && (fact->flags & CLASS_CALL) == 0 &&
		       !is_decorated_oddly(in->facts, fact) && !may_be_final(g, in, fact) &&
		       are_bases_tame(g, in, fact, depth);
		tame = tame || is_made_tame(g, in, row);
		in->classes[row] = tame ? TAME_YES : TAME_NO;
	}
	/* One that is being asked is in a circle. */
	return in->classes[row] == TAME_YES;
}

/* Is it a base that a class can be made with, if it has no other? */
static bool
is_base_fine(struct glance *g, struct outline *in, const struct fact_base *base, uint32_t at)
{
	struct plain found = look_at(g, in, base, at);

	if (found.kind == PLAIN_STANDARD)
		return is_standard_fine(g, found.cls);
	return is_found_tame(g, in, found, 0);
}

/* From where on the module's own scope is meant by a name in the scope: a function runs when all of
 * the module has. False where a scope on the way may bind the name itself. */
static bool
reach_module(const struct facts *f, uint32_t scope, struct str expr, uint32_t *at)
{
	struct str name = str_before(expr, '.');
	unsigned depth = 0;

	/* In a class such a name is another one. */
	if (scope != 0 && str_starts(name, STR("__")))
		return false;
	for (; scope != 0; scope = f->scopes.at[scope].parent) {
		if (depth++ == SCOPES_LIMIT || facts_bound(f, scope, name).count > 0)
			return false;
		if (f->scopes.at[scope].kind == SCOPE_FUNCTION)
			*at = UINT32_MAX;
	}
	return true;
}

bool
glance_passes(struct glance *g, env_id env, module_id m, uint32_t row)
{
	struct outline *in = outline_of(&g->outlines, env, m);
	const struct fact_class *fact;
	const struct fact_base *only = NULL;
	bool metaclass = false;
	uint32_t at;

	if (in->facts == NULL)
		return false;
	fact = &in->facts->classes.at[row];
	at = fact->span.start;
	if (fact->flags != 0 || fact->slots > SLOTS_EMPTY || is_decorated_oddly(in->facts, fact))
		return false;
	for (uint32_t i = fact->first_base; i < fact->first_base + fact->base_count; i++) {
		const struct fact_base *base = &in->facts->bases.at[i];
		struct str keyword = facts_text(in->facts, base->keyword);

		if (keyword.len == 0 && only != NULL)
			return false;
		if (keyword.len == 0)
			only = base;
		else if (str_eq(keyword, STR("**")))
			return false;
		else
			metaclass = metaclass || str_eq(keyword, STR("metaclass"));
	}
	return only == NULL ||
	       (!metaclass &&
	        reach_module(in->facts, fact->scope, facts_text(in->facts, only->expr), &at) &&
	        is_base_fine(g, in, only, at));
}
