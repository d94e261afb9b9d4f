/*
 * say.c - where a need stands, how the service gets there, and which manifest should declare it.
 */
#include "requirements/say.h"

#include "base/arena.h"
#include "base/path.h"
#include "common/say.h"
#include "packaging/name.h"
#include "requirements/around.h"
#include "requirements/declarers.h"
#include "requirements/heard.h"

bool
say_at_start(const struct need *need)
{
	return need->at_start && need->doubt != DOUBT_RUN;
}

const char *
say_need_when(const struct unmet *u)
{
	return say_when(u->s->service, u->need->edge, say_at_start(u->need));
}

/* Might somebody look for its requirements there? Not in a Dockerfile, nor in what is made of an .in
 * beside it. */
static bool
is_rival(const struct requirement_check *c, file_id id)
{
	const struct scanned *file = &c->project->scan->files.at[id];
	struct str in = file->path;

	if (file->grammar == NULL || strcmp(file->grammar->name, "dockerfile") == 0 ||
	    strcmp(file->grammar->name, "platform") == 0)
		return false;
	if (!path_has_ext(in, STR("txt")))
		return true;
	const char *beside = arena_printf(c->view, "%.*s.in", (int)in.len - 4, in.at);

	return !scan_has(c->project->scan, str_of(beside));
}

#define PLACE_RANKS 16

/* Of manifests that are equally near, which would somebody write a requirement in? Below PLACE_RANKS. */
static int
rank_as_place(const struct service *s, const struct scanned *file)
{
	struct str base = path_base(file->path);
	bool source = path_has_ext(base, STR("in")) || path_has_ext(base, STR("toml"));

	/* It may take its list from a file, or be there for tools alone. */
	if (str_eq(base, STR("setup.py")) || str_eq(base, STR("setup.cfg")) ||
	    str_eq(base, STR("pyproject.toml"))) {
		source = file->facts.requirements.count > 0;
		if (!source)
			return 0;
	}
	return (str_eq(path_dir(file->path), s->path) ? 8 : 0) + (source ? 4 : 0) +
	       (str_starts(base, STR("requirements")) ? 2 : 0) +
	       (str_eq(base, STR("requirements.txt")) ? 1 : 0);
}

/* The one Dockerfile of a service without a manifest, if it installs anything by name. */
static struct str
dockerfile_of(const struct requirement_check *c, const struct service *s)
{
	file_id file;

	if (s->manifests.count > 0 || s->dockerfiles.count != 1)
		return STR("");
	file = scan_file(c->project->scan, s->dockerfiles.at[0]);
	return file != UINT32_MAX && c->project->scan->files.at[file].facts.requirements.count > 0
	               ? s->dockerfiles.at[0]
	               : STR("");
}

/* What is configured before its own, these before those around it; sources before what is
 * compiled from them. */
struct str
say_manifest(const struct requirement_check *c, const struct service *s, bool *only)
{
	struct str best = { "", 0 };
	int best_rank = -1, nearest = 0, rivals = 0;

	for (uint32_t i = 0; i < s->manifests.count; i++) {
		struct str path = s->manifests.at[i];
		file_id file = scan_file(c->project->scan, path);
		int rank = 1;

		if (file == UINT32_MAX || purpose_is_development(path_stem(path)))
			continue;
		for (uint32_t k = 0; s->config != NULL && k < s->config->requirements.count; k++)
			if (str_eq(s->config->requirements.at[k].text, path))
				rank += 8;
		if (path_within(path, s->path))
			rank += 4;
		/* Up to here it is how near it is, then what it is. */
		if (rank > nearest)
			rivals = 0;
		if (rank >= nearest)
			rivals += is_rival(c, file);
		nearest = rank > nearest ? rank : nearest;
		rank = rank * PLACE_RANKS + rank_as_place(s, &c->project->scan->files.at[file]);
		if (rank > best_rank) {
			best_rank = rank;
			best = path;
		}
	}
	if (best.len == 0) {
		best = dockerfile_of(c, s);
		rivals = best.len > 0;
	}
	if (only != NULL)
		*only = rivals == 1;
	return best;
}

/* A row of another service that declares the need for when it runs: of the first such one. */
static const struct declaration *
row_elsewhere(const struct requirement_check *c, const struct unmet *u, service_id *service)
{
	const struct service_audit *services = c->audit->services;
	struct str dist = STR("");

	*service = ID_NONE;
	for (uint32_t i = 0; i < u->need->dists.count; i++) {
		const struct declarers *known = declarers_of(c->audit, u->need->dists.at[i]);

		for (uint32_t k = 0; k < known->count; k++)
			if (known->at[k] < *service && &services[known->at[k]] != u->s) {
				*service = known->at[k];
				dist = u->need->dists.at[i];
			}
	}
	return *service != ID_NONE ? declared_find(&services[*service].declared, dist) : NULL;
}

struct str
say_elsewhere(const struct requirement_check *c, const struct unmet *u)
{
	service_id s;
	const struct declaration *row = row_elsewhere(c, u, &s);

	if (row == NULL)
		return STR("");
	/* Whose list it is: others may have it, too. */
	service_id home = around_at(c->audit, path_dir(row->file));
	if (home != ID_NONE && &c->audit->services[home] != u->s)
		s = home;
	return findings_text(
		c->out, " (" STR_FMT " declares it in " STR_FMT ")",
		STR_ARG(findings_service(c->out, c->project->services.at[s].name)),
		STR_ARG(row->file));
}

struct str
say_dist(const struct requirement_check *c, const struct unmet *u)
{
	service_id s;
	const struct declaration *row = u->row;

	if (row == NULL || row->row == NULL)
		row = row_elsewhere(c, u, &s);
	for (uint32_t i = 0; row != NULL && i < u->need->dists.count; i++)
		if (str_eq(row->dist, u->need->dists.at[i]))
			return facts_text(row->facts, row->row->name);
	return u->need->dists.at[0];
}

/* Which of the ways to start the service do not come to the need. */
static const char *
say_ways(const struct unmet *u)
{
	uint32_t in = ways_in(u->need->ways), all = u->s->ways.count;

	if (in < all)
		return in * 2 < all ? ", and most do not load this one"
		                    : ", and not all load this one";
	return "";
}

struct str
say_doubt(const struct requirement_check *c, const struct unmet *u)
{
	struct str service = findings_service(c->out, u->s->service->name);

	switch (u->need->doubt) {
	case DOUBT_NONE:
		break;
	case DOUBT_OTHER:
		return findings_text(
			c->out, "; only a warning, as what " STR_FMT " installs may be there too",
			STR_ARG(findings_service(
				c->out, c->project->services.at[u->need->other].name)));
	case DOUBT_STRAY:
		return findings_text(
			c->out,
			"; only a warning, as it is not seen where `" STR_FMT
			"` comes from, which " STR_FMT " imports and which may bring it",
			STR_ARG(u->need->by), STR_ARG(service));
	case DOUBT_DEVELOP:
		return findings_text(
			c->out,
			"; only a warning, as " STR_FMT
			" brings it, which is declared for development",
			STR_ARG(u->need->by));
	case DOUBT_TOLD:
		return findings_text(c->out, "; only a warning, as " STR_FMT " installs it",
		                     STR_ARG(u->need->by));
	case DOUBT_STRANGER:
		return findings_text(
			c->out,
			"; only a warning, as it is not known what " STR_FMT " brings along",
			STR_ARG(findings_brief(
				c->out,
				heard_unlikely(c->audit, heard_there(u->s), u->need->dists.at[0])
					->dist)));
	case DOUBT_RUN:
		return STR("; only a warning, as nothing shows that it ever runs");
	case DOUBT_START:
		return findings_text(
			c->out,
			"; only a warning, as it is not known which file of " STR_FMT
			" is started%s",
			STR_ARG(service), say_ways(u));
	case DOUBT_LAYER:
		return STR("; only a warning, as layers of Lambda may bring it");
	case DOUBT_IMAGE:
		return STR("; only a warning, as the image of Airflow that runs it may have it");
	case DOUBT_CLUSTER:
		return STR(
			"; only a warning, as a cluster of Spark has it, and nothing shows where "
			"this runs");
	case DOUBT_HOSTS:
		return findings_text(
			c->out,
			"; only a warning, as nothing shows what else is installed where " STR_FMT
			" runs",
			STR_ARG(service));
	case DOUBT_LIST:
		return findings_text(
			c->out,
			"; only a warning, as " STR_FMT
			" declares less of what it imports than it lacks, and "
			"more may be installed",
			STR_ARG(service));
	case DOUBT_COMPUTED:
		return STR("; only a warning, as setup.py computes what is installed");
	case DOUBT_MADE:
		return STR("; only a warning, as it may be made anew where it is installed");
	case DOUBT_APART:
		return STR("; only a warning, as both may be installed");
	}
	return STR("");
}

static void
report(const struct requirement_check *c, const struct unmet_rule *rule, const struct unmet *u)
{
	struct finding f = say_at(c->project, u->need->module, u->need->edge);

	f.rule = rule->rule;
	f.service = u->s->service->name;
	f.module = u->need->dotted;
	f.distribution = name_canonical(c->view, say_dist(c, u));
	f.chain = say_chain(&u->s->runs, c->view, u->need->module);
	f.related = (struct related){ u->need->more.at, u->need->more.count };
	/* What the configuration says of the rule holds for all. */
	if (u->need->doubt != DOUBT_NONE && !c->project->config->rules[rule->rule].set) {
		f.has_severity = true;
		f.severity = SEVERITY_WARNING;
	}
	rule->text(c, u, &f);
	findings_add(c->out, &f);
}

void
say_unmet(const struct requirement_check *c, const struct unmet_rule *rule)
{
	for (service_id s = 0; s < c->project->services.count; s++) {
		const struct service_audit *audit = &c->audit->services[s];

		if (audit->service->put_away ||
		    (rule->deployed && !around_is_deployed(audit->service)))
			continue;
		for (uint32_t i = 0; i < audit->needs.count; i++) {
			const struct need *need = &audit->needs.at[i];

			if (rule->at_start && !need->at_start)
				continue;
			if (need->verdict.answer == ANSWER_PERHAPS && need->doubt != DOUBT_NONE)
				continue;
			if (need->behind == rule->behind && need->verdict.answer == rule->answer)
				report(c, rule, &(struct unmet){ audit, need, need->verdict.row });
		}
	}
}
