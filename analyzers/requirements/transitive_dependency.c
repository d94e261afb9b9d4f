/*
 * REQ003 transitive-dependency: imported, or needed by what is, and there only because another
 * distribution brings it, or may.
 */
#include "requirements/distributions.h"
#include "requirements/known.h"
#include "requirements/say.h"

/* "one of 5 distributions, such as …": none of them is any likelier than another. */
static struct str
one_of(const struct requirement_check *c, const struct unmet *u, struct str name)
{
	return findings_text(
		c->out,
		"one of %u distributions, such as " STR_FMT " (" STR_FMT
		"), may bring it, but what they require is not known",
		(unsigned)u->need->verdict.others + 1, STR_ARG(findings_brief(c->out, name)),
		STR_ARG(u->row->file));
}

/* "mcp (requirements.txt) brings it in earlier releases, but not since 2.0.0"; "" where it brings it. */
static struct str
dropped(const struct requirement_check *c, const struct unmet *u, struct str name)
{
	const struct declaration *row = u->row;
	struct str since;

	if (u->need->verdict.answer != ANSWER_BROUGHT ||
	    !known_has_dropped(
		    u->s->declared.known, row->dist, facts_text(row->facts, row->row->specifier),
		    u->need->dists.at[0], &since))
		return STR("");
	return findings_text(
		c->out,
		STR_FMT " (" STR_FMT ") brings it in earlier releases, but not since " STR_FMT,
		STR_ARG(findings_brief(c->out, name)), STR_ARG(row->file), STR_ARG(since));
}

/* "flask (requirements.txt) brings it", or who may. */
static struct str
bringer(const struct requirement_check *c, const struct unmet *u)
{
	uint32_t others = u->need->verdict.others;
	struct str name = facts_text(u->row->facts, u->row->row->name);
	struct str more = STR(""), unknown = STR("what that requires");

	if (name.len == 0)
		name = u->row->dist;
	if (!u->row->aged && others > 0 && u->need->verdict.answer == ANSWER_PERHAPS &&
	    !dist_is_akin(u->row->dist, u->need->dists.at[0]))
		return one_of(c, u, name);
	struct str gone = dropped(c, u, name);
	if (gone.len > 0)
		return gone;
	if (u->row->aged)
		unknown = STR("what so old a release requires");
	else if (others > 0)
		unknown = STR("what they require");
	if (others == 1)
		more = STR(" or another one");
	else if (others > 1)
		more = findings_text(c->out, " or one of %u others", (unsigned)others);
	if (u->need->verdict.answer == ANSWER_BROUGHT)
		unknown = STR("");
	return findings_text(
		c->out, STR_FMT " (" STR_FMT ")" STR_FMT " %s" STR_FMT "%s",
		STR_ARG(findings_brief(c->out, name)), STR_ARG(u->row->file), STR_ARG(more),
		unknown.len > 0 ? "may bring it, but " : "brings it", STR_ARG(unknown),
		unknown.len > 0 ? " is not known" : "");
}

static void
text(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str dist = say_dist(c, u), manifest = say_manifest(c, u->s->service, NULL);

	f->message = findings_text(
		c->out,
		"`" STR_FMT "` needs the distribution " STR_FMT "%s, which no manifest of " STR_FMT
		" declares: " STR_FMT,
		STR_ARG(u->need->dotted), STR_ARG(dist), u->need->behind ? " besides its own" : "",
		STR_ARG(findings_service(c->out, u->s->service->name)), STR_ARG(bringer(c, u)));
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
	/* What another surely brings besides is there; what one only may bring is a crash if it does not. */
	rule.behind = true;
	say_unmet(c, &rule);
}
