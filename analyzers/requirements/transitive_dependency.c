/*
 * REQ003 transitive-dependency: imported, and there only because another distribution brings it.
 */
#include "requirements/say.h"

static void
text(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str dist = say_dist(c, u), manifest = say_manifest(c, u->s->service, NULL);

	f->message = findings_text(
		c->out,
		"`" STR_FMT "` needs the distribution " STR_FMT ", which no manifest of `" STR_FMT
		"` declares: " STR_FMT " (" STR_FMT ") %s it",
		STR_ARG(u->need->dotted), STR_ARG(dist), STR_ARG(u->s->service->name),
		STR_ARG(facts_text(u->row->facts, u->row->row->name)), STR_ARG(u->row->file),
		u->need->verdict.answer == ANSWER_PERHAPS ? "may bring" : "brings");
	f->help = findings_text(
		c->out, "add " STR_FMT " to " STR_FMT, STR_ARG(dist),
		STR_ARG(manifest.len > 0 ? manifest : u->row->file));
}

void
check_transitive_dependency(const struct requirement_check *c)
{
	struct unmet_rule rule = { .rule = RULE_REQ003, .answer = ANSWER_BROUGHT, .text = text };

	say_unmet(c, &rule);
	rule.answer = ANSWER_PERHAPS;
	say_unmet(c, &rule);
}
