/*
 * calls.c - calls whose outcome is a class: of namedtuple(), of declarative_base(), and of functions in a
 * source that plainly make one and give it back.
 */
#include "classes/hierarchy.h"

#define SCOPES_LIMIT 64 /* within one another */

uint32_t
function_add(struct classes *c, unit_id u, uint32_t binding, class_id asked)
{
	*vec_push(c->arena, &c->functions) = (struct function){ u, binding, asked };
	return c->functions.count;
}

/* Is the function in a module, or in classes alone? What is in another function is made anew with
 * that. */
static bool
is_outermost(const struct facts *f, uint32_t scope)
{
	uint32_t at = f->scopes.at[scope].parent;

	for (uint32_t steps = 0; at != 0; steps++) {
		if (steps == SCOPES_LIMIT || f->scopes.at[at].kind == SCOPE_FUNCTION)
			return false;
		at = f->scopes.at[at].parent;
	}
	return true;
}

/* The row of classes that the function gives. */
static bool
class_given(struct classes *c, const struct function *function, uint32_t *row)
{
	const struct binding_index *index = unit_classes(&c->world, function->unit);
	const struct unit *u = &c->world.units.at[function->unit];
	const struct fact_binding *b = &u->facts->bindings.at[function->binding];
	uint32_t given = index->given_of_scope[b->row];

	if (given == 0 || u->stub || !is_outermost(u->facts, b->row) ||
	    (b->of_class ? function->asked == CLASS_NONE : !b->plain))
		return false;
	*row = given - 1;
	return true;
}

/* The class itself is made at each call; of the call it is known where it stands. */
static bool
call_gives_class(struct classes *c, struct place place, uint32_t site, const struct values *callees,
                 struct values *out)
{
	struct value made = { .kind = VALUE_CLASS };
	const struct value *callee = &callees->at[0];
	uint32_t row;

	if (callees->many || callees->count != 1 || callee->function == 0 ||
	    !class_given(c, &c->functions.at[callee->function - 1], &row))
		return false;
	made.id = class_of_function(c, place.unit, site, callee->function, row);
	made.doubt = callee->doubt;
	made.late = callee->late;
	*out = (struct values){ 0 };
	values_add(out, &made);
	return true;
}

/* Is it known by one of these dotted names? */
static bool
makes_tuple(const struct classes *c, const struct values *callees)
{
	static const char *const makers[] = { "collections.namedtuple", "typing.NamedTuple" };

	if (callees->many || callees->count != 1)
		return false;
	for (size_t i = 0; i < countof(makers); i++)
		if (str_eq(value_name(c, &callees->at[0]), str_of(makers[i])))
			return true;
	return false;
}

/* Is nothing given to the call? */
static bool
is_bare(const struct facts *f, uint32_t site)
{
	return site & CALL_IN_BASES ? f->bases.at[site & ~CALL_IN_BASES].arg_count == 0
	                            : f->bindings.at[site].bare;
}

/* SQLAlchemy computes what declarative_base() makes; with nothing given to it it is always the same:
 * a class `Base` of its DeclarativeMeta. */
static bool
makes_declarative(struct classes *c, struct place place, uint32_t site,
                  const struct values *callees, class_id *meta)
{
	static const char *const makers[] = {
		"sqlalchemy.orm.decl_api.declarative_base",
		"sqlalchemy.ext.declarative.declarative_base",
		"sqlalchemy.ext.declarative.api.declarative_base",
	};
	struct sight module;
	struct values v;

	if (callees->many || callees->count == 0 ||
	    !is_bare(c->world.units.at[place.unit].facts, site))
		return false;
	for (uint32_t i = 0; i < callees->count; i++) {
		struct str name = value_name(c, &callees->at[i]);
		bool is_one = false;

		for (size_t k = 0; k < countof(makers); k++)
			is_one = is_one || str_eq(name, str_of(makers[k]));
		if (!is_one)
			return false;
	}
	module = unit_find(&c->world, place.unit, c->world.units.at[place.unit].env,
	                   STR("sqlalchemy.orm.decl_api"));
	if (module.known != KNOWN_YES)
		return false;
	value_in_module(c, module.unit, STR("DeclarativeMeta"), &v);
	*meta = v.at[0].id;
	return !v.many && v.count == 1 && v.at[0].kind == VALUE_CLASS;
}

bool
value_of_call(struct classes *c, struct place place, uint32_t site, struct str callee,
              struct values *out)
{
	struct value made = { .kind = VALUE_CLASS };
	struct values callees;
	class_id meta;

	value_of(c, place, callee, &callees);
	if (makes_tuple(c, &callees))
		made.id = class_of_call(c, place.unit, site);
	else if (makes_declarative(c, place, site, &callees, &meta))
		made.id = class_of_declarative(c, place.unit, site, meta);
	else
		return call_gives_class(c, place, site, &callees, out);
	*out = (struct values){ 0 };
	values_add(out, &made);
	return true;
}

/* The class in whose body Python finds the name, which it looks for in the order of `id`. */
static bool
is_found_in(struct classes *c, class_id id, struct str name, const struct function *function)
{
	const struct types *t = &c->types;
	struct values own;
	type_id type;

	if (!class_order(c, id, &type))
		return false;
	for (cell_id i = t->rows.at[type].order; i != CELL_NONE; i = t->cells.at[i].next) {
		value_in_body(c, c->of_type.at[t->cells.at[i].type], name, &own);
		if (own.count == 0 && !own.many && !own.weak)
			continue;
		return own.count == 1 && !own.many && own.at[0].function != 0 &&
		       c->functions.at[own.at[0].function - 1].unit == function->unit &&
		       c->functions.at[own.at[0].function - 1].binding == function->binding;
	}
	return false;
}

void
function_asked_of(struct classes *c, class_id id, struct str name, struct value *v)
{
	struct function function;

	if (v->function == 0)
		return;
	function = c->functions.at[v->function - 1];
	v->function = 0;
	if (is_found_in(c, id, name, &function))
		v->function = function_add(c, function.unit, function.binding, id);
}
