/*
 * members.c - does the body of an enumeration surely make members, or may it?
 */
#include "classes/enums.h"

#define PRIVATE_APART 11 /* minors of Python 3: names that are mangled are no members */
#define CLASSES_APART 13 /* nor are classes in the body */

/* Has it no small letter and no leading underscore? What is computed and bound to another name may
 * be a function, which is no member. */
static bool
is_constant(struct str name)
{
	if (name.len == 0 || name.at[0] == '_')
		return false;
	for (size_t i = 0; i < name.len; i++)
		if ((name.at[i] >= 'a' && name.at[i] <= 'z') || (unsigned char)name.at[i] > 127)
			return false;
	return true;
}

static size_t
underscores(struct str name, bool at_end)
{
	size_t n = 0;

	while (n < name.len && name.at[at_end ? name.len - 1 - n : n] == '_')
		n++;
	return n;
}

/* Names that never are members: __x__, _x_, and those of the class alone. */
static bool
is_apart(struct str name, unsigned minor)
{
	size_t first = underscores(name, false), last = underscores(name, true);

	if (first >= 2 && last < 2)
		return minor >= PRIVATE_APART;
	return (first == 1 && last == 1) || (first == 2 && last == 2);
}

/* Objects with __get__ are attributes, and what enum.nonmember() is told of. */
static bool
is_descriptor(struct str target)
{
	static const char *const makers[] = {
		"property()",  "classmethod()",    "staticmethod()",
		"nonmember()", "enum.nonmember()", "functools.cached_property()",
	};

	return str_is_any(target, makers, countof(makers));
}

static enum known
assigned(const struct facts *f, const struct fact_binding *b, uint32_t block)
{
	struct str target = facts_text(f, b->target);

	if (is_descriptor(target))
		return KNOWN_NO;
	if (b->block != block)
		return KNOWN_MAYBE;
	if (str_eq(target, STR("auto()")) || str_eq(target, STR("enum.auto()")))
		return KNOWN_YES;
	return is_constant(facts_text(f, b->name)) && str_eq(target, STR("?"))
	               ? KNOWN_YES
	               : KNOWN_MAYBE;
}

/* Does the binding make a member? A decorated function is taken for a property or the like. */
static enum known
makes_member(const struct facts *f, const struct fact_binding *b, uint32_t block, unsigned minor)
{
	if (is_apart(facts_text(f, b->name), minor))
		return KNOWN_NO;
	switch (b->kind) {
	case BINDING_ASSIGN:
		return assigned(f, b, block);
	case BINDING_CLASS:
		return minor >= CLASSES_APART ? KNOWN_NO : KNOWN_MAYBE;
	case BINDING_IMPORT:
	case BINDING_UNPACK:
		return KNOWN_MAYBE;
	default:
		return KNOWN_NO;
	}
}

static enum known
body_members(struct classes *c, class_id id)
{
	const struct facts *f = class_facts(c, id);
	const struct fact_class *fact = class_fact(c, id);
	const struct chains *scopes = index_scopes(unit_index(&c->world, c->rows.at[id].unit));
	enum known all = KNOWN_NO;
	bool ignores = false;

	if (fact->body == 0)
		return KNOWN_MAYBE;
	for (uint32_t i = scopes->first[fact->body]; i != 0; i = scopes->next[i - 1]) {
		const struct fact_binding *b = &f->bindings.at[i - 1];
		enum known one = makes_member(f, b, fact->block, c->world.minor);

		ignores = ignores || str_eq(facts_text(f, b->name), STR("_ignore_"));
		if (one == KNOWN_YES || all == KNOWN_NO)
			all = one;
	}
	return ignores && all == KNOWN_YES ? KNOWN_MAYBE : all;
}

enum known
enum_members(struct classes *c, class_id id)
{
	struct class *row = &c->rows.at[id];
	struct std_class_info info;

	if (row->kind == CLASS_STANDARD)
		return std_class_get(c->world.minor, (std_class)row->row, &info) &&
		                       (info.flags & STD_ENUM_MEMBERS) != 0
		               ? KNOWN_YES
		               : KNOWN_NO;
	if (row->kind != CLASS_STATEMENT)
		return KNOWN_NO;
	if (!row->members_read) {
		row->members = body_members(c, id);
		row->members_read = true;
	}
	return row->members;
}
