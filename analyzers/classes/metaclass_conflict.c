/*
 * CLS005 metaclass-conflict: bases whose metaclasses have no common most-derived one.
 */
#include "classes/check.h"

/* "`Meta` of its base `Base`"; of UINT32_MAX the one that the class names itself. */
static struct str
of_base(const struct class_check *c, class_id id, uint32_t base)
{
	const struct verdict *v = class_verdict(c->classes, id);
	const struct class_bases *bases = bases_of(c->classes, id);

	if (base == UINT32_MAX)
		return findings_text(c->out, "`" STR_FMT "`, which it names,",
		                     STR_ARG(value_name(c->classes, &bases->metaclass.at[0])));
	return findings_text(
		c->out, "`" STR_FMT "` of its base `" STR_FMT "`",
		STR_ARG(say_name(c, c->classes->types.rows.at[v->bases.at[base]].metaclass)),
		STR_ARG(say_name(c, v->bases.at[base])));
}

void
check_metaclass_conflict(const struct class_check *c)
{
	const struct types *t = &c->classes->types;

	for (uint32_t i = 0; i < c->all.count; i++) {
		class_id id = c->all.at[i];
		const struct verdict *v = class_verdict(c->classes, id);
		type_id metas[2] = { TYPE_NONE, TYPE_NONE };

		if (!say_refused(c, id, STATUS_METACLASS))
			continue;
		metas[1] = t->rows.at[v->bases.at[v->fault.base]].metaclass;
		if (v->fault.other != UINT32_MAX)
			metas[0] = t->rows.at[v->bases.at[v->fault.other]].metaclass;
		struct finding f = say_class_at(c, id, v->fault.base);
		struct str other = of_base(c, id, v->fault.other);
		f.rule = RULE_CLS005;
		f.message = findings_text(
			c->out,
			"`" STR_FMT "` has no metaclass that is derived from both " STR_FMT
			" and " STR_FMT "; Python raises TypeError: " STR_FMT,
			STR_ARG(c->classes->rows.at[id].own_name), STR_ARG(other),
			STR_ARG(of_base(c, id, v->fault.base)), STR_ARG(v->detail));
		f.help = STR("give it `metaclass=` a class that inherits from both metaclasses");
		f.related = say_places(c, metas[0] == TYPE_NONE ? (struct type_ids){ &metas[1], 1 }
		                                                : (struct type_ids){ metas, 2 });
		say(c, id, &f);
	}
}
