/*
 * members.c - an enumeration with members cannot be inherited from.
 */
#include "classes/make.h"

/* Is it, or does it inherit, that class of the enum module? */
static bool
inherits_enum(const struct classes *c, type_id type, const char *name, const char *older)
{
	const struct types *t = &c->types;

	for (cell_id i = t->rows.at[type].order; i != CELL_NONE; i = t->cells.at[i].next) {
		struct str one = c->rows.at[c->of_type.at[t->cells.at[i].type]].name;

		if (str_eq(one, (struct str){ name, strlen(name) }) ||
		    str_eq(one, (struct str){ older, strlen(older) }))
			return true;
	}
	return false;
}

/* Has it no small letter and no leading underscore? What is bound to another name may be a
 * function, which is no member. */
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

static bool
has_members(const struct classes *c, class_id id)
{
	const struct class *row = &c->rows.at[id];
	const struct facts *f;
	struct std_class_info info;
	uint32_t body;

	if (row->kind == CLASS_STANDARD)
		return std_class_get(c->world.minor, (std_class)row->row, &info) &&
		       (info.flags & STD_ENUM_MEMBERS) != 0;
	if (row->kind != CLASS_STATEMENT || class_fact(c, id)->body == 0)
		return false;
	f = class_facts(c, id);
	body = class_fact(c, id)->body;
	const struct binding_index *index = c->world.units.at[row->unit].index;
	for (uint32_t i = index->first_in_scope[body]; i != 0; i = index->next_in_scope[i - 1]) {
		const struct fact_binding *b = &f->bindings.at[i - 1];
		struct str target = facts_text(f, b->target);

		if (b->kind == BINDING_ASSIGN && b->block == class_fact(c, id)->block &&
		    is_constant(facts_text(f, b->name)) &&
		    (str_eq(target, STR("?")) || str_eq(target, STR("auto()")) ||
		     str_eq(target, STR("enum.auto()"))))
			return true;
	}
	return false;
}

static bool
is_enum_meta(const struct classes *c, type_id type)
{
	return inherits_enum(c, type, "enum.EnumType", "enum.EnumMeta");
}

bool
enum_is_misplaced(const struct classes *c, struct type_ids bases, type_id metaclass)
{
	return bases.count > 0 && is_enum_meta(c, metaclass) &&
	       !is_enum_meta(c, c->types.rows.at[bases.at[bases.count - 1]].metaclass);
}

class_id
enum_with_members(struct classes *c, struct type_ids bases, type_id metaclass, struct str name,
                  struct str *detail)
{
	const struct types *t = &c->types;

	if (!is_enum_meta(c, metaclass))
		return CLASS_NONE;
	for (uint32_t b = 0; b < bases.count; b++) {
		for (cell_id i = t->rows.at[bases.at[b]].order; i != CELL_NONE;
		     i = t->cells.at[i].next) {
			type_id one = t->cells.at[i].type;
			class_id id = c->of_type.at[one];
			struct str base = t->rows.at[one].name;
			const char *text;

			if (!is_enum_meta(c, t->rows.at[one].metaclass) || !has_members(c, id))
				continue;
			if (c->world.minor <= 10)
				text = arena_printf(
					c->arena,
					STR_FMT ": cannot extend enumeration '" STR_FMT "'",
					STR_ARG(name), STR_ARG(base));
			else
				text = arena_printf(
					c->arena,
					"<enum '" STR_FMT "'> cannot extend <%s '" STR_FMT "'>",
					STR_ARG(name),
					inherits_enum(c, one, "enum.Flag", "") ? "flag" : "enum",
					STR_ARG(base));
			*detail = (struct str){ text, strlen(text) };
			return id;
		}
	}
	return CLASS_NONE;
}
