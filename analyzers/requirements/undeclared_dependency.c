/*
 * REQ001 undeclared-dependency: a service imports a distribution that it does not declare.
 */
#include "requirements/add.h"
#include "requirements/known.h"
#include "requirements/say.h"
#include "rules/python.h"

/* So many rows of a service are asked whether a table knows them. */
#define ROWS_ASKED 300

/* Is it known what the row's distribution requires? */
static bool
is_known(const struct requirement_check *c, const struct declared *d, const struct declaration *row)
{
	name_id id = names_find(c->audit->names, row->dist);

	return dist_is_known(row->dist) || known_is_exact(d->known, row->dist) ||
	       (id != NAME_NONE && map_find(&c->audit->ours, id) != NULL) ||
	       ((row->row->flags & REQUIREMENT_CONDA) != 0 && dists_of_conda(row->dist).count > 0);
}

/* A distribution that runs with the service and of which it is not known what it requires: it may be
 * any other. */
static struct str
unheard_of(const struct requirement_check *c, const struct declared *d)
{
	for (uint32_t i = 0; i < d->rows.count && i < ROWS_ASKED; i++)
		if (d->rows.at[i].purpose == PURPOSE_RUN && d->rows.at[i].row != NULL &&
		    !is_known(c, d, &d->rows.at[i]))
			return d->rows.at[i].dist;
	return STR("");
}

static void
text(const struct requirement_check *c, const struct unmet *u, struct finding *f)
{
	struct str dist = say_dist(c, u), manifest = say_manifest(c, u->s->service, NULL);
	struct str elsewhere = say_elsewhere(c, u), marker = STR(""), unless = STR("");
	struct str other = unheard_of(c, &u->s->declared);

	if (u->row != NULL && u->row->row != NULL && u->row->purpose == PURPOSE_ELSEWHERE)
		marker = findings_text(
			c->out, " (" STR_FMT " has it, but only where `" STR_FMT "`)",
			STR_ARG(u->row->file),
			STR_ARG(findings_brief(
				c->out, facts_text(u->row->facts, u->row->row->marker))));
	if (other.len > 0)
		unless = findings_text(c->out, ", unless " STR_FMT " brings it along",
		                       STR_ARG(findings_brief(c->out, other)));
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
