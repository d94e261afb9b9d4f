/*
 * CLS008 mixin-order: a mixin after the base whose method it overrides.
 */
#include "base/glob.h"
#include "classes/check.h"
#include "classes/method.h"
#include "classes/order.h"

#define NAMES_LIMIT   3   /* methods that are told */
#define METHODS_LIMIT 200 /* of a mixin that are looked at */
#define ORDER_LOOKED  200 /* classes of an order, likewise */

struct look {
	const struct class_check *c;
	struct method_reader reader;
};

static bool
is_mixin(const struct class_check *c, type_id type)
{
	const struct config_texts *globs = &c->classes->world.project->config->mixins;

	for (uint32_t i = 0; i < globs->count; i++)
		if (glob_match(globs->at[i].text, say_name(c, type)))
			return true;
	return false;
}

/* What a class does with a method that others after it have. */
enum hiding { HIDES, PASSES_ON, UNTOLD };

/* It defines the method: is one after it reached? What calls super() goes on to the next. */
static enum hiding
hides(struct look *l, type_id type, struct str method)
{
	const struct class_check *c = l->c;
	class_id id = say_class(c, type);
	const struct class *row = &c->classes->rows.at[id];

	if (row->kind == CLASS_STANDARD)
		return str_starts(row->name, STR("builtins.")) &&
		                       std_class_name(
					       c->classes->world.minor, (std_class)row->row, method)
		                                       .kind == STD_FUNCTION
		               ? HIDES
		               : UNTOLD;
	if (row->kind != CLASS_STATEMENT || class_fact(c->classes, id)->body == 0)
		return UNTOLD;
	const struct facts *f = class_facts(c->classes, id);
	const struct chains *scopes = index_scopes(unit_index(&c->classes->world, row->unit));
	uint32_t i = scopes->first[class_fact(c->classes, id)->body];
	for (; i != 0; i = scopes->next[i - 1]) {
		const struct fact_binding *b = &f->bindings.at[i - 1];

		if (b->kind == BINDING_FUNCTION && str_eq(facts_text(f, b->name), method))
			return method_mentions(&l->reader, id, i - 1, STR("super"), true)
			               ? PASSES_ON
			               : HIDES;
	}
	return UNTOLD;
}

/* Does a mixin that is listed before the base bring the class? */
static bool
comes_by_mixin(const struct look *l, struct type_ids bases, uint32_t base, type_id type)
{
	struct types *t = &l->c->classes->types;

	for (uint32_t i = 0; i < base; i++)
		if (is_mixin(l->c, bases.at[i]) && type_inherits(t, bases.at[i], type))
			return true;
	return false;
}

/* The class that hides the method of the mixin, which is that base, from the class; TYPE_NONE: it is
 * reached, nobody knows, or the class itself has such a method. */
static type_id
hidden_by(struct look *l, const struct verdict *verdict, uint32_t base, struct str method)
{
	const struct class_check *c = l->c;
	struct types *t = &c->classes->types;
	type_id self = verdict->types.at[0], mixin = verdict->bases.at[base];
	cell_id at = t->rows.at[self].order;
	enum hiding hiding;
	struct values own;
	unsigned looked = 0;

	value_in_body(c->classes, say_class(c, self), method, &own);
	if (own.count > 0 || own.many)
		return TYPE_NONE;
	for (at = t->cells.at[at].next; t->cells.at[at].type != mixin && looked < ORDER_LOOKED;
	     at = t->cells.at[at].next, looked++) {
		type_id one = t->cells.at[at].type;
		struct values v;

		value_in_body(c->classes, say_class(c, one), method, &v);
		if (v.count == 0 && !v.many)
			continue;
		hiding = hides(l, one, method);
		if (hiding == HIDES && !comes_by_mixin(l, verdict->bases, base, one) &&
		    !type_inherits(t, one, mixin))
			return one;
		if (hiding != PASSES_ON)
			return TYPE_NONE;
	}
	return TYPE_NONE;
}

static void
look_at(struct look *l, class_id id, uint32_t base)
{
	const struct class_check *c = l->c;
	const struct verdict *v = class_verdict(c->classes, id);
	type_id mixin = v->bases.at[base], by = TYPE_NONE;
	class_id mixin_class = say_class(c, mixin);
	const struct facts *f = class_facts(c->classes, mixin_class);
	const struct chains *scopes =
		index_scopes(unit_index(&c->classes->world, c->classes->rows.at[mixin_class].unit));
	uint32_t i = scopes->first[class_fact(c->classes, mixin_class)->body];
	struct str names = STR("");
	unsigned count = 0, looked = 0;

	for (; i != 0 && looked++ < METHODS_LIMIT; i = scopes->next[i - 1]) {
		const struct fact_binding *b = &f->bindings.at[i - 1];
		struct str method = facts_text(f, b->name);
		type_id one;

		if (b->kind != BINDING_FUNCTION || !b->plain)
			continue;
		one = hidden_by(l, v, base, method);
		/* One that only raises is there to be overridden. */
		if (one == TYPE_NONE ||
		    method_mentions(
			    &l->reader, mixin_class, i - 1, STR("NotImplementedError"), false))
			continue;
		by = by == TYPE_NONE ? one : by;
		if (++count <= NAMES_LIMIT)
			names = findings_text(c->out, STR_FMT "%s`" STR_FMT "()`", STR_ARG(names),
			                      count > 1 ? ", " : "", STR_ARG(method));
	}
	if (count == 0)
		return;
	struct finding out = say_class_at(c, id, base);
	type_id places[2] = { mixin, by };
	out.rule = RULE_CLS008;
	out.message = findings_text(
		c->out,
		"`" STR_FMT "` lists the mixin `" STR_FMT
		"` after the base that it should change: " STR_FMT
		"%s of the mixin %s never reached, `" STR_FMT "` comes first",
		STR_ARG(c->classes->rows.at[id].own_name), STR_ARG(say_name(c, mixin)),
		STR_ARG(names), count > NAMES_LIMIT ? " and more" : "", count == 1 ? "is" : "are",
		STR_ARG(say_name(c, by)));
	out.help = findings_text(c->out, "list `" STR_FMT "` first", STR_ARG(say_name(c, mixin)));
	out.related = say_places(c, (struct type_ids){ places, 2 });
	out.rests = say_rests(c, id);
	findings_add(c->out, &out);
}

/* May it be listed first, and is it not there by way of another base anyway? */
static bool
may_come_first(const struct class_check *c, struct type_ids bases, uint32_t base)
{
	type_id *at = arena_array(c->view, type_id, bases.count);
	struct type_fault why;
	uint32_t count = 0, depth;
	cell_id order;

	at[count++] = bases.at[base];
	for (uint32_t i = 0; i < bases.count; i++) {
		if (i == base)
			continue;
		at[count++] = bases.at[i];
		if (type_inherits(&c->classes->types, bases.at[i], bases.at[base]))
			return false;
	}
	return order_make(&c->classes->types, (struct type_ids){ at, count }, &order, &depth,
	                  &why) == TYPE_MADE;
}

void
check_mixin_order(const struct class_check *c)
{
	struct look look = { .c = c, .reader = { .classes = c->classes } };

	for (uint32_t i = 0; i < c->all.count; i++) {
		class_id id = c->all.at[i];
		const struct verdict *v = class_verdict(c->classes, id);

		if (v->status != STATUS_OK || v->types.count != 1 || v->doubt)
			continue;
		for (uint32_t b = 1; b < v->bases.count; b++) {
			class_id base = say_class(c, v->bases.at[b]);

			if (c->classes->rows.at[base].kind == CLASS_STATEMENT &&
			    class_fact(c->classes, base)->body != 0 && v->rows[b] != UINT32_MAX &&
			    is_mixin(c, v->bases.at[b]) && may_come_first(c, v->bases, b))
				look_at(&look, id, b);
		}
	}
	method_reader_release(&look.reader);
}
