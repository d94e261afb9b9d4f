/*
 * REQ001 undeclared-dependency: a service imports a distribution that it does not declare.
 */
#include "requirements/add.h"
#include "requirements/say.h"

static void
text(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str dist = say_dist(c, u), manifest = say_manifest(c, u->s->service, NULL);
	struct str elsewhere = say_elsewhere(c, u), marker = STR("");

	if (u->row != NULL && u->row->row != NULL && u->row->purpose == PURPOSE_ELSEWHERE)
		marker = findings_text(
			c->out, " (" STR_FMT " has it, but only where `" STR_FMT "`)",
			STR_ARG(u->row->file),
			STR_ARG(findings_brief(
				c->out, facts_text(u->row->facts, u->row->row->marker))));
	f->message = findings_text(
		c->out,
		"`" STR_FMT "` needs the distribution " STR_FMT ", which no manifest of `" STR_FMT
		"` declares" STR_FMT ": ModuleNotFoundError when %s" STR_FMT,
		STR_ARG(u->need->dotted), STR_ARG(dist), STR_ARG(u->s->service->name),
		STR_ARG(marker.len > 0 ? marker : elsewhere), say_need_when(u),
		STR_ARG(say_doubt(c, u)));
	if (manifest.len > 0)
		f->help = findings_text(
			c->out, "add " STR_FMT " to " STR_FMT ", or cut the import", STR_ARG(dist),
			STR_ARG(manifest));
	else
		f->help = findings_text(
			c->out,
			"declare " STR_FMT " in a manifest of `" STR_FMT "`, or cut the import",
			STR_ARG(dist), STR_ARG(u->s->service->name));
	add_requirement(c, u, f);
}

void
check_undeclared_dependency(const struct requirement_check *c)
{
	const struct unmet_rule rule = {
		.rule = RULE_REQ001, .answer = ANSWER_NOTHING, .text = text
	};

	say_unmet(c, &rule);
}
