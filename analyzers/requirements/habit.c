/*
 * habit.c - for each distribution, the services that need it and declare it, and those that do not.
 */
#include "requirements/habit.h"

#include "base/arena.h"
#include "requirements/kinds.h"

/* The two halves of a number in the map. */
#define DECLARED_ONE (1u << 16)
#define BARE_MOST    (DECLARED_ONE - 1)

/* So many pairs of distributions are looked for. */
#define PAIRS_MOST 1000

static bool
is_for_running(const struct declared *d, struct str dist)
{
	const struct declaration *row = declared_find(d, dist);

	return row != NULL && row->purpose == PURPOSE_RUN;
}

static bool
is_declared(const struct declared *d, const struct need *need)
{
	for (uint32_t i = 0; i < need->dists.count; i++)
		if (is_for_running(d, need->dists.at[i]))
			return true;
	return false;
}

static void
count_service(struct audit *audit, const struct service_audit *s)
{
	struct needs all = kinds_of_service(audit->kinds, s->service);

	for (uint32_t i = 0; i < all.count; i++) {
		name_id dist = names_put(audit->names, all.at[i].dists.at[0]);
		uint32_t *count = map_put(audit->arena, &audit->habits, dist, NULL);

		if (is_declared(&s->declared, &all.at[i])) {
			if (*count / DECLARED_ONE < BARE_MOST)
				*count += DECLARED_ONE;
		} else if (*count % DECLARED_ONE < BARE_MOST) {
			*count += 1;
		}
	}
}

struct habit
habit_of(struct audit *audit, struct str dist)
{
	if (audit->habits.count == 0)
		for (service_id s = 0; s < audit->project->services.count; s++)
			count_service(audit, &audit->services[s]);
	name_id id = names_find(audit->names, dist);
	const uint32_t *count = id != NAME_NONE ? map_find(&audit->habits, id) : NULL;

	if (count == NULL)
		return (struct habit){ 0, 0 };
	return (struct habit){ *count / DECLARED_ONE, *count % DECLARED_ONE };
}

static bool
go_together(const struct audit *audit, struct str dist, struct str other)
{
	for (service_id s = 0; s < audit->project->services.count; s++)
		if (is_for_running(&audit->services[s].declared, dist) &&
		    is_for_running(&audit->services[s].declared, other))
			return true;
	return false;
}

bool
habit_beside(struct audit *audit, struct str dist, struct str other)
{
	uint64_t key = map_key(names_put(audit->names, dist), names_put(audit->names, other));
	const uint32_t *known = map_find(&audit->beside, key);

	if (known == NULL && audit->beside.count >= PAIRS_MOST)
		return false;
	if (known != NULL)
		return *known == 2;
	bool together = go_together(audit, dist, other);
	*map_put(audit->arena, &audit->beside, key, NULL) = together ? 2 : 1;
	return together;
}
