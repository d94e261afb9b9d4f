/*
 * reach.c - a search backwards from all groups at once, level by level.
 */
#include "imports/reach.h"

#include "base/arena.h"
#include "base/vec.h"

/* An import seen from its target. */
struct back {
	module_id from;
	const struct link *link;
};

/* A module and the lead that it was given. */
struct visit {
	module_id module;
	struct lead lead;
};

VEC(visits, struct visit);

struct search {
	const struct contract_view *v;
	struct arena *a;
	struct leads *leads;
	const struct back *back; /* imports by modules of no group */
	const uint32_t *first;   /* row in back, by node; one more at the end */
	struct visits queue;
};

/* Imports turned round: counted, then put in their places. */
static void
turn(struct search *s)
{
	const struct graph *g = s->v->graph;
	uint32_t *first = arena_array(s->a, uint32_t, (size_t)g->node_count + 2);
	uint32_t modules = g->project->modules.count;
	struct back *back = arena_array(s->a, struct back, g->first[modules]);

	for (int pass = 0; pass < 2; pass++) {
		for (module_id m = 0; m < modules; m++) {
			struct links links = graph_links(g, m);

			if (s->v->group[m] != GROUP_NONE)
				continue;
			for (uint32_t i = 0; i < links.count; i++) {
				const struct link *link = &links.at[i];

				if (!contract_sees(s->v->contract, s->v->allow, m, link))
					continue;
				if (pass == 0)
					first[link->to + 2]++;
				else
					back[first[link->to + 1]++] = (struct back){ m, link };
			}
		}
		/* After the second pass first[n + 1] is where node n ends. */
		for (node_id n = 0; pass == 0 && n < g->node_count; n++)
			first[n + 2] += first[n + 1];
	}
	s->back = back;
	s->first = first;
}

static uint32_t
level_of(const struct search *s, uint32_t group)
{
	return s->v->groups.at[group].level;
}

/* Module m reaches the group of `lead` by that import. */
static void
offer(struct search *s, module_id m, struct lead lead)
{
	struct lead *at = s->leads[m].at;

	for (int i = 0; i < 2; i++) {
		if (at[i].group == GROUP_NONE) {
			at[i] = lead;
			*vec_push(s->a, &s->queue) = (struct visit){ m, lead };
			return;
		}
		if (level_of(s, at[i].group) < level_of(s, lead.group))
			return;
		if (at[i].group == lead.group) {
			/* Of equally short ways the one that stands first in the file. */
			if (at[i].distance == lead.distance && lead.next < at[i].next)
				at[i].next = lead.next;
			return;
		}
	}
}

static void
offer_back(struct search *s, node_id n, uint32_t group, uint32_t distance)
{
	for (uint32_t i = s->first[n]; i < s->first[n + 1]; i++)
		offer(s, s->back[i].from, (struct lead){ group, distance, s->back[i].link });
}

/* The nodes of imported groups, by level and number. */
static struct node_ids {
	node_id *at;
	uint32_t count;
} seeds_of(struct search *s)
{
	const struct groups groups = s->v->groups;
	uint32_t nodes = s->v->graph->node_count;
	uint32_t levels = groups.count > 0 ? level_of(s, groups.count - 1) + 1 : 0;
	uint32_t *first = arena_array(s->a, uint32_t, (size_t)levels + 2);
	struct node_ids seeds = { arena_array(s->a, node_id, nodes), 0 };

	for (int pass = 0; pass < 2; pass++) {
		for (node_id n = 0; n < nodes; n++) {
			uint32_t group = s->v->group[n];

			if (group == GROUP_NONE || !groups.at[group].imported)
				continue;
			if (pass == 0) {
				first[level_of(s, group) + 2]++;
				seeds.count++;
			} else {
				seeds.at[first[level_of(s, group) + 1]++] = n;
			}
		}
		for (uint32_t l = 0; pass == 0 && l < levels; l++)
			first[l + 2] += first[l + 1];
	}
	return seeds;
}

const struct leads *
reach_build(struct arena *a, const struct contract_view *v)
{
	struct search s = { .v = v, .a = a };
	uint32_t modules = v->graph->project->modules.count;

	s.leads = arena_array(a, struct leads, modules);
	for (module_id m = 0; m < modules; m++)
		s.leads[m].at[0].group = s.leads[m].at[1].group = GROUP_NONE;
	turn(&s);

	struct node_ids seeds = seeds_of(&s);

	for (uint32_t i = 0; i < seeds.count;) {
		uint32_t level = level_of(&s, v->group[seeds.at[i]]);

		for (; i < seeds.count && level_of(&s, v->group[seeds.at[i]]) == level; i++)
			offer_back(&s, seeds.at[i], v->group[seeds.at[i]], 1);
		for (uint32_t q = 0; q < s.queue.count; q++) {
			const struct visit visit = s.queue.at[q];

			offer_back(&s, visit.module, visit.lead.group, visit.lead.distance + 1);
		}
		s.queue.count = 0;
	}
	return s.leads;
}

const struct lead *
reach_lead(const struct leads *leads, uint32_t group)
{
	for (int i = 0; i < 2; i++)
		if (leads->at[i].group == group && group != GROUP_NONE)
			return &leads->at[i];
	return NULL;
}
