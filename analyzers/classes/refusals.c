/*
 * refusals.c - what the typing module refuses though type.__new__ would not: Generic without
 * parameters, protocols of what is none, its own special classes.
 */
#include "classes/entries.h"

#define PROTOCOLS_FIRST 12 /* the minor of Python 3 since which a metaclass looks at protocols */

static bool
is_one_of(const struct classes *c, type_id type, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (class_is(c, c->of_type.at[type], str_of(names[i])))
			return true;
	return false;
}

static bool
is_typing(const struct classes *c, type_id type, struct str name)
{
	return class_is(c, c->of_type.at[type], name);
}

static bool
is_protocol(const struct classes *c, type_id type)
{
	const struct type *row = &c->types.rows.at[type];

	for (uint32_t i = 0; i < row->bases.count; i++)
		if (is_typing(c, row->bases.at[i], STR("typing.Protocol")))
			return true;
	return false;
}

/* May a protocol inherit from it? (typing._PROTO_ALLOWLIST) */
static bool
may_be_inherited(const struct classes *c, type_id type)
{
	static const char *const listed[] = {
		"typing.Generic",
		"typing.Protocol",
		"collections.abc.AsyncIterable",
		"collections.abc.AsyncIterator",
		"collections.abc.Awaitable",
		"collections.abc.Buffer",
		"collections.abc.Callable",
		"collections.abc.Collection",
		"collections.abc.Container",
		"collections.abc.Hashable",
		"collections.abc.Iterable",
		"collections.abc.Iterator",
		"collections.abc.Reversible",
		"collections.abc.Sized",
		"contextlib.AbstractAsyncContextManager",
		"contextlib.AbstractContextManager",
		"io.Reader",
		"io.Writer",
		"os.PathLike",
	};

	return type == TYPE_OBJECT || is_protocol(c, type) ||
	       is_one_of(c, type, listed, countof(listed));
}

/* A plain Generic among the bases as they are written. */
static bool
has_plain_generic(const struct classes *c, struct picks picks)
{
	for (uint32_t i = 0; i < picks.count; i++)
		if (picks.at[i].kind == VALUE_CLASS &&
		    is_typing(c, picks.at[i].type, STR("typing.Generic")))
			return true;
	return false;
}

/* Without aliases among them the bases are not written down before the class is made. */
static bool
has_alias(struct picks picks)
{
	for (uint32_t i = 0; i < picks.count; i++)
		if (picks.at[i].kind != VALUE_CLASS)
			return true;
	return false;
}

/* Below typing._Final, or typing.Annotated: an object, whatever it looks like. */
static bool
is_special(const struct classes *c, type_id type)
{
	const struct types *t = &c->types;

	if (c->rows.at[c->of_type.at[type]].kind != CLASS_STANDARD)
		return false;
	for (cell_id i = t->rows.at[type].order; i != CELL_NONE; i = t->cells.at[i].next)
		if (is_typing(c, t->cells.at[i].type, STR("typing._Final")) ||
		    is_typing(c, t->cells.at[i].type, STR("typing.Annotated")))
			return true;
	return false;
}

static void
refuse(struct entries *e, const char *why)
{
	e->refused = str_of(why);
}

void
entries_refusal(const struct classes *c, struct picks picks, struct entries *e)
{
	bool protocol = false, others = false;

	e->refused = STR("");
	e->refused_first = false;
	if (c->library)
		return;
	for (uint32_t i = 0; i < e->types.count; i++) {
		type_id one = e->types.at[i];

		protocol = protocol || is_typing(c, one, STR("typing.Protocol"));
		others = others || !may_be_inherited(c, one);
		if (is_special(c, one))
			refuse(e, "a special class of the typing module");
	}
	if (has_plain_generic(c, picks) && (!e->typed_dict || has_alias(picks)))
		refuse(e, "typing.Generic without parameters");
	if (protocol && others) {
		refuse(e, "a protocol that inherits from what is none");
		e->refused_first = c->world.minor >= PROTOCOLS_FIRST;
	}
}
