/*
 * REQ005 undeclared-submodule-dependency: what an imported submodule needs besides its own
 * distribution is not declared.
 */
#include "requirements/add.h"

static struct str
how_it_fails(const struct requirement_check *c, const struct unmet *u)
{
	if (u->need->late)
		return STR("the import or its first use fails");
	if (!say_at_start(u->need))
		return STR("the import fails when it runs");
	return findings_text(c->out, "the import fails when %s", say_need_when(u));
}

static void
text(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str dist = say_dist(c, u), manifest = say_manifest(c, u->s->service, NULL);

	f->message = findings_text(
		c->out,
		"`" STR_FMT "` needs the distribution " STR_FMT
		" besides its own, and no manifest of " STR_FMT
		" declares it for when it runs" STR_FMT ": " STR_FMT STR_FMT,
		STR_ARG(u->need->dotted), STR_ARG(dist),
		STR_ARG(findings_service(c->out, u->s->service->name)),
		STR_ARG(say_elsewhere(c, u)), STR_ARG(how_it_fails(c, u)),
		STR_ARG(say_doubt(c, u)));
	f->help = findings_text(
		c->out, "add " STR_FMT "%s" STR_FMT "%s", STR_ARG(dist),
		manifest.len > 0 ? " to " : "", STR_ARG(manifest),
		u->need->late ? "" : ", or guard the import with `try`/`except ImportError`");
	add_requirement(c, u, f);
}

void
check_undeclared_submodule_dependency(const struct requirement_check *c)
{
	struct unmet_rule rule = {
		.rule = RULE_REQ005, .answer = ANSWER_NOTHING, .behind = true, .text = text
	};

	say_unmet(c, &rule);
	rule.deployed = true;
	rule.answer = ANSWER_DEVELOPMENT;
	say_unmet(c, &rule);
	rule.answer = ANSWER_EXTRA;
	say_unmet(c, &rule);
}
