/*
 * REQ006 unguarded-optional-import: declared as an extra only, and loaded without a guard.
 */
#include "requirements/say.h"

static void
text(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str dist = say_dist(c, u);
	struct str group = facts_text(u->row->facts, u->row->row->group), kind;

	str_cut(&group, ':', &kind);
	f->message = findings_text(
		c->out,
		"`" STR_FMT "` needs the distribution " STR_FMT
		", which is only in the extra `" STR_FMT "` of " STR_FMT ", and " STR_FMT
		" does not ask for it: ModuleNotFoundError when %s",
		STR_ARG(u->need->dotted), STR_ARG(dist), STR_ARG(group), STR_ARG(u->row->file),
		STR_ARG(findings_service(c->out, u->s->service->name)), say_need_when(u));
	f->help = findings_text(
		c->out,
		"guard the import with `try`/`except ImportError`, declare " STR_FMT
		" as needed always, or list the extra in the service's `extras`",
		STR_ARG(dist));
}

void
check_unguarded_optional_import(const struct requirement_check *c)
{
	const struct unmet_rule rule = {
		.rule = RULE_REQ006,
		.answer = ANSWER_EXTRA,
		.deployed = true,
		.at_start = true,
		.text = text,
	};

	say_unmet(c, &rule);
}
