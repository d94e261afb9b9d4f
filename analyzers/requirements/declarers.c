/*
 * declarers.c - the rows of all services by distribution: listed once, for all who lack one.
 */
#include "requirements/declarers.h"

#include "base/arena.h"

static void
note(struct declarers *d, service_id s, const struct declaration *row)
{
	struct str specifier = facts_text(row->facts, row->row->specifier);

	if (d->count < countof(d->at))
		d->at[d->count++] = s;
	if (facts_text(row->facts, row->row->url).len > 0 ||
	    facts_text(row->facts, row->row->marker).len > 0)
		return;
	if (!d->written) {
		d->written = true;
		d->name = facts_text(row->facts, row->row->name);
		d->specifier = specifier;
	} else if (!str_eq(d->specifier, specifier)) {
		d->specifier = STR("");
	}
}

static void
note_service(struct audit *audit, service_id s)
{
	const struct declared *d = &audit->services[s].declared;

	for (uint32_t i = 0; i < d->rows.count; i++) {
		const struct declaration *row = &d->rows.at[i];
		uint32_t *place;
		bool fresh;

		if (row->row == NULL || row->purpose != PURPOSE_RUN ||
		    declared_find(d, row->dist) != row)
			continue;
		place = map_put(audit->arena, &audit->declarer_of,
		                names_put(audit->names, row->dist), &fresh);
		if (fresh) {
			*place = audit->declarers.count;
			(void)vec_push(audit->arena, &audit->declarers);
		}
		note(&audit->declarers.at[*place], s, row);
	}
}

const struct declarers *
declarers_of(struct audit *audit, struct str dist)
{
	const uint32_t *place;

	if (audit->declarers.count == 0) {
		/* Row 0: of what nobody declares. */
		(void)vec_push(audit->arena, &audit->declarers);
		for (service_id s = 0; s < audit->project->services.count; s++)
			note_service(audit, s);
	}
	place = map_find(&audit->declarer_of, names_find(audit->names, dist));
	return &audit->declarers.at[place != NULL ? *place : 0];
}
