/*
 * independent.c - proposes that services do not import one another.
 */
#include "advise/proposal.h"
#include "base/arena.h"
#include "base/map.h"

#define NAMES_LIMIT 24
#define TAKEN_LIMIT 8 /* members that may be left out */

/* Services with a name that others could import. */
static struct unit_list
members_of(struct advising *v)
{
	const struct project *p = v->project;
	struct unit_list all = { 0 }, out = { 0 };

	for (service_id s = 0; s < p->services.count; s++) {
		unit_id u = units_at(&v->units, p->services.at[s].path);

		if (u != ID_NONE)
			*vec_push(v->arena, &all) = u;
	}
	const bool *inside = units_inside(&v->units, v->arena, all);
	const bool *around = units_around(&v->units, v->arena, all);
	for (uint32_t i = 0; i < all.count; i++) {
		const struct unit *unit = &v->units.at[all.at[i]];

		/* A service in the folder of another is a part of it. */
		if (!unit->file && unit->modules > 0 && !around[all.at[i]] &&
		    (unit->parent == ID_NONE || !inside[unit->parent]))
			*vec_push(v->arena, &out) = all.at[i];
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

/* Where the members are in their list. */
struct member_places {
	uint32_t *of_unit;  /* place + 1 */
	struct map of_name; /* hash → place + 1 */
};

static struct member_places
places_of(struct advising *v, struct unit_list members)
{
	struct member_places out = {
		.of_unit = arena_array(v->arena, uint32_t, (size_t)v->units.count + 1)
	};

	for (uint32_t i = 0; i < members.count; i++) {
		struct str name = v->units.at[members.at[i]].name;

		out.of_unit[members.at[i]] = i + 1;
		*map_put(v->arena, &out.of_name, str_hash(name), NULL) = i + 1;
	}
	return out;
}

/* The member that the file is in, or ID_NONE. */
static uint32_t
member_at(const struct advising *v, const struct member_places *places, struct str file)
{
	module_id m = project_module_at(v->project, file);
	unit_id u = m != ID_NONE ? v->units.of[m] : ID_NONE;

	while (u != ID_NONE && places->of_unit[u] == 0)
		u = v->units.at[u].parent;
	return u != ID_NONE ? places->of_unit[u] - 1 : ID_NONE;
}

/* The member that the dotted target is in, or ID_NONE. */
static uint32_t
member_named(const struct advising *v, struct unit_list members, const struct member_places *places,
             struct str target)
{
	for (size_t end = 1; end <= target.len; end++) {
		struct str name = { target.at, end };
		const uint32_t *place;

		if (end < target.len && target.at[end] != '.')
			continue;
		place = map_find(&places->of_name, str_hash(name));
		if (place != NULL && str_eq(v->units.at[members.at[*place - 1]].name, name))
			return *place - 1;
	}
	return ID_NONE;
}

/* Take out the member that most of the offences are of; false when that cannot be said. */
static bool
take_worst(struct advising *v, struct unit_list *members, const struct trial *trial)
{
	uint32_t *counts = arena_array(v->arena, uint32_t, members->count), worst = 0;
	const struct member_places places = places_of(v, *members);

	for (uint32_t i = 0; i < trial->offences.count; i++) {
		uint32_t from = member_at(v, &places, trial->offences.at[i].file);
		uint32_t to = member_named(v, *members, &places, trial->offences.at[i].target);

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
