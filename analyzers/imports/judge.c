/*
 * judge.c - every import of every group against the groups it leads to.
 */
#include "imports/judge.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "imports/reach.h"
#include "imports/rewrite.h"
#include "imports/say.h"

/* An import that is not allowed, before it is said. */
struct breach {
	const struct link *link;
	uint32_t group;          /* that it reaches */
	uint32_t distance;       /* imports after it */
	const struct link *last; /* the one that names the target */
};

VEC(breaches, struct breach);

struct judging {
	const struct check *c;
	const struct contract_view *view;
	const struct leads *leads; /* NULL: direct imports only */
	enum rule_id rule;
	violation_text *text;
	/* Of the module at hand: */
	struct arena *scratch;
	struct breaches breaches;
	struct map known;   /* statement and target → breach + 1 */
	struct map flagged; /* rows of imports that break the contract themselves */
};

/* May group `own` not import `other`? */
static bool
forbidden(const struct judging *j, uint32_t own, uint32_t other)
{
	const struct group *groups = j->view->groups.at;

	return other != GROUP_NONE && other != own && groups[other].imported &&
	       groups[other].level <= groups[own].level;
}

/* The nearest group behind an import of a module of no group that `own` may not import. */
static const struct lead *
lead_from(const struct judging *j, uint32_t own, node_id to)
{
	if (j->leads == NULL || to >= j->c->project->modules.count ||
	    j->view->group[to] != GROUP_NONE)
		return NULL;
	for (int i = 0; i < 2; i++)
		if (forbidden(j, own, j->leads[to].at[i].group))
			return &j->leads[to].at[i];
	return NULL;
}

/* The lead that module n has to the same group. */
static const struct lead *
lead_on(const struct judging *j, node_id n, uint32_t group)
{
	return reach_lead(&j->leads[n], group);
}

/* The last import of a lead's way: the one that names a module of the group. */
static const struct link *
last_link(const struct judging *j, const struct lead *lead)
{
	while (lead->distance > 1)
		lead = lead_on(j, lead->next->to, lead->group);
	return lead->next;
}

static bool
find_breach(const struct judging *j, module_id m, const struct link *link, struct breach *out)
{
	uint32_t own = j->view->group[m], other = j->view->group[link->to];

	if (forbidden(j, own, other)) {
		*out = (struct breach){ link, other, 0, link };
		return true;
	}

	const struct lead *lead = lead_from(j, own, link->to);

	if (lead == NULL)
		return false;
	*out = (struct breach){ link, lead->group, lead->distance, last_link(j, lead) };
	return true;
}

/* Aliases of one statement that lead to one target are one breach, with the shortest way. */
static void
keep_breach(struct judging *j, module_id m, const struct breach *breach)
{
	const struct edge *e = breach->link->edge;
	const struct fact_import *row = &j->c->project->modules.at[m].facts->imports.at[e->import];
	bool fresh;
	uint32_t *known = map_put(
		j->scratch, &j->known, map_key(row->statement.start, breach->last->to), &fresh);

	if (fresh) {
		*vec_push(j->scratch, &j->breaches) = *breach;
		*known = j->breaches.count;
	} else if (breach->distance < j->breaches.at[*known - 1].distance) {
		j->breaches.at[*known - 1] = *breach;
	}
}

static struct chain
chain_of(const struct judging *j, const struct breach *breach)
{
	const struct project *p = j->c->project;
	uint32_t shown = breach->distance < CHAIN_LIMIT ? breach->distance : CHAIN_LIMIT;
	struct chain_step *steps = arena_array(j->scratch, struct chain_step, shown);
	node_id n = breach->link->to;

	for (uint32_t i = 0; i < breach->distance; i++) {
		const struct lead *lead = lead_on(j, n, breach->group);

		if (i + 1 < shown || i + 1 == breach->distance)
			steps[i + 1 < shown ? i : shown - 1] =
				say_step(p, p->modules.at[n].env, n, lead->next->edge);
		n = lead->next->to;
	}
	return (struct chain){ steps, shown };
}

static void
report(const struct judging *j, module_id m, const struct breach *breach)
{
	const struct project *p = j->c->project;
	struct violation violation = {
		.view = j->view,
		.module = m,
		.link = breach->link,
		.name = project_name(p, p->modules.at[m].env, m),
		.target = graph_target(j->view->graph, breach->last),
		.outside = graph_outside(j->view->graph, breach->last->to),
		.from = &j->view->groups.at[j->view->group[m]],
		.to = &j->view->groups.at[breach->group],
		.chain = chain_of(j, breach),
	};
	struct finding f = say_at(p, m, breach->link->edge);

	f.rule = j->rule;
	f.module = violation.target;
	f.chain = violation.chain;
	j->text(j->c, &violation, &f);
	if (breach->distance == 0)
		rewrite_import(&(struct rewriting){ j->c, j->view->contract, m, &j->flagged },
		               breach->link, &f);
	say_contract(j->c, j->view->contract, &f);
}

static void
judge_module(struct judging *j, module_id m)
{
	struct links links = graph_links(j->view->graph, m);
	struct arena scratch = { 0 };

	j->scratch = &scratch;
	j->breaches = (struct breaches){ 0 };
	j->known = j->flagged = (struct map){ 0 };
	for (uint32_t i = 0; i < links.count; i++) {
		const struct link *link = &links.at[i];
		struct breach breach;

		if (!contract_sees(j->view->contract, j->view->allow, m, link))
			continue;
		/* What is a part of an import that must go goes with it. */
		if (link->part && map_find(&j->flagged, link->edge->import) != NULL)
			continue;
		if (!find_breach(j, m, link, &breach))
			continue;
		if (breach.distance == 0)
			map_put(&scratch, &j->flagged, link->edge->import, NULL);
		keep_breach(j, m, &breach);
	}
	for (uint32_t i = 0; i < j->breaches.count; i++)
		report(j, m, &j->breaches.at[i]);
	arena_release(&scratch);
}

static void
judge_contract(const struct check *c, const struct contract *contract, enum rule_id rule,
               violation_text *text)
{
	struct arena a = { 0 };
	struct contract_view view;
	struct judging j = { .c = c, .view = &view, .rule = rule, .text = text };

	contract_view(&view, &a, &c->graph, contract);
	if (view.far)
		j.leads = reach_build(&a, &view);
	for (module_id m = 0; m < c->project->modules.count; m++) {
		uint32_t group = view.group[m];

		if (group != GROUP_NONE && view.groups.at[group].imports)
			judge_module(&j, m);
	}
	arena_release(&a);
}

void
judge(const struct check *c, enum contract_type type, enum rule_id rule, violation_text *text)
{
	const struct contracts *contracts = &c->project->config->contracts;

	for (uint32_t i = 0; i < contracts->count; i++)
		if (contract_is(&contracts->at[i], type))
			judge_contract(c, &contracts->at[i], rule, text);
}

struct str
judge_way(const struct check *c, const struct violation *v)
{
	if (v->chain.count == 0)
		return (struct str){ "", 0 };

	struct str first = v->chain.at[0].module;

	if (v->chain.count == 1)
		return findings_text(c->out, " through `" STR_FMT "`", STR_ARG(first));
	if (v->chain.count == CHAIN_LIMIT)
		return findings_text(
			c->out, " through `" STR_FMT "` and many more modules", STR_ARG(first));
	return findings_text(c->out, " through `" STR_FMT "` and %u more module%s", STR_ARG(first),
	                     (unsigned)v->chain.count - 1, v->chain.count > 2 ? "s" : "");
}
