/*
 * CLS001 inconsistent-mro: C3 has no linearization of the bases.
 */
#include "classes/check.h"

static struct str
say_conflict(const struct class_check *c, class_id id, struct precedences turns)
{
	return findings_text(
		c->out, "Python cannot create `" STR_FMT "`: " STR_FMT "%sTypeError: " STR_FMT,
		STR_ARG(c->classes->rows.at[id].own_name),
		STR_ARG(words_conflict(c->classes, turns)), turns.count > 0 ? "; " : "",
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

	f->help = words_repair(c->classes, id, &repair);
	if (repair.only)
		f->edits = say_without(c, id, repair.first_dropped);
	f->safe = f->edits.count > 0;
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
		say(c, id, &f);
	}
}
