/*
 * bring.c - the requirements of what is declared, and theirs, as far as they are known.
 */
#include "requirements/bring.h"

#include "base/arena.h"
#include "base/err.h"
#include "requirements/known.h"

/* A distribution, or one extra of it, whose requirements are still to be asked for. */
struct wanted {
	struct str dist; /* "celery" or "celery[redis]" */
	uint32_t row;    /* which brings it, as index + 1 */
};

VEC(wanted_rows, struct wanted);

struct bringing {
	struct declared *d;
	struct arena *a;
	enum purpose purpose;
	struct map asked; /* name_id of what was asked for → 1 */
	struct wanted_rows queue;
};

static void
want(struct bringing *b, struct str dist, uint32_t row)
{
	bool fresh;

	*map_put(b->a, &b->asked, names_put(b->d->names, dist), &fresh) = 1;
	if (fresh)
		*vec_push(b->a, &b->queue) = (struct wanted){ dist, row };
}

/* The distribution and each of its extras. */
static void
want_all(struct bringing *b, struct str dist, struct str extras, uint32_t row)
{
	struct str rest = extras, extra;

	want(b, dist, row);
	while (str_cut(&rest, ',', &extra)) {
		const char *text =
			arena_printf(b->a, STR_FMT "[" STR_FMT "]", STR_ARG(dist), STR_ARG(extra));

		if (extra.len > 0)
			want(b, str_of(text), row);
	}
}

/* "name" or "name[a,b]" is brought by a row. */
static void
note(struct bringing *b, struct str item, uint32_t row)
{
	struct str rest = item, dist, extras;
	bool fresh;

	if (!str_cut(&rest, '[', &dist) || dist.len == 0)
		return;
	if (!str_cut(&rest, ']', &extras))
		extras = STR("");
	uint32_t *at = map_put(
		b->a, &b->d->brought, map_key(b->purpose, names_put(b->d->names, dist)), &fresh);
	if (fresh)
		*at = row;
	want_all(b, dist, extras, row);
}

/* What the row wants of what it declares itself. */
static struct specifiers
specifiers_of(const struct bringing *b, const struct wanted *w)
{
	const struct declaration *row = &b->d->rows.at[w->row - 1];
	struct specifiers wanted = { 0 };
	struct str rest = w->dist, dist = w->dist;
	struct err err;
	size_t at;

	(void)str_cut(&rest, '[', &dist);
	if (!str_eq(dist, row->dist) ||
	    !specifiers_parse(
		    b->a, facts_text(row->facts, row->row->specifier), &wanted, &at, &err))
		wanted.count = 0;
	return wanted;
}

void
bring(struct declared *d, struct arena *a, enum purpose purpose)
{
	struct bringing b = { .d = d, .a = a, .purpose = purpose };

	for (uint32_t i = 0; i < d->rows.count; i++)
		if (d->rows.at[i].purpose == purpose && d->rows.at[i].row != NULL)
			want_all(&b, d->rows.at[i].dist, d->rows.at[i].extras, i + 1);
	for (uint32_t i = 0; i < b.queue.count; i++) {
		const struct wanted w = b.queue.at[i];
		struct specifiers wanted = specifiers_of(&b, &w);
		struct strs requires = known_requires(d->known, w.dist, &wanted);

		for (uint32_t k = 0; k < requires.count; k++)
			note(&b, requires.at[k], w.row);
	}
}

const struct declaration *
declared_bringer(const struct declared *d, struct str dist, enum purpose purpose)
{
	name_id id = names_find(d->names, dist);
	const uint32_t *row = id != NAME_NONE ? map_find(&d->brought, map_key(purpose, id)) : NULL;

	return row != NULL ? &d->rows.at[*row - 1] : NULL;
}
