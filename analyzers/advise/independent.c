/*
 * independent.c - proposes that services do not import one another.
 */
#include "advise/proposal.h"
#include "base/arena.h"

#define NAMES_LIMIT    24
#define SERVICES_LIMIT 1000
#define TAKEN_LIMIT    8 /* members that may be left out */

/* Services with a name that others could import. */
static struct unit_list
members_of(struct advising *v)
{
	const struct project *p = v->project;
	struct unit_list out = { 0 };

	if (p->services.count > SERVICES_LIMIT)
		return out;
	for (service_id s = 0; s < p->services.count; s++) {
		unit_id u = p->services.at[s].path.len > 0
		                    ? units_at(&v->units, p->services.at[s].path)
		                    : ID_NONE;
		bool nested = false;

		if (u == ID_NONE || v->units.at[u].file || v->units.at[u].modules == 0)
			continue;
		/* A service in the folder of another is a part of it. */
		for (service_id o = 0; o < p->services.count && !nested; o++) {
			unit_id other = units_at(&v->units, p->services.at[o].path);

			nested = o != s && other != ID_NONE && other != u &&
			         (units_within(&v->units, u, other) ||
			          units_within(&v->units, other, u));
		}
		if (!nested)
			*vec_push(v->arena, &out) = u;
	}
	return out;
}

static struct draft
draft_of(struct advising *v, struct unit_list members)
{
	struct str *names = arena_array(v->arena, struct str, members.count);

	for (uint32_t i = 0; i < members.count; i++)
		names[i] = v->units.at[members.at[i]].name;
	return (struct draft){
		.name = STR("services do not import one another"),
		.type = CONTRACT_INDEPENDENCE,
		.from = units_fold(&v->units, v->arena, (struct strs){ names, members.count }),
	};
}

/* The member that the file or the dotted target is in; its place among them, or ID_NONE. */
static uint32_t
member_at(const struct advising *v, struct unit_list members, struct str file)
{
	module_id m = project_module_at(v->project, file);
	unit_id u = m != ID_NONE ? v->units.of[m] : ID_NONE;

	for (uint32_t i = 0; i < members.count && u != ID_NONE; i++)
		if (units_within(&v->units, u, members.at[i]))
			return i;
	return ID_NONE;
}

static uint32_t
member_named(const struct advising *v, struct unit_list members, struct str target)
{
	for (uint32_t i = 0; i < members.count; i++) {
		struct str name = v->units.at[members.at[i]].name;

		if (str_starts(target, name) &&
		    (target.len == name.len || target.at[name.len] == '.'))
			return i;
	}
	return ID_NONE;
}

/* Take out the member that most of the offences are of; false when that cannot be said. */
static bool
take_worst(struct advising *v, struct unit_list *members, const struct trial *trial)
{
	uint32_t *counts = arena_array(v->arena, uint32_t, members->count), worst = 0;

	for (uint32_t i = 0; i < trial->offences.count; i++) {
		uint32_t from = member_at(v, *members, trial->offences.at[i].file);
		uint32_t to = member_named(v, *members, trial->offences.at[i].target);

		if (from != ID_NONE)
			counts[from]++;
		if (to != ID_NONE)
			counts[to]++;
	}
	for (uint32_t i = 0; i < members->count; i++)
		if (counts[i] > counts[worst])
			worst = i;
	if (counts[worst] == 0)
		return false;
	for (uint32_t i = worst; i + 1 < members->count; i++)
		members->at[i] = members->at[i + 1];
	members->count--;
	return true;
}

void
propose_independent(struct advising *v)
{
	struct unit_list members = members_of(v);
	struct evidence evidence = advising_evidence(v, members);
	uint32_t all = members.count;

	/* What could not import one another anyway, or hardly imports at all, shows nothing. */
	if (all * 2 < v->project->services.count || evidence.imports < all * 2)
		return;

	while (members.count >= 2 && all - members.count <= TAKEN_LIMIT &&
	       members.count * 3 >= all * 2) {
		struct draft draft = draft_of(v, members);
		struct str *notes = arena_array(v->arena, struct str, 2);
		uint32_t count = 0;

		if (draft.from.count > NAMES_LIMIT)
			return;
		const struct trial *trial =
			trial_run(v->project, v->arena, (struct drafts){ &draft, 1 });
		/* With two of them there is nobody to take out. */
		if (trial->broken > 0 && members.count > 2 && all > 2) {
			if (!take_worst(v, &members, trial))
				return;
			continue;
		}
		if (trial->broken == 0)
			notes[count++] = advising_say(v, evidence);
		if (members.count < all)
			notes[count++] = advising_text(
				v,
				"%u of %u services: the others import one another, or are "
				"imported.",
				members.count, all);
		draft.notes = (struct strs){ notes, count };
		advising_add(v, draft, trial);
		return;
	}
}
