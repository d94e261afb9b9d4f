/*
 * REQ004 development-dependency: loaded by a service that runs, declared for development only.
 */
#include "requirements/say.h"

static void
text(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str dist = say_dist(c, u), manifest = say_manifest(c, u->s->service, NULL);
	struct str group = facts_text(u->row->facts, u->row->row->group);

	f->message = findings_text(
		c->out,
		"`" STR_FMT "` needs the distribution " STR_FMT ", which " STR_FMT
		" declares for development only (" STR_FMT "%s" STR_FMT
		"): where only what runs is installed, ModuleNotFoundError when %s",
		STR_ARG(u->need->dotted), STR_ARG(dist),
		STR_ARG(findings_service(c->out, u->s->service->name)), STR_ARG(u->row->file),
		group.len > 0 ? ", " : "", STR_ARG(group), say_need_when(u));
	f->help = findings_text(
		c->out, "move " STR_FMT " to what is needed at run time%s" STR_FMT, STR_ARG(dist),
		manifest.len > 0 && !str_eq(manifest, u->row->file) ? ", " : "",
		STR_ARG(manifest.len > 0 && !str_eq(manifest, u->row->file) ? manifest : STR("")));
}

void
check_development_dependency(const struct requirement_check *c)
{
	const struct unmet_rule rule = {
		.rule = RULE_REQ004,
		.answer = ANSWER_DEVELOPMENT,
		.deployed = true,
		.text = text,
	};

	say_unmet(c, &rule);
}
