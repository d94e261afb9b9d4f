/*
 * heard.c - declared distributions that are strangers to the tables, and what these know to be
 * required by others.
 */
#include "requirements/heard.h"

#include "base/arena.h"
#include "base/path.h"
#include "requirements/around.h"
#include "requirements/distributions.h"
#include "rules/python.h"

/* So many rows of a service are asked whether a table knows them. */
#define ROWS_ASKED 300

/* Of those that want a distribution so many make it one that any other may want, too. */
#define OTHERS_LEAST 2
/* Of those that require it so many make it one that old releases of anything may. */
#define OTHERS_MANY 15
/* In the map's numbers: one that wants it, and one that requires it in any case. */
enum { WANTS = 1, REQUIRES = 1 << 16 };

/* Count what a line of a table has. */
static void
note_values(struct audit *audit, struct strs values, uint32_t one)
{
	for (uint32_t i = 0; i < values.count; i++) {
		struct str rest = values.at[i], name;

		if (!str_cut(&rest, '[', &name))
			continue;
		*map_put(audit->arena, &audit->wanted, names_put(audit->names, name), NULL) += one;
	}
}

static void
build_wanted(struct audit *audit)
{
	struct str key;

	for (uint32_t i = 0; table_key(TABLE_REQUIRES, i, &key); i++)
		note_values(audit, dist_requires(key),
		            memchr(key.at, '[', key.len) != NULL ? WANTS : REQUIRES + WANTS);
	for (uint32_t i = 0; table_key(TABLE_DEBIAN, i, &key); i++)
		note_values(audit, dist_suggests(key), WANTS);
}

static uint32_t
count_of(struct audit *audit, struct str dist)
{
	if (audit->wanted.count == 0)
		build_wanted(audit);
	name_id id = names_find(audit->names, dist);
	const uint32_t *count = id != NAME_NONE ? map_find(&audit->wanted, id) : NULL;

	return count != NULL ? *count : 0;
}

bool
heard_is_required(struct audit *audit, struct str dist)
{
	return count_of(audit, dist) / REQUIRES >= OTHERS_LEAST;
}

bool
heard_is_wanted(struct audit *audit, struct str dist)
{
	return count_of(audit, dist) % REQUIRES >= OTHERS_LEAST;
}

/* Is it known what the row's distribution requires? */
static bool
is_read(const struct audit *audit, const struct declared *d, const struct declaration *row)
{
	struct strs others =
		(row->row->flags & REQUIREMENT_CONDA) != 0
			? dists_of_conda(row->dist)
			: (struct strs){ 0 };
	struct strs hosts = dist_hosts(row->dist);
	struct str ignored;

	/* Tools that stand by themselves, what is known to be there for others alone, and what has
	 * become a part of Python. */
	if (str_eq(row->dist, STR("pip")) || str_starts(row->dist, STR("backports-")) ||
	    stdlib_replaces(PYTHON_MINOR_MAX, row->dist, &ignored))
		return true;
	if (hosts.count > 0 && (str_eq(hosts.at[0], STR("pip")) || str_eq(hosts.at[0], row->dist)))
		return true;
	for (uint32_t i = 0; i < others.count; i++)
		if (dist_is_read(others.at[i]))
			return true;
	return dist_is_read(row->dist) || dist_is_stub(row->dist, &ignored) ||
	       known_is_exact(d->known, row->dist) || around_own(audit, row->dist) > 0;
}

const struct declared *
heard_there(const struct service_audit *s)
{
	return s->image.declared != NULL ? s->image.declared : &s->declared;
}

/* `-e git+https://host/owner/name@commit#egg=web&subdirectory=web` in web/: what pip freezes of a project that is installed
 * from where it lies. */
static bool
is_itself(const struct declaration *row)
{
	struct str rest = facts_text(row->facts, row->row->url), before, part;

	if (!str_cut(&rest, '#', &before))
		return false;
	while (str_cut(&rest, '&', &part))
		if (str_starts(part, STR("subdirectory=")) &&
		    str_eq(str_from(part, strlen("subdirectory=")), path_dir(row->file)))
			return true;
	return false;
}

struct strangers
heard_strangers(const struct audit *audit, const struct declared *d, struct str dist)
{
	struct strangers found = { 0 };

	for (uint32_t i = 0; i < d->rows.count && i < ROWS_ASKED; i++) {
		const struct declaration *row = &d->rows.at[i];

		if (row->purpose != PURPOSE_RUN || row->row == NULL || str_eq(row->dist, dist) ||
		    is_read(audit, d, row) || is_itself(row))
			continue;
		bool kin = row->dist.len > dist.len && dist_is_akin(row->dist, dist);
		/* A plug-in of pytest brings what it is called after. */
		if (!kin && str_starts(row->dist, STR("pytest-")))
			continue;
		if (found.likely == NULL || (kin && !found.kin))
			found.likely = row;
		found.kin = found.kin || kin;
		found.count++;
	}
	return found;
}

/* Of a release so old that nobody knows what it requires? */
static bool
is_aged(const struct declaration *row)
{
	return row->aged && row->purpose == PURPOSE_RUN && dist_requires(row->dist).count > 0;
}

const struct declaration *
heard_aged(struct audit *audit, const struct declared *d, struct str dist)
{
	/* Few rows are that old: the tables are counted for these alone. */
	for (uint32_t i = 0; i < d->rows.count && i < ROWS_ASKED; i++)
		if (is_aged(&d->rows.at[i]))
			return count_of(audit, dist) / REQUIRES >= OTHERS_MANY
			               ? &d->rows.at[i]
			               : NULL;
	return NULL;
}

/* Do both require the same, which few others do, as makes for one thing do (beanie and motor: pymongo)? */
static bool
are_related(struct audit *audit, struct str one, struct str other)
{
	struct strs needs = dist_requires(one), others = dist_requires(other);

	for (uint32_t i = 0; i < needs.count; i++) {
		struct str shared = str_before(needs.at[i], '[');

		if (dist_is_among(others, shared) &&
		    count_of(audit, shared) / REQUIRES < OTHERS_MANY)
			return true;
	}
	return false;
}

const struct declaration *
heard_unlikely(struct audit *audit, const struct declared *d, struct str dist)
{
	const struct declaration *found = heard_strangers(audit, d, dist).likely;

	for (uint32_t i = 0; i < d->rows.count && i < ROWS_ASKED && found == NULL; i++) {
		const struct declaration *row = &d->rows.at[i];

		if (row->purpose == PURPOSE_RUN && row->row != NULL &&
		    are_related(audit, row->dist, dist) &&
		    known_is_early(
			    d->known, row->dist, facts_text(row->facts, row->row->specifier)))
			found = row;
	}
	return found;
}

/* What a value of a table names: "name[extra]" or "name". */
static bool
names(struct strs values, struct str dist)
{
	for (uint32_t i = 0; i < values.count; i++) {
		struct str rest = values.at[i], name;

		if (str_cut(&rest, '[', &name) && str_eq(name, dist))
			return true;
	}
	return false;
}

const struct declaration *
heard_suggester(const struct declared *d, struct str dist)
{
	for (uint32_t i = 0; i < d->rows.count && i < ROWS_ASKED; i++)
		if (d->rows.at[i].purpose == PURPOSE_RUN && d->rows.at[i].row != NULL &&
		    (d->rows.at[i].row->flags & REQUIREMENT_CONDA) == 0 &&
		    dist_requires(d->rows.at[i].dist).count == 0 &&
		    names(dist_suggests(d->rows.at[i].dist), dist))
			return &d->rows.at[i];
	return NULL;
}
