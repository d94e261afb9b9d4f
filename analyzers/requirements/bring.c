/*
 * bring.c - the requirements of what is declared, and theirs, as far as they are known.
 */
#include "requirements/bring.h"

#include "base/arena.h"
#include "base/path.h"
#include "requirements/known.h"

/* A distribution, or one extra of it, whose requirements are still to be asked for. */
struct wanted {
	struct str dist; /* "celery" or "celery[redis]" */
	uint32_t row;    /* which brings it, as index + 1 */
	/* Once it was asked for: the first `now` always, the others once. */
	struct strs requires;
	uint32_t now;
};

VEC(wanted_rows, struct wanted);

struct bringing {
	struct declared *d;
	struct arena *a;      /* of what is kept */
	struct arena scratch; /* of what is wanted */
	enum purpose purpose;
	struct map asked; /* name_id of what was asked for → 1 */
	struct wanted_rows queue;
	uint32_t next; /* of the queue, to be asked for … */
	uint32_t once; /* … and for what earlier releases required */
};

static void
want(struct bringing *b, struct str dist, name_id name, uint32_t row)
{
	bool fresh;

	*map_put(&b->scratch, &b->asked, name, &fresh) = 1;
	if (fresh)
		*vec_push(&b->scratch, &b->queue) = (struct wanted){ .dist = dist, .row = row };
}

/* The distribution and each of its extras. */
static void
want_all(struct bringing *b, struct str dist, name_id name, struct str extras, uint32_t row)
{
	struct str rest = extras, extra;

	want(b, dist, name, row);
	while (str_cut(&rest, ',', &extra)) {
		struct str text = str_of(arena_printf(
			&b->scratch, STR_FMT "[" STR_FMT "]", STR_ARG(dist), STR_ARG(extra)));

		if (extra.len > 0)
			want(b, text, names_put(b->d->names, text), row);
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
	name_id name = names_put(b->d->names, dist);
	uint32_t *at = map_put(b->a, &b->d->brought, map_key(b->purpose, name), &fresh);
	if (fresh)
		*at = row;
	want_all(b, dist, name, extras, row);
}

/* What the row wants of what it declares itself; "": nothing. */
static struct str
specifier_of(const struct bringing *b, const struct wanted *w)
{
	const struct declaration *row = &b->d->rows.at[w->row - 1];

	return str_eq(str_before(w->dist, '['), row->dist)
	               ? facts_text(row->facts, row->row->specifier)
	               : STR("");
}

enum { RANK_AGED = 3, RANKS };

/* What a service's own manifest always installs is the better reason than a group of it, and that is
 * better than what it takes over from another project. What only later releases surely bring comes last. */
static int
rank_of(const struct declaration *row, struct str home)
{
	if (row->aged)
		return RANK_AGED;
	return !path_within(row->file, home) ? 2 : facts_text(row->facts, row->row->group).len > 0;
}

/* Ask for all that is wanted, and for what that wants. */
static void
follow(struct bringing *b)
{
	while (b->next < b->queue.count) {
		struct wanted *asked = &b->queue.at[b->next++];

		asked->requires = known_requires_of(
			b->d->known, asked->dist, specifier_of(b, asked), &asked->now);
		/* What is noted may move it. */
		const struct wanted w = *asked;
		for (uint32_t k = 0; k < w.now && k < w.requires.count; k++)
			note(b, w.requires.at[k], w.row);
	}
}

/* What earlier releases required, too, of all that was asked for. */
static void
follow_once(struct bringing *b)
{
	while (b->once < b->queue.count) {
		const struct wanted w = b->queue.at[b->once++];

		for (uint32_t k = w.now; k < w.requires.count; k++)
			note(b, w.requires.at[k], w.row);
		follow(b);
	}
}

void
bring(struct declared *d, struct arena *a, struct str home, enum purpose purpose)
{
	struct bringing b = { .d = d, .a = a, .purpose = purpose };

	for (int rank = 0; rank < RANKS; rank++) {
		if (rank == RANK_AGED)
			follow_once(&b);
		for (uint32_t i = 0; i < d->rows.count; i++) {
			const struct declaration *row = &d->rows.at[i];

			if (row->purpose == purpose && row->row != NULL &&
			    rank_of(row, home) == rank)
				want_all(&b, row->dist, names_put(d->names, row->dist), row->extras,
				         i + 1);
		}
		follow(&b);
	}
	follow_once(&b);
	arena_release(&b.scratch);
}

const struct declaration *
declared_bringer(const struct declared *d, struct str dist, enum purpose purpose)
{
	name_id id = names_find(d->names, dist);
	const uint32_t *row = id != NAME_NONE ? map_find(&d->brought, map_key(purpose, id)) : NULL;

	return row != NULL ? &d->rows.at[*row - 1] : NULL;
}
