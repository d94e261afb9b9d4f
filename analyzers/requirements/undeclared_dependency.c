/*
 * REQ001 undeclared-dependency: a service imports a distribution that it does not declare.
 */
#include "requirements/say.h"

/* So many rows of a service are looked at. */
#define ROWS_ASKED 300

/* A distribution that runs with the service and of which nothing is known: it may require any other. */
static struct str
unheard_of(const struct requirement_check *c, const struct service_audit *s)
{
	const struct declared *d = &s->declared;

	for (uint32_t i = 0; i < d->rows.count && i < ROWS_ASKED; i++) {
		name_id id = names_find(c->audit->names, d->rows.at[i].dist);

		if (d->rows.at[i].purpose == PURPOSE_RUN && d->rows.at[i].row != NULL &&
		    (id == NAME_NONE || map_find(&c->audit->projects, id) == NULL) &&
		    !known_is_heard_of(&s->known, d->rows.at[i].dist))
			return d->rows.at[i].dist;
	}
	return STR("");
}

static void
text(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str dist = say_dist(c, u), manifest = say_manifest(c, u->s->service);
	struct str elsewhere = say_elsewhere(c, u), marker = STR(""), unless = STR("");
	struct str other = unheard_of(c, u->s);

	if (u->row != NULL && u->row->row != NULL && u->row->purpose == PURPOSE_ELSEWHERE)
		marker = findings_text(
			c->out, " (" STR_FMT " has it, but only where `" STR_FMT "`)",
			STR_ARG(u->row->file),
			STR_ARG(facts_text(u->row->facts, u->row->row->marker)));
	if (other.len > 0)
		unless = findings_text(
			c->out, ", unless " STR_FMT " brings it along", STR_ARG(other));
	f->message = findings_text(
		c->out,
		"`" STR_FMT "` needs the distribution " STR_FMT ", which no manifest of `" STR_FMT
		"` declares" STR_FMT ": ModuleNotFoundError when %s" STR_FMT,
		STR_ARG(u->need->dotted), STR_ARG(dist), STR_ARG(u->s->service->name),
		STR_ARG(marker.len > 0 ? marker : elsewhere), say_when(u->need), STR_ARG(unless));
	if (manifest.len > 0)
		f->help = findings_text(
			c->out, "add " STR_FMT " to " STR_FMT ", or cut the import", STR_ARG(dist),
			STR_ARG(manifest));
	else
		f->help = findings_text(
			c->out,
			"declare " STR_FMT " in a manifest of `" STR_FMT "`, or cut the import",
			STR_ARG(dist), STR_ARG(u->s->service->name));
}

void
check_undeclared_dependency(const struct requirement_check *c)
{
	const struct unmet_rule rule = {
		.rule = RULE_REQ001, .answer = ANSWER_NOTHING, .text = text
	};

	say_unmet(c, &rule);
}
