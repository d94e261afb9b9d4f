/*
 * CLS003 redundant-base: a listed base that another listed base inherits already, and that
 * changes nothing.
 */
#include "classes/check.h"
#include "classes/order.h"

#define BASES_LOOKED 50 /* of one class */

static bool
inherits_standard(const struct class_check *c, type_id type, const char *name)
{
	type_id other = type_of_standard(c->classes, str_of(name));

	return other != TYPE_NONE && type_inherits(&c->classes->types, type, other);
}

/* Does it say something to list it again? Types and exceptions are named for the reader. */
static bool
is_said_on_purpose(const struct class_check *c, type_id type)
{
	const struct types *t = &c->classes->types;
	struct values hook;
	type_id protocol = type_of_standard(c->classes, STR("typing.Protocol"));

	for (uint32_t i = 0; i < t->rows.at[type].bases.count; i++)
		if (t->rows.at[type].bases.at[i] == protocol)
			return true;
	/* It may ask for __bases__. */
	value_in_body(c->classes, say_class(c, type), STR("__init_subclass__"), &hook);
	return hook.count > 0 || hook.many || type == TYPE_OBJECT || type == protocol ||
	       type == type_of_standard(c->classes, STR("typing.Generic")) ||
	       type == type_of_standard(c->classes, STR("abc.ABC")) ||
	       inherits_standard(c, type, "builtins.BaseException");
}

/* Was it written as a plain class, nothing put in its place? */
static bool
is_plain(const struct class_check *c, class_id id, uint32_t base)
{
	const struct class_bases *bases = bases_of(c->classes, id);
	const struct verdict *v = class_verdict(c->classes, id);

	for (uint32_t i = 0; i < bases->count; i++)
		if (bases->at[i].row == v->rows[base])
			return bases->at[i].values.count == 1 &&
			       bases->at[i].values.at[0].kind == VALUE_CLASS;
	return false;
}

/* Is the order the same without it? */
static bool
changes_nothing(const struct class_check *c, class_id id, uint32_t without)
{
	struct types *t = &c->classes->types;
	const struct verdict *v = class_verdict(c->classes, id);
	type_id *bases = arena_array(c->view, type_id, v->bases.count);
	struct type_fault why;
	uint32_t count = 0, depth;
	cell_id order, was;

	for (uint32_t i = 0; i < v->bases.count; i++)
		if (i != without)
			bases[count++] = v->bases.at[i];
	if (order_make(t, (struct type_ids){ bases, count }, &order, &depth, &why) != TYPE_MADE)
		return false;
	was = t->cells.at[t->rows.at[v->types.at[0]].order].next;
	for (; order != CELL_NONE && was != CELL_NONE;
	     order = t->cells.at[order].next, was = t->cells.at[was].next)
		if (t->cells.at[order].type != t->cells.at[was].type)
			return false;
	return order == was;
}

/* Does it change nothing in the other services that load the class, whose bases may be others? */
static bool
changes_nothing_elsewhere(const struct class_check *c, class_id id, uint32_t without)
{
	const struct class *row = &c->classes->rows.at[id];
	const struct unit *u = &c->classes->world.units.at[row->unit];
	const struct project *p = c->classes->world.project;
	uint32_t argument = class_verdict(c->classes, id)->rows[without], at = row->row;
	module_id module = u->module;
	env_id own = u->env;

	for (service_id s = 0; s < p->services.count; s++) {
		if (p->services.at[s].env == own || !project_in_closure(p, s, module))
			continue;
		class_id there = class_of_row(
			c->classes,
			unit_of_module(&c->classes->world, p->services.at[s].env, module), at);
		const struct verdict *v = class_verdict(c->classes, there);
		uint32_t base = 0;

		if (v->status != STATUS_OK || v->types.count != 1)
			return false;
		while (base < v->bases.count && v->rows[base] != argument)
			base++;
		if (base == v->bases.count || !changes_nothing(c, there, base))
			return false;
	}
	return true;
}

/* Without one of two such bases the other may be needed: only the `first` of a class is offered to be
 * left out. */
static void
report(const struct class_check *c, class_id id, uint32_t base, bool first)
{
	const struct verdict *v = class_verdict(c->classes, id);
	struct types *t = &c->classes->types;
	type_id type = v->bases.at[base], by = TYPE_NONE;
	struct finding f = say_class_at(c, id, base);

	for (uint32_t i = 0; i < v->bases.count && by == TYPE_NONE; i++)
		if (i != base && type_inherits(t, v->bases.at[i], type))
			by = v->bases.at[i];
	f.rule = RULE_CLS003;
	f.message = findings_text(
		c->out,
		"`" STR_FMT "` lists `" STR_FMT "`, which its base `" STR_FMT
		"` inherits already: without it the order of its classes is the same",
		STR_ARG(c->classes->rows.at[id].own_name), STR_ARG(say_name(c, type)),
		STR_ARG(say_name(c, by)));
	f.help = findings_text(c->out, "leave out `" STR_FMT "`", STR_ARG(say_name(c, type)));
	f.chain = say_way(c, explain_way(c->classes, by, type));
	if (first && changes_nothing_elsewhere(c, id, base))
		f.edits = say_without(c, id, base);
	f.safe = f.edits.count > 0;
	f.rests = say_rests(c, id);
	findings_add(c->out, &f);
}

void
check_redundant_base(const struct class_check *c)
{
	for (uint32_t i = 0; i < c->all.count; i++) {
		class_id id = c->all.at[i];
		const struct verdict *v = class_verdict(c->classes, id);
		const struct unit *u = &c->classes->world.units.at[c->classes->rows.at[id].unit];
		uint32_t count;

		if (v->status != STATUS_OK || v->types.count != 1 || v->bases.count < 2 ||
		    v->bases.count > BASES_LOOKED || bases_of(c->classes, id)->open ||
		    c->classes->world.project->modules.at[u->module].test)
			continue;
		const bool *redundant = explain_redundant(c->classes, v->bases, &count);
		bool first = true;
		for (uint32_t b = 0; b < v->bases.count && count > 0; b++)
			if (redundant[b] && !is_said_on_purpose(c, v->bases.at[b]) &&
			    is_plain(c, id, b) && changes_nothing(c, id, b)) {
				report(c, id, b, first);
				first = false;
			}
	}
}
