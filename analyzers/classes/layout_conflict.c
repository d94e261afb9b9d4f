/*
 * CLS006 layout-conflict: bases with instance layouts that do not go together.
 */
#include "classes/check.h"

void
check_layout_conflict(const struct class_check *c)
{
	const struct types *t = &c->classes->types;

	for (uint32_t i = 0; i < c->all.count; i++) {
		class_id id = c->all.at[i];
		const struct verdict *v = class_verdict(c->classes, id);
		struct str name = c->classes->rows.at[id].own_name;
		type_id solid[2];

		if (!say_refused(c, id, STATUS_LAYOUT))
			continue;
		struct finding f = say_class_at(c, id, v->fault.base);
		f.rule = RULE_CLS006;
		if (v->fault.base == UINT32_MAX) {
			f.message = findings_text(
				c->out,
				"`" STR_FMT "` cannot have these `__slots__`; Python raises "
				"TypeError: " STR_FMT,
				STR_ARG(name), STR_ARG(v->detail));
			f.help = STR("leave out `__slots__`, or what a base has already");
			say(c, id, &f);
			continue;
		}
		solid[0] = t->rows.at[v->bases.at[v->fault.other]].layout.solid;
		solid[1] = t->rows.at[v->bases.at[v->fault.base]].layout.solid;
		f.message = findings_text(
			c->out,
			"`" STR_FMT "` cannot keep the fields of `" STR_FMT "`" STR_FMT
			" beside those of `" STR_FMT "`" STR_FMT
			"; Python raises TypeError: " STR_FMT,
			STR_ARG(name), STR_ARG(say_name(c, solid[0])),
			STR_ARG(words_place(c->classes, solid[0])), STR_ARG(say_name(c, solid[1])),
			STR_ARG(words_place(c->classes, solid[1])), STR_ARG(v->detail));
		f.help = STR("inherit from one of them, and hold the other as an attribute; of two "
		             "classes with `__slots__`, empty those of one");
		f.related = say_places(c, (struct type_ids){ solid, 2 });
		say(c, id, &f);
	}
}
