/*
 * given.c - classes that no statement of ours makes: the standard library's, and those of namedtuple() and
 * declarative_base().
 */
#include "classes/make.h"

#include "classes/entries.h"
#include "classes/order.h"

static const struct verdict *
made(struct classes *c, class_id id, type_id type)
{
	struct verdict *out = arena_new(c->arena, struct verdict);
	type_id *at = arena_new(c->arena, type_id);

	*out = (struct verdict){ .status = STATUS_PARTIAL, .culprit = CLASS_NONE };
	if (type == TYPE_NONE)
		return out;
	*at = type;
	out->status = STATUS_OK;
	out->types = (struct type_ids){ at, 1 };
	out->bases = c->types.rows.at[type].bases;
	if (type >= c->of_type.count)
		*vec_push(c->arena, &c->of_type) = id;
	return out;
}

/* The one type of a class of the standard library. */
static type_id
type_of(struct classes *c, std_class cls)
{
	const struct verdict *v = class_verdict(c, class_of_standard(c, cls));

	return v->types.count == 1 ? v->types.at[0] : TYPE_NONE;
}

static const struct {
	unsigned standard, type;
} flags[] = {
	{ STD_FINAL, TYPE_FINAL },
	{ STD_DICT, TYPE_DICT },
	{ STD_WEAKREF, TYPE_WEAKREF },
	{ STD_VARIABLE, TYPE_VARIABLE },
};

const struct verdict *
make_standard(struct classes *c, class_id id)
{
	std_class cls = (std_class)c->rows.at[id].row;
	struct type told = { .name = c->rows.at[id].own_name };
	struct type_id_vec rest = { 0 };
	struct std_class_info info;
	struct type_fault why;
	uint32_t depth;
	cell_id order;

	if (str_eq(c->rows.at[id].name, STR("builtins.object")))
		return made(c, id, TYPE_OBJECT);
	if (str_eq(c->rows.at[id].name, STR("builtins.type")))
		return made(c, id, TYPE_TYPE);
	if (!std_class_get(c->world.minor, cls, &info))
		return made(c, id, TYPE_NONE);

	type_id *bases = arena_array(c->arena, type_id, (size_t)info.bases.count + 1);
	for (uint32_t i = 0; i < info.bases.count; i++) {
		bases[i] = type_of(c, info.bases.at[i]);
		if (bases[i] == TYPE_NONE)
			return made(c, id, TYPE_NONE);
	}
	told.bases = (struct type_ids){ bases, info.bases.count };
	told.metaclass = type_of(c, info.meta);
	told.best = info.solid == cls ? bases[0] : type_of(c, info.solid);
	for (size_t i = 0; i < countof(flags); i++)
		if (info.flags & flags[i].standard)
			told.flags |= flags[i].type;
	/* CPython calls what is written in C by its whole name, unless it is a builtin. */
	if (told.flags & TYPE_FINAL && !str_starts(c->rows.at[id].name, STR("builtins.")))
		told.name = c->rows.at[id].name;
	if (told.metaclass == TYPE_NONE || told.best == TYPE_NONE ||
	    order_make(&c->types, told.bases, &order, &depth, &why) != TYPE_MADE)
		return made(c, id, TYPE_NONE);
	for (; order != CELL_NONE; order = c->types.cells.at[order].next)
		*vec_push(c->arena, &rest) = c->types.cells.at[order].type;
	return made(c, id,
	            type_given(&c->types, &told, (struct type_ids){ rest.at, rest.count },
	                       info.solid == cls));
}

/* Of one class statement, as it were. */
static const struct verdict *
make_called(struct classes *c, class_id id, type_id base, type_id metaclass, enum slots slots)
{
	type_id *bases = arena_new(c->arena, type_id);
	struct type_statement s = {
		.name = c->rows.at[id].own_name,
		.bases = { bases, 1 },
		.metaclass = metaclass,
		.slots = slots,
	};
	struct type_fault why;
	type_id type = TYPE_NONE;

	*bases = base;
	if (base == TYPE_NONE || type_make(&c->types, &s, &type, &why) != TYPE_MADE)
		type = TYPE_NONE;
	return made(c, id, type);
}

const struct verdict *
make_tuple(struct classes *c, class_id id)
{
	return make_called(
		c, id, type_of_standard(c, STR("builtins.tuple")), TYPE_NONE, SLOTS_EMPTY);
}

const struct verdict *
make_declarative(struct classes *c, class_id id)
{
	const struct verdict *meta = class_verdict(c, c->rows.at[id].meta);

	if (meta->types.count != 1 || !type_inherits(&c->types, meta->types.at[0], TYPE_TYPE))
		return made(c, id, TYPE_NONE);
	return make_called(c, id, TYPE_OBJECT, meta->types.at[0], SLOTS_NONE);
}
