/*
 * class.c - the rows of classes, one a class however often it is referred to.
 */
#include "classes/class.h"

static class_id
add(struct classes *c, const struct class *row)
{
	*vec_push(c->arena, &c->rows) = *row;
	return c->rows.count - 1;
}

static struct str
dotted(struct classes *c, struct str left, struct str right)
{
	const char *text;

	/* `type("", (), {})` has a name all the same. */
	if (right.len > 0)
		return str_join(c->arena, left, '.', right);
	text = arena_printf(c->arena, STR_FMT ".", STR_ARG(left));
	return (struct str){ text, left.len + 1 };
}

class_id
class_of_row(struct classes *c, unit_id u, uint32_t row)
{
	bool fresh;
	uint32_t *at = map_put(c->arena, &c->of_row, map_key(u, row), &fresh);
	const struct unit *unit = &c->world.units.at[u];

	if (fresh) {
		struct str qualname =
			facts_text(unit->facts, unit->facts->classes.at[row].qualname);
		struct class made = {
			.kind = CLASS_STATEMENT,
			.unit = u,
			.row = row,
			.name = dotted(c, unit->name, qualname),
			.own_name = str_after_last(qualname, '.'),
		};

		*at = add(c, &made) + 1;
	}
	return *at - 1;
}

static class_id
add_standard(struct classes *c, std_class cls)
{
	struct class made = { .kind = CLASS_STANDARD, .unit = UNIT_NONE, .row = cls };
	struct std_class_info info;

	if (std_class_get(c->world.minor, cls, &info)) {
		made.name = info.name;
		made.own_name = str_after_last(info.name, '.');
	}
	return add(c, &made);
}

class_id
class_of_standard(struct classes *c, std_class cls)
{
	bool fresh;
	uint32_t *at = map_put(c->arena, &c->of_standard, cls, &fresh);
	class_id id = *at - 1;

	if (fresh) {
		id = add_standard(c, cls);
		*at = id + 1;
		if (c->library && class_in_library(c, id, &id))
			*map_put(c->arena, &c->of_standard, cls, NULL) = id + 1;
	}
	return id;
}

/* The name in quotes that the call has as its first argument. */
static struct str
first_name(const struct facts *f, const struct fact_base *call)
{
	struct str name = STR("");

	if (call->arg_count > 0)
		name = facts_text(f, f->bases.at[call->first_arg].expr);
	if (name.len > 2 && name.at[0] == '"')
		return (struct str){ name.at + 1, name.len - 2 };
	return STR("namedtuple");
}

/* What the class is called; the name that it is bound to where nobody says. */
static struct str
binding_name(const struct facts *f, const struct fact_binding *b)
{
	return facts_text(f, b->named != 0 ? b->named : b->name);
}

class_id
class_of_call(struct classes *c, unit_id u, uint32_t row)
{
	bool fresh;
	uint32_t *at = map_put(c->arena, &c->of_call, map_key(u, row), &fresh);
	const struct unit *unit = &c->world.units.at[u];

	if (fresh) {
		struct str name;
		struct class made = { .kind = CLASS_NAMEDTUPLE, .unit = u, .row = row };

		if (row & CALL_IN_BASES)
			name = first_name(
				unit->facts, &unit->facts->bases.at[row & ~CALL_IN_BASES]);
		else
			name = binding_name(unit->facts, &unit->facts->bindings.at[row]);
		made.own_name = name;
		made.name = dotted(c, unit->name, name);
		*at = add(c, &made) + 1;
	}
	return *at - 1;
}

class_id
class_of_declarative(struct classes *c, unit_id u, uint32_t row, class_id meta)
{
	bool fresh;
	uint32_t *at = map_put(c->arena, &c->of_call, map_key(u, row), &fresh);

	if (fresh)
		*at = add(c,
		          &(struct class){
				  .kind = CLASS_DECLARATIVE,
				  .unit = u,
				  .row = row,
				  .meta = meta,
				  .name = STR("sqlalchemy.orm.decl_api.Base"),
				  .own_name = STR("Base"),
			  }) +
		      1;
	return *at - 1;
}

class_id
class_of_function(struct classes *c, unit_id u, uint32_t call, uint32_t function, uint32_t row)
{
	bool fresh;
	uint32_t *at = map_put(c->arena, &c->of_call, map_key(u, call), &fresh);
	unit_id there = c->functions.at[function - 1].unit;
	class_id statement = class_of_row(c, there, row); /* rows move when one is made */

	if (fresh) {
		struct class made = c->rows.at[statement];

		*at = add(c,
		          &(struct class){
				  .kind = CLASS_STATEMENT,
				  .unit = there,
				  .row = row,
				  .name = made.name,
				  .own_name = made.own_name,
				  .function = function,
			  }) +
		      1;
	}
	return *at - 1;
}

const struct facts *
class_facts(const struct classes *c, class_id id)
{
	return c->world.units.at[c->rows.at[id].unit].facts;
}

const struct fact_class *
class_fact(const struct classes *c, class_id id)
{
	return &class_facts(c, id)->classes.at[c->rows.at[id].row];
}

bool
class_is(const struct classes *c, class_id id, struct str standard)
{
	return c->rows.at[id].kind == CLASS_STANDARD && str_eq(c->rows.at[id].name, standard);
}
