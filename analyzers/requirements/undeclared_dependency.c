/*
 * REQ001 undeclared-dependency: a service imports a distribution that it does not declare.
 */
#include "requirements/add.h"
#include "requirements/say.h"

/* Which list does not have it. */
static struct str
absence(const struct requirement_check *c, const struct unmet *u)
{
	struct str service = u->s->service->name, elsewhere;

	if (u->need->lacking.len > 0)
		return findings_text(c->out, STR_FMT " does not declare (" STR_FMT " does)",
		                     STR_ARG(u->need->lacking), STR_ARG(u->row->file));
	elsewhere = say_elsewhere(c, u);
	if (u->row != NULL && u->row->row != NULL && u->row->purpose == PURPOSE_ELSEWHERE)
		elsewhere = findings_text(
			c->out, " (" STR_FMT " has it, but only where `" STR_FMT "`)",
			STR_ARG(u->row->file),
			STR_ARG(findings_brief(
				c->out, facts_text(u->row->facts, u->row->row->marker))));
	return findings_text(c->out, "no manifest of " STR_FMT " declares" STR_FMT,
	                     STR_ARG(findings_service(c->out, service)), STR_ARG(elsewhere));
}

/* Of a name that nobody has heard of it is not known what the distribution is called. */
static void
text_of_strange(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str manifest = say_manifest(c, u->s->service, NULL);
	struct str name = findings_service(c->out, u->s->service->name);

	f->message = findings_text(
		c->out,
		"`" STR_FMT "` is no module of the repository, and no manifest of " STR_FMT
		" declares a distribution that has it: ModuleNotFoundError when %s" STR_FMT,
		STR_ARG(u->need->dotted), STR_ARG(name), say_need_when(u),
		STR_ARG(say_doubt(c, u)));
	f->help = findings_text(
		c->out, "declare the distribution that has it in " STR_FMT ", or cut the import",
		STR_ARG(manifest.len > 0
	                        ? manifest
	                        : findings_text(c->out, "a manifest of " STR_FMT, STR_ARG(name))));
}

static void
text(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str dist = say_dist(c, u), manifest = say_manifest(c, u->s->service, NULL);

	if (u->need->unheard) {
		text_of_strange(c, u, f);
		return;
	}
	if (u->need->lacking.len > 0)
		manifest = u->need->lacking;
	f->message = findings_text(
		c->out,
		"`" STR_FMT "` needs the distribution " STR_FMT ", which " STR_FMT
		": ModuleNotFoundError when %s" STR_FMT,
		STR_ARG(u->need->dotted), STR_ARG(dist), STR_ARG(absence(c, u)), say_need_when(u),
		STR_ARG(say_doubt(c, u)));
	if (u->need->doubt == DOUBT_MADE)
		f->help = findings_text(
			c->out, "make " STR_FMT " of " STR_FMT " anew", STR_ARG(manifest),
			STR_ARG(u->row->file));
	else if (manifest.len > 0)
		f->help = findings_text(
			c->out, "add " STR_FMT " to " STR_FMT ", or cut the import", STR_ARG(dist),
			STR_ARG(manifest));
	else
		f->help = findings_text(
			c->out,
			"declare " STR_FMT " in a manifest of " STR_FMT ", or cut the import",
			STR_ARG(dist), STR_ARG(findings_service(c->out, u->s->service->name)));
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
