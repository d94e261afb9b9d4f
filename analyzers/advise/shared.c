/*
 * shared.c - proposes that code which several services load imports none of them.
 */
#include "advise/proposal.h"
#include "base/arena.h"

/* Names on either side of a contract; more are no contract that anybody reads. */
#define NAMES_LIMIT 12
#define TRIED_LIMIT 200

/* What is known of a unit. */
struct share {
	bool owned;      /* it holds code of a service's own */
	uint32_t shared; /* modules of it that two services or more load */
};

/* Modules that services load. */
struct loads {
	const struct project *p;
	service_id *first;   /* by module: the first service that loads it and that it is not of */
	struct bits several; /* more do */
};

static void
note_load(struct loads *l, service_id s, module_id m)
{
	if (advising_owner(l->p, m) == s)
		return;
	if (l->first[m] == ID_NONE)
		l->first[m] = s;
	else if (l->first[m] != s)
		bits_add(&l->several, m);
}

/* Modules that several services load which they are not of. */
static struct bits
loaded_by_several(struct advising *v)
{
	const struct project *p = v->project;
	struct loads l = {
		.p = p,
		.first = arena_array(v->arena, service_id, p->modules.count + 1),
		.several = bits_new(v->arena, p->modules.count),
	};

	for (module_id m = 0; m < p->modules.count; m++)
		l.first[m] = ID_NONE;
	for (service_id s = 0; s < p->services.count; s++) {
		const struct reach *reach = &p->services.at[s].reach;

		for (uint32_t i = 0; i < reach->own.count; i++)
			note_load(&l, s, reach->own.at[i]);
		for (module_id m = 0; bits_next_only(&reach->rest, &l.several, &m); m++)
			note_load(&l, s, m);
	}
	return l.several;
}

static struct share *
measure(struct advising *v)
{
	const struct project *p = v->project;
	struct share *shares = arena_array(v->arena, struct share, v->units.count);
	const struct bits several = loaded_by_several(v);

	for (module_id m = 0; m < p->modules.count; m++) {
		bool owned = advising_owner(p, m) != ID_NONE;

		for (unit_id u = v->units.of[m]; u != ID_NONE; u = v->units.at[u].parent) {
			shares[u].owned = shares[u].owned || owned;
			shares[u].shared += !owned && bits_has(&several, m);
		}
	}
	return shares;
}

/* A directory that services share, as large as can be. */
static bool
is_shared(const struct advising *v, const struct share *shares, unit_id u)
{
	unit_id parent = v->units.at[u].parent;

	return !v->units.at[u].file && !shares[u].owned && shares[u].shared > 0 &&
	       (parent == ID_NONE || shares[parent].owned);
}

/* Where services are, as seen from unit u: the nearest directories around it and beside these that
 * hold code of theirs, but not it. */
static struct unit_list
services_beside(struct advising *v, const struct share *shares, unit_id u)
{
	struct unit_list out = { 0 };

	for (unit_id i = 0; i < v->units.count; i++) {
		unit_id parent = v->units.at[i].parent;

		if (shares[i].owned && !units_within(&v->units, u, i) &&
		    (parent == ID_NONE || units_within(&v->units, u, parent)))
			*vec_push(v->arena, &out) = i;
	}
	return out;
}

static struct strs
names_of(struct advising *v, struct unit_list units)
{
	struct str *names = arena_array(v->arena, struct str, units.count);

	for (uint32_t i = 0; i < units.count; i++)
		names[i] = v->units.at[units.at[i]].name;
	return units_fold(&v->units, v->arena, (struct strs){ names, units.count });
}

/* Of the drafts with and without chains, the stricter one that holds. */
static void
add_stricter(struct advising *v, const struct draft *draft, unit_id u)
{
	struct draft both[] = { *draft, *draft };

	both[0].transitive = true;
	const struct trial *trials = trial_run(v->project, v->arena, (struct drafts){ both, 2 });
	uint32_t chosen = trials[0].broken > 0;
	struct draft out = both[chosen];
	struct str *notes = arena_array(v->arena, struct str, 2);
	struct unit_list one = { 0 };

	notes[0] = advising_text(
		v, "Services share `" STR_FMT "`: what it imports, all of them have to ship.",
		STR_ARG(v->units.at[u].name));
	*vec_push(v->arena, &one) = u;
	struct evidence evidence = advising_evidence(v, one);
	notes[1] = advising_say(v, evidence);
	out.notes =
		trials[chosen].broken > 0 ? (struct strs){ notes, 1 } : (struct strs){ notes, 2 };
	if (evidence.imports > 0)
		advising_add(v, out, &trials[chosen]);
}

void
propose_shared(struct advising *v)
{
	struct share *shares = measure(v);
	uint32_t proposed = 0, tried = 0;

	for (unit_id u = 0; u < v->units.count && proposed < NAMES_LIMIT; u++) {
		if (!is_shared(v, shares, u) || tried++ >= TRIED_LIMIT)
			continue;
		struct unit_list beside = services_beside(v, shares, u);
		struct strs to = names_of(v, beside);
		if (to.count == 0 || to.count > NAMES_LIMIT)
			continue;
		const struct unit *unit = &v->units.at[u];
		struct draft draft = {
			.name = advising_text(
				v, STR_FMT " imports no service", STR_ARG(unit->name)),
			.type = CONTRACT_FORBIDDEN,
			.from = { &unit->name, 1 },
			.to = to,
		};
		add_stricter(v, &draft, u);
		proposed++;
	}
}
