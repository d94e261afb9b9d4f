/*
 * CLS007 final-base: a base that cannot be subclassed, or must not be.
 */
#include "classes/check.h"

static void
report_refused(const struct class_check *c, class_id id)
{
	const struct verdict *v = class_verdict(c->classes, id);
	uint32_t base = v->fault.base;
	struct str name = c->classes->rows.at[id].own_name;

	if (v->culprit != CLASS_NONE) {
		const struct types *t = &c->classes->types;

		for (base = 0; base + 1 < v->bases.count; base++) {
			cell_id i = t->rows.at[v->bases.at[base]].order;

			while (i != CELL_NONE && say_class(c, t->cells.at[i].type) != v->culprit)
				i = t->cells.at[i].next;
			if (i != CELL_NONE)
				break;
		}
	}
	struct finding f = say_class_at(c, id, base);
	f.rule = RULE_CLS007;
	f.message = findings_text(
		c->out,
		"`" STR_FMT "` cannot inherit from `" STR_FMT
		"`%s; Python raises TypeError: " STR_FMT,
		STR_ARG(name), STR_ARG(say_name(c, v->bases.at[base])),
		v->culprit != CLASS_NONE ? ", an enumeration with members" : "",
		STR_ARG(v->detail));
	f.help = v->culprit != CLASS_NONE
	                 ? STR("move what both share to an enumeration without members")
	                 : STR("hold an object of that class instead of inheriting from it");
	if (base < v->bases.count)
		f.related = say_places(c, (struct type_ids){ &v->bases.at[base], 1 });
	say(c, id, &f);
}

/* Is the base, whichever of its values it has, declared final, and in another file? Whoever
 * declares it knows of those in his own. */
static bool
is_declared_final(const struct class_check *c, class_id id, const struct base_item *base)
{
	bool final = base->values.count > 0 && !base->values.many;

	for (uint32_t i = 0; i < base->values.count && final; i++) {
		const struct value *v = &base->values.at[i];
		const struct class_bases *of;

		if (v->kind != VALUE_CLASS && v->kind != VALUE_SUBSCRIPT)
			return false;
		of = bases_of(c->classes, v->id);
		final = of != NULL && of->final &&
		        c->classes->rows.at[v->id].unit != c->classes->rows.at[id].unit;
	}
	return final;
}

static void
report_declared(const struct class_check *c, class_id id, const struct base_item *base)
{
	class_id of = base->values.at[0].id;
	struct finding f = say_class_at(c, id, UINT32_MAX);
	struct related_place place = {
		.file = class_path(c->classes, of),
		.line = class_span(c->classes, of)->line,
		.start = class_span(c->classes, of)->start,
	};

	f.rule = RULE_CLS007;
	f.span = class_facts(c->classes, id)->bases.at[base->row].span;
	f.message = findings_text(
		c->out,
		"`" STR_FMT "` inherits from `" STR_FMT "`, which is declared `@final` (" STR_FMT
		":%u); type checkers refuse it, Python does not",
		STR_ARG(c->classes->rows.at[id].own_name),
		STR_ARG(c->classes->rows.at[of].own_name), STR_ARG(place.file),
		(unsigned)place.line);
	f.help = STR("take `@final` off the base, or do without inheriting from it");
	f.related = (struct related){ &place, 1 };
	say(c, id, &f);
}

void
check_final_base(const struct class_check *c)
{
	for (uint32_t i = 0; i < c->all.count; i++) {
		class_id id = c->all.at[i];
		const struct class_bases *bases = bases_of(c->classes, id);

		if (say_refused(c, id, STATUS_FINAL)) {
			report_refused(c, id);
			continue;
		}
		for (uint32_t b = 0; b < bases->count; b++)
			if (is_declared_final(c, id, &bases->at[b]))
				report_declared(c, id, &bases->at[b]);
	}
}
