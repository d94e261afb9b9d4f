/*
 * REQ005 undeclared-submodule-dependency: what an imported submodule needs besides its own
 * distribution is not declared.
 */
#include "requirements/add.h"

static void
text(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str dist = say_dist(c, u), manifest = say_manifest(c, u->s->service, NULL);

	const char *fails =
		u->need->late       ? "the import or its first use fails"
		: u->need->at_start ? "the import fails when it starts"
				    : "the import fails when it runs";

	f->message = findings_text(
		c->out,
		"`" STR_FMT "` needs the distribution " STR_FMT
		" besides its own, and no manifest of "
		"`" STR_FMT "` declares it for when it runs" STR_FMT ": %s",
		STR_ARG(u->need->dotted), STR_ARG(dist), STR_ARG(u->s->service->name),
		STR_ARG(say_elsewhere(c, u)), fails);
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
