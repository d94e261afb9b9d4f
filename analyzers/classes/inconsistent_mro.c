/*
 * CLS001 inconsistent-mro: C3 has no linearization of the bases.
 */
#include "classes/check.h"

/* Why the one comes before the other, as a clause. */
static struct str
reason(const struct class_check *c, const struct precedence *p)
{
	struct str first = say_name(c, p->first), then = say_name(c, p->then);

	switch (p->kind) {
	case BEFORE_INHERITS:
		return findings_text(
			c->out, "`" STR_FMT "` inherits from `" STR_FMT "`" STR_FMT, STR_ARG(first),
			STR_ARG(then), STR_ARG(say_place(c, p->first)));
	case BEFORE_ORDERED:
		return findings_text(
			c->out,
			"`" STR_FMT "`" STR_FMT " resolves `" STR_FMT "` before `" STR_FMT "`",
			STR_ARG(say_name(c, p->by)), STR_ARG(say_place(c, p->by)), STR_ARG(first),
			STR_ARG(then));
	default:
		if (p->by == TYPE_NONE)
			return findings_text(c->out, "it lists `" STR_FMT "` before `" STR_FMT "`",
			                     STR_ARG(first), STR_ARG(then));
		return findings_text(
			c->out, "`" STR_FMT "`" STR_FMT " lists `" STR_FMT "` before `" STR_FMT "`",
			STR_ARG(say_name(c, p->by)), STR_ARG(say_place(c, p->by)), STR_ARG(first),
			STR_ARG(then));
	}
}

static struct str
say_conflict(const struct class_check *c, class_id id, struct precedences turns)
{
	struct str name = c->classes->rows.at[id].own_name, text = STR("");

	for (uint32_t i = 0; i < turns.count; i++) {
		const char *between = i == 0 ? "" : i + 1 < turns.count ? ", " : ", but ";

		text = findings_text(c->out, STR_FMT "%s" STR_FMT, STR_ARG(text), between,
		                     STR_ARG(reason(c, &turns.at[i])));
	}
	return findings_text(
		c->out, "Python cannot create `" STR_FMT "`: " STR_FMT "%sTypeError: " STR_FMT,
		STR_ARG(name), STR_ARG(text), turns.count > 0 ? "; " : "",
		STR_ARG(class_verdict(c->classes, id)->detail));
}

/* The classes by which the order is set. */
static void
add_places(const struct class_check *c, struct precedences turns, struct finding *f)
{
	type_id *by = arena_array(c->view, type_id, (size_t)turns.count + 1);
	uint32_t count = 0;

	for (uint32_t i = 0; i < turns.count; i++) {
		const struct precedence *p = &turns.at[i];

		if (p->kind == BEFORE_INHERITS && f->chain.count == 0)
			f->chain = say_way(c, explain_way(c->classes, p->first, p->then));
		else if (p->by != TYPE_NONE)
			by[count++] = p->by;
	}
	f->related = say_places(c, (struct type_ids){ by, count });
}

static void
add_repair(const struct class_check *c, class_id id, const struct verdict *v, struct finding *f)
{
	struct repair repair = explain_repair(c->classes, v->bases);

	if (repair.bases.count == 0) {
		f->help = STR("no order of these bases works: take one of them out, or have one "
		              "hold the other instead of inheriting from it");
	} else if (repair.dropped.count > 0) {
		struct str names = STR("");
		type_id by = TYPE_NONE;

		for (uint32_t i = 0; i < repair.dropped.count; i++)
			names = findings_text(
				c->out, STR_FMT "%s`" STR_FMT "`", STR_ARG(names),
				i == 0 ? "" : " and ", STR_ARG(say_name(c, repair.dropped.at[i])));
		for (uint32_t i = 0; i < repair.bases.count && by == TYPE_NONE; i++)
			if (type_inherits(
				    &c->classes->types, repair.bases.at[i], repair.dropped.at[0]))
				by = repair.bases.at[i];
		f->help = findings_text(
			c->out, "leave out " STR_FMT ", which `" STR_FMT "` brings: " STR_FMT,
			STR_ARG(names), STR_ARG(say_name(c, by)),
			STR_ARG(say_bases(c, id, &repair)));
		if (repair.only)
			f->edits = say_without(c, id, repair.first_dropped);
		f->safe = f->edits.count > 0;
	} else {
		f->help = findings_text(
			c->out, "an order of the bases that works: " STR_FMT,
			STR_ARG(say_bases(c, id, &repair)));
	}
}

void
check_inconsistent_mro(const struct class_check *c)
{
	for (uint32_t i = 0; i < c->all.count; i++) {
		class_id id = c->all.at[i];
		const struct verdict *v = class_verdict(c->classes, id);
		struct precedences turns;
		uint32_t base = 0;

		if (!say_refused(c, id, STATUS_INCONSISTENT))
			continue;
		turns = explain_conflict(c->classes, v->bases, &v->fault);
		if (turns.count > 0)
			base = turns.at[0].base;
		struct finding f = say_class_at(c, id, base);
		f.rule = RULE_CLS001;
		f.message = say_conflict(c, id, turns);
		add_places(c, turns, &f);
		add_repair(c, id, v, &f);
		findings_add(c->out, &f);
	}
}
