/*
 * entries.c - typing's aliases, NamedTuple and TypedDict take the places of their bases.
 */
#include "classes/entries.h"

#define GENERIC_DICTS 11 /* the minor of Python 3 since which a TypedDict may be Generic */

/* What subscripting a class gives. */
enum alias {
	ALIAS_GENERIC,
	/* typing._GenericAlias */ ALIAS_PLAIN,
	/* types.GenericAlias */ ALIAS_NONE
};

struct builder {
	struct classes *c;
	struct picks picks;
	struct entries *out;
	type_id generic, protocol;
	struct str why;
};

static bool
fail(struct builder *b, const char *why)
{
	b->why = str_of(why);
	return false;
}

static bool
is_bound(struct classes *c, class_id id, struct str name, struct values *v)
{
	value_in_body(c, id, name, v);
	return v->count > 0 || v->many || v->weak;
}

/* Whose __class_getitem__ is it? (language reference 3.3.5; PEP 560) */
static enum alias
alias_of(struct builder *b, type_id type)
{
	struct types *t = &b->c->types;
	struct str getitem = STR("__class_getitem__");
	struct values v;

	if (type == b->generic || type == b->protocol)
		return ALIAS_GENERIC;
	/* A metaclass's __getitem__ comes first: Color["RED"]. */
	for (cell_id i = t->rows.at[t->rows.at[type].metaclass].order; i != CELL_NONE;
	     i = t->cells.at[i].next)
		if (is_bound(b->c, b->c->of_type.at[t->cells.at[i].type], STR("__getitem__"), &v))
			return ALIAS_NONE;
	for (cell_id i = t->rows.at[type].order; i != CELL_NONE; i = t->cells.at[i].next) {
		type_id one = t->cells.at[i].type;
		class_id id = b->c->of_type.at[one];

		/* typing.NamedTuple gives its classes Generic's, if they are. */
		if (one == b->generic ||
		    (b->c->rows.at[id].named_tuple && type_inherits(t, one, b->generic)))
			return ALIAS_GENERIC;
		if (!is_bound(b->c, id, getitem, &v))
			continue;
		/* InitVar[int] is an InitVar, and no class. */
		if (b->c->rows.at[id].kind == CLASS_STANDARD)
			return class_is(b->c, id, STR("dataclasses.InitVar"))
			               ? ALIAS_NONE
			               : ALIAS_PLAIN;
		/* `__class_getitem__ = classmethod(GenericAlias)`, or it gives the class. */
		if (value_gives_self(b->c, id, getitem))
			return ALIAS_PLAIN;
		return !v.many && v.count == 1 && v.at[0].kind == VALUE_UNKNOWN &&
		                       str_eq(value_name(b->c, &v.at[0]),
		                              STR("builtins.classmethod()"))
		               ? ALIAS_PLAIN
		               : ALIAS_NONE;
	}
	return ALIAS_NONE;
}

static void
push(struct builder *b, type_id type, uint32_t row)
{
	*vec_push(b->c->arena, &b->out->types) = type;
	*vec_push(b->c->arena, &b->out->rows) = row;
}

/* Is it an object of typing._BaseGenericAlias? */
static bool
is_generic_alias(struct builder *b, const struct pick *p)
{
	return (p->kind == VALUE_SUBSCRIPT && alias_of(b, p->type) == ALIAS_GENERIC) ||
	       (p->kind == VALUE_ALIAS && p->alias->adds_generic);
}

static bool
has_class(const struct builder *b, type_id type)
{
	for (uint32_t i = 0; i < b->picks.count; i++)
		if (b->picks.at[i].kind == VALUE_CLASS && b->picks.at[i].type == type)
			return true;
	return false;
}

/* Generic[T] gives way to Protocol and to every subscripted base after it. */
static bool
generic_gives_way(struct builder *b, uint32_t at)
{
	if (b->protocol != TYPE_NONE && has_class(b, b->protocol))
		return true;
	for (uint32_t i = at + 1; i < b->picks.count; i++)
		if (is_generic_alias(b, &b->picks.at[i]))
			return true;
	return false;
}

/* Does it inherit Generic? issubclass() looks through types.GenericAlias. */
static bool
is_generic(const struct builder *b, const struct pick *p)
{
	return (p->kind == VALUE_CLASS || p->kind == VALUE_SUBSCRIPT) &&
	       type_inherits(&b->c->types, p->type, b->generic);
}

static bool
add_alias(struct builder *b, uint32_t at)
{
	const struct pick *p = &b->picks.at[at];

	for (uint32_t i = 0; i < p->alias->entries.count; i++) {
		const struct verdict *v =
			class_verdict(b->c, class_of_standard(b->c, p->alias->entries.at[i]));

		if (v->types.count != 1)
			return fail(b, "a class that this Python does not have");
		if (!has_class(b, v->types.at[0]))
			push(b, v->types.at[0], p->row);
	}
	if (!p->alias->adds_generic)
		return true;
	for (uint32_t i = at + 1; i < b->picks.count; i++)
		if (is_generic_alias(b, &b->picks.at[i]) || is_generic(b, &b->picks.at[i]))
			return true;
	push(b, b->generic, p->row);
	return true;
}

static bool
add_subscript(struct builder *b, uint32_t at)
{
	const struct pick *p = &b->picks.at[at];
	enum alias alias = alias_of(b, p->type);

	if (alias == ALIAS_NONE)
		return fail(b, "a class with arguments that it is not known to take");
	if (p->type != b->generic || !generic_gives_way(b, at))
		push(b, p->type, p->row);
	return true;
}

static bool
add_pick(struct builder *b, uint32_t at)
{
	const struct pick *p = &b->picks.at[at];

	switch (p->kind) {
	case VALUE_CLASS:
		push(b, p->type, p->row);
		return true;
	case VALUE_SUBSCRIPT:
		return add_subscript(b, at);
	case VALUE_ALIAS:
		return add_alias(b, at);
	case VALUE_NAMEDTUPLE:
		b->out->tuple = true;
		push(b, type_of_standard(b->c, STR("builtins.tuple")), p->row);
		return true;
	default:
		/* VALUE_TYPEDDICT; what it inherits is settled at the end. */
		b->out->metaclass = type_of_standard(b->c, STR("typing._TypedDictMeta"));
		return true;
	}
}

/* The class is a tuple; only Generic may stand beside it. */
static bool
settle_tuple(struct builder *b)
{
	struct entries *e = b->out;

	if (b->c->world.minor <= 8) {
		for (uint32_t i = 0; i < e->types.count; i++)
			if (b->c->types.rows.at[e->types.at[i]].metaclass != TYPE_TYPE)
				return fail(b, "typing.NamedTuple beside a base with a metaclass");
		e->types.at[0] = type_of_standard(b->c, STR("builtins.tuple"));
		e->types.count = e->rows.count = 1;
		return true;
	}
	for (uint32_t i = 0; i < b->picks.count; i++) {
		const struct pick *p = &b->picks.at[i];
		bool generic = p->type == b->generic && p->kind != VALUE_NAMEDTUPLE;

		if (i > 0 && b->c->world.minor <= 10)
			return fail(b, "typing.NamedTuple beside another base");
		if (p->kind != VALUE_NAMEDTUPLE && !generic)
			return fail(b, "typing.NamedTuple beside another base");
	}
	return true;
}

static bool
is_typed_dict(const struct builder *b, type_id type)
{
	const struct types *t = &b->c->types;

	return str_eq(t->rows.at[t->rows.at[type].metaclass].name, STR("_TypedDictMeta"));
}

/* A TypedDict forgets its bases: it is a dict, and Generic where one of them was. */
static bool
settle_typed_dict(struct builder *b)
{
	struct entries *e = b->out;
	bool generic = false;

	for (uint32_t i = 0; i < e->types.count; i++) {
		bool inherits = type_inherits(&b->c->types, e->types.at[i], b->generic);

		if (!is_typed_dict(b, e->types.at[i]) &&
		    (e->types.at[i] != b->generic || b->c->world.minor < GENERIC_DICTS))
			return fail(b, "typing.TypedDict beside another base");
		generic = generic || inherits;
	}
	e->types.count = e->rows.count = 0;
	if (generic && b->c->world.minor >= GENERIC_DICTS)
		push(b, b->generic, UINT32_MAX);
	push(b, type_of_standard(b->c, STR("builtins.dict")), UINT32_MAX);
	e->metaclass = type_of_standard(b->c, STR("typing._TypedDictMeta"));
	return true;
}

/* Only where they matter: they are classes too, and need not ask for themselves. */
static void
look_up(struct builder *b)
{
	if (b->generic != TYPE_NONE)
		return;
	b->generic = type_of_standard(b->c, STR("typing.Generic"));
	b->protocol = type_of_standard(b->c, STR("typing.Protocol"));
}

bool
entries_make(struct classes *c, class_id of, struct picks picks, struct entries *out,
             struct str *why)
{
	struct builder b = {
		.c = c,
		.picks = picks,
		.out = out,
		.generic = TYPE_NONE,
		.protocol = TYPE_NONE,
	};
	bool fine = true;

	*out = (struct entries){ .metaclass = TYPE_NONE };
	for (uint32_t i = 0; i < picks.count; i++)
		if (picks.at[i].kind != VALUE_CLASS)
			look_up(&b);
	for (uint32_t i = 0; i < picks.count && fine; i++)
		fine = add_pick(&b, i);
	out->typed_dict = out->metaclass != TYPE_NONE;
	for (uint32_t i = 0; i < out->types.count; i++)
		out->typed_dict = out->typed_dict || is_typed_dict(&b, out->types.at[i]);
	if (out->typed_dict)
		look_up(&b);
	if (fine && out->typed_dict)
		fine = settle_typed_dict(&b);
	else if (fine && out->tuple)
		fine = settle_tuple(&b);
	c->rows.at[of].named_tuple = out->tuple;
	if (fine)
		entries_refusal(c, picks, out);
	*why = b.why;
	return fine;
}
