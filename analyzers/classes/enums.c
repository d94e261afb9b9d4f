/*
 * enums.c - which enumerations EnumType.__prepare__ refuses.
 */
#include "classes/enums.h"

#define REPR_ENUM 12 /* the minor of Python 3 since which enum.ReprEnum wants data */

/* Is it, or does it inherit, that class of the enum module? */
static bool
inherits_enum(const struct classes *c, type_id type, const char *name, const char *older)
{
	const struct types *t = &c->types;

	for (cell_id i = t->rows.at[type].order; i != CELL_NONE; i = t->cells.at[i].next) {
		struct str one = c->rows.at[c->of_type.at[t->cells.at[i].type]].name;

		if (str_eq(one, str_of(name)) || str_eq(one, str_of(older)))
			return true;
	}
	return false;
}

bool
enum_is_meta(const struct classes *c, type_id type)
{
	return type != TYPE_TYPE && inherits_enum(c, type, "enum.EnumType", "enum.EnumMeta");
}

bool
enum_is(const struct classes *c, type_id type)
{
	return enum_is_meta(c, c->types.rows.at[type].metaclass);
}

/* Does the class itself have the method? */
static bool
defines(struct classes *c, type_id type, struct str method)
{
	struct values v;

	value_in_body(c, c->of_type.at[type], method, &v);
	return v.count > 0 || v.many || v.weak;
}

static bool
is_enum_module(const struct classes *c, type_id type)
{
	return str_starts(c->rows.at[c->of_type.at[type]].name, STR("enum."));
}

/* Has a metaclass below the enum module's a way of its own to look at bases? */
static bool
asks_otherwise(struct classes *c, type_id metaclass)
{
	const struct types *t = &c->types;

	for (cell_id i = t->rows.at[metaclass].order; i != CELL_NONE; i = t->cells.at[i].next) {
		type_id one = t->cells.at[i].type;

		if (is_enum_module(c, one))
			return false;
		if (defines(c, one, STR("__prepare__")) ||
		    defines(c, one, STR("_check_for_existing_members_")))
			return true;
	}
	return false;
}

static struct str
say_extends(struct classes *c, struct str name, type_id base)
{
	struct str of = c->types.rows.at[base].name;
	const char *text;

	if (c->world.minor <= 10)
		text = arena_printf(c->arena, STR_FMT ": cannot extend enumeration '" STR_FMT "'",
		                    STR_ARG(name), STR_ARG(of));
	else
		text = arena_printf(
			c->arena, "<enum '" STR_FMT "'> cannot extend <%s '" STR_FMT "'>",
			STR_ARG(name), inherits_enum(c, base, "enum.Flag", "") ? "flag" : "enum",
			STR_ARG(of));
	return str_of(text);
}

static enum enum_answer
untold(struct enum_case *e, const char *why)
{
	e->why = str_of(why);
	return ENUM_UNTOLD;
}

/* Does it inherit members? */
static enum enum_answer
ask_members(struct classes *c, struct enum_case *e)
{
	const struct types *t = &c->types;
	enum enum_answer answer = ENUM_FINE;

	for (uint32_t b = 0; b < e->bases.count; b++) {
		for (cell_id i = t->rows.at[e->bases.at[b]].order; i != CELL_NONE;
		     i = t->cells.at[i].next) {
			type_id one = t->cells.at[i].type;
			enum known members;

			if (!enum_is(c, one))
				continue;
			members = enum_members(c, c->of_type.at[one]);
			if (members == KNOWN_YES) {
				e->culprit = c->of_type.at[one];
				e->why = say_extends(c, e->name, one);
				return ENUM_EXTENDS;
			}
			if (members == KNOWN_MAYBE)
				answer = untold(e, "an enumeration that may have members");
		}
	}
	return answer;
}

/* What the members of an enumeration are besides. */
static type_id
data_of(const struct classes *c, type_id type)
{
	const uint32_t *known = map_find(&c->enum_data, type);

	return known != NULL ? *known : c->types.rows.at[type].layout.solid;
}

/* The type of data that one base brings, if it brings any: _find_data_type_(). A class that may
 * have a __new__ is taken to have one: it is the same type then, or none. */
static type_id
data_of_base(struct classes *c, type_id base)
{
	const struct types *t = &c->types;
	type_id candidate = TYPE_NONE;

	for (cell_id i = t->rows.at[base].order; i != CELL_NONE; i = t->cells.at[i].next) {
		type_id one = t->cells.at[i].type;
		class_id id = c->of_type.at[one];

		if (one == TYPE_OBJECT)
			continue;
		if (enum_is(c, one)) {
			if (data_of(c, one) != TYPE_OBJECT)
				return data_of(c, one);
			continue;
		}
		if (candidate == TYPE_NONE || c->world.minor <= 8)
			candidate = one;
		/* A decorator may make it a dataclass, which counts since 3.11. */
		if (defines(c, one, STR("__new__")) || c->rows.at[id].kind == CLASS_NAMEDTUPLE ||
		    (c->rows.at[id].kind == CLASS_STATEMENT &&
		     class_fact(c, id)->decorator_count > 0))
			return candidate;
	}
	return TYPE_OBJECT;
}

static enum enum_answer
ask_data(struct classes *c, struct enum_case *e)
{
	bool repr = false;

	e->data = TYPE_OBJECT;
	for (uint32_t b = 0; b < e->bases.count; b++) {
		type_id one = data_of_base(c, e->bases.at[b]);

		repr = repr || class_is(c, c->of_type.at[e->bases.at[b]], STR("enum.ReprEnum"));
		if (one == TYPE_OBJECT)
			continue;
		if (e->data != TYPE_OBJECT && (e->data != one || c->world.minor <= 8))
			return untold(e, "an enumeration with two types of data");
		e->data = one;
	}
	if (repr && e->data == TYPE_OBJECT && c->world.minor >= REPR_ENUM)
		return untold(e, "enum.ReprEnum without a type of data");
	return ENUM_FINE;
}

enum enum_answer
enum_ask(struct classes *c, struct enum_case *e)
{
	enum enum_answer answer;

	e->culprit = CLASS_NONE;
	e->data = TYPE_NONE;
	/* A call of it is EnumType.__call__(). */
	if (enum_is(c, e->metaclass))
		return untold(e, "a metaclass that is an enumeration itself");
	if (!enum_is_meta(c, e->metaclass))
		return ENUM_FINE;
	if (e->keywords && c->world.minor <= 8)
		return untold(e, "an enumeration with keywords, which it does not take");
	if (asks_otherwise(c, e->metaclass))
		return untold(e, "a metaclass looks at the bases of enumerations itself");
	answer = ask_members(c, e);
	if (answer != ENUM_FINE || e->bases.count == 0)
		return answer;
	if (!inherits_enum(c, e->bases.at[e->bases.count - 1], "enum.Enum", "enum.Enum"))
		return untold(e, "the last base of an enumeration is one");
	return ask_data(c, e);
}

void
enum_note(struct classes *c, const struct enum_case *e, type_id made)
{
	if (e->data != TYPE_NONE)
		*map_put(c->arena, &c->enum_data, made, NULL) = e->data;
}
