/*
 * CLS002 duplicate-base: a base listed twice, also under two names of one class.
 */
#include "classes/check.h"

void
check_duplicate_base(const struct class_check *c)
{
	for (uint32_t i = 0; i < c->all.count; i++) {
		class_id id = c->all.at[i];
		const struct verdict *v = class_verdict(c->classes, id);
		struct str one, two;

		if (!say_refused(c, id, STATUS_DUPLICATE))
			continue;
		one = words_base(c->classes, id, v->fault.other);
		two = words_base(c->classes, id, v->fault.base);
		struct finding f = say_class_at(c, id, v->fault.base);
		f.rule = RULE_CLS002;
		f.message = findings_text(
			c->out,
			"`" STR_FMT "` lists the base `" STR_FMT "` twice%s" STR_FMT
			"%s; Python raises TypeError: " STR_FMT,
			STR_ARG(c->classes->rows.at[id].own_name), STR_ARG(one),
			str_eq(one, two) ? "" : ", also as `",
			STR_ARG(str_eq(one, two) ? STR("") : two), str_eq(one, two) ? "" : "`",
			STR_ARG(v->detail));
		struct repair repair = explain_repair(c->classes, v->bases);
		f.help = words_repair(c->classes, id, &repair);
		if (repair.first_dropped == v->fault.base)
			f.edits = say_without(c, id, v->fault.base);
		f.safe = f.edits.count > 0;
		f.related = say_places(c, (struct type_ids){ &v->bases.at[v->fault.base], 1 });
		say(c, id, &f);
	}
}
