/*
 * known.c - asks the sources of a service in their order, then the tables.
 */
#include "requirements/known.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "base/names.h"
#include "installed/installed.h"
#include "requirements/distributions.h"
#include "rules/python.h"

VEC(items, struct str);

/* What was found out of an item, as a specifier wants it. */
struct known_row {
	bool asked, weighed; /* these are filled: */
	struct strs items;
	uint32_t now; /* so many of the items are not only what earlier releases required */
	bool aged;
};

VEC(known_rows, struct known_row);

struct known_common {
	struct arena *arena;
	struct names *names; /* of items and specifiers */
	struct map row_of;   /* (item, specifier) → row + 1 */
	struct known_rows rows;
};

/* Of the numbers that versions start with; a date is the longest. */
#define MAJOR_MOST 100000000
#define STEPS_MOST 400 /* distributions are asked what they require */

static bool
installed_says(void *ctx, const struct known *k, struct str item, struct strs *out)
{
	return installed_requires(ctx, item, k->first, k->last, out);
}

static struct str
version_installed(void *ctx, struct str dist)
{
	return installed_version(ctx, dist);
}

struct known_common *
known_common_new(struct arena *a)
{
	struct known_common *c = arena_new(a, struct known_common);

	c->arena = a;
	c->names = names_new(a);
	return c;
}

/* What the services that have no sources of their own share of the item; else `own`. */
static struct known_row *
row_of(const struct known *k, struct str item, struct str specifier, struct known_row *own)
{
	struct known_common *c = k->common;
	bool fresh;

	if (c == NULL)
		return own;
	uint64_t key = map_key(names_put(c->names, item), names_put(c->names, specifier));
	uint32_t *at = map_put(c->arena, &c->row_of, key, &fresh);
	if (fresh) {
		(void)vec_push(c->arena, &c->rows);
		*at = c->rows.count;
	}
	return &c->rows.at[*at - 1];
}

void
known_init(struct known *k, struct arena *a, const struct project *p, struct known_common *common)
{
	*k = (struct known){
		.arena = a,
		.first = p->python,
		.last = p->config->has_python ? p->python : PYTHON_NEWEST,
		.common = common,
	};
	if (p->installed != NULL)
		*vec_push(a, &k->sources) =
			(struct known_source){ p->installed, installed_says, version_installed };
}

void
known_add_first(struct known *k, struct known_source source)
{
	(void)vec_push(k->arena, &k->sources);
	for (uint32_t i = k->sources.count - 1; i > 0; i--)
		k->sources.at[i] = k->sources.at[i - 1];
	k->sources.at[0] = source;
	k->common = NULL;
}

static void
push_all(struct arena *a, struct items *all, struct strs items)
{
	for (uint32_t i = 0; i < items.count; i++)
		*vec_push(a, all) = items.at[i];
}

/* Is the release, written with '-' for dots, among what is wanted, and the newest is not? */
static bool
is_held_back(struct arena *a, const struct specifiers *wanted, struct str release)
{
	char *version = arena_array(a, char, release.len + 1);

	if (wanted == NULL || wanted->count == 0)
		return false;
	for (size_t i = 0; i < release.len; i++)
		version[i] = release.at[i] == '-' ? '.' : release.at[i];
	return specifiers_contain(wanted, (struct str){ version, release.len }) &&
	       !specifiers_contain(wanted, STR("9999"));
}

/* Is only wanted what is as late as the release? */
static bool
is_since(struct arena *a, const struct specifiers *wanted, struct str release)
{
	struct specifiers before = { 0 };
	const struct specifiers *both[] = { wanted, &before };
	struct specifier below;

	if (release.len == 0 || wanted == NULL || wanted->count == 0 ||
	    !specifier_parse(str_of(arena_printf(a, "<" STR_FMT, STR_ARG(release))), &below))
		return false;
	*vec_push(a, &before) = below;
	return specifiers_admit_none(a, both, 2);
}

/* What the tables say of the newest releases and of earlier ones, those that may be wanted, at the end. */
static struct strs
tabled(const struct known *k, struct str item, const struct specifiers *wanted, uint32_t *now)
{
	struct strs needs = dist_requires(item), brought = dist_brought(item), former;
	bool since = brought.count > 0 && is_since(k->arena, wanted, dist_brought_until(item));
	struct items all = { 0 };
	struct str release;

	for (uint32_t i = 0; dist_formerly(item, i, &release, &former); i++)
		if (is_held_back(k->arena, wanted, release))
			push_all(k->arena, &all, former);
	*now = all.count + needs.count;
	if ((brought.count == 0 || since) && all.count == 0)
		return needs;
	push_all(k->arena, &all, needs);
	if (!since)
		push_all(k->arena, &all, brought);
	return (struct strs){ all.at, all.count };
}

/* Is what the source has of the item what is wanted? */
static bool
is_wanted(const struct known_source *source, struct str item, const struct specifiers *wanted)
{
	struct str rest = item, dist = item, version;

	if (wanted == NULL || wanted->count == 0)
		return true;
	(void)str_cut(&rest, '[', &dist);
	version = source->version(source->ctx, dist);
	return version.len == 0 || specifiers_contain(wanted, version);
}

/* The answer of the first source that has what is wanted; false: none has. */
static bool
answer(const struct known *k, struct str item, const struct specifiers *wanted, struct strs *out)
{
	for (uint32_t i = 0; i < k->sources.count; i++) {
		const struct known_source *source = &k->sources.at[i];

		if (is_wanted(source, item, wanted) && source->requires(source->ctx, k, item, out))
			return true;
	}
	return false;
}

struct strs
known_requires_of(const struct known *k, struct str item, struct str specifier, uint32_t *now)
{
	struct known_row own = { 0 }, *row = row_of(k, item, specifier, &own);
	struct specifiers wanted = { 0 };
	struct err err;
	size_t at;

	*now = row->now;
	if (row->asked)
		return row->items;
	if (specifier.len > 0 && !specifiers_parse(k->arena, specifier, &wanted, &at, &err))
		wanted.count = 0;
	row->asked = true;
	if (answer(k, item, &wanted, &row->items))
		row->now = row->items.count;
	else
		row->items = tabled(k, item, &wanted, &row->now);
	*now = row->now;
	return row->items;
}

struct strs
known_requires(const struct known *k, struct str item, struct str specifier)
{
	uint32_t now;

	return known_requires_of(k, item, specifier, &now);
}

bool
known_is_exact(const struct known *k, struct str dist)
{
	struct strs ignored;

	return answer(k, dist, NULL, &ignored);
}

static bool
holds(struct strs items, struct str need)
{
	for (uint32_t i = 0; i < items.count; i++)
		if (str_eq(str_before(items.at[i], '['), need))
			return true;
	return false;
}

/* Is it among what the newest releases require, over any number of steps? Of very many it may be. */
static bool
newest_brings(struct arena *a, struct str dist, struct str need)
{
	struct items queue = { 0 };

	*vec_push(a, &queue) = dist;
	for (uint32_t next = 0; next < queue.count; next++) {
		struct strs items = dist_requires(queue.at[next]);

		if (holds(items, need) || queue.count > STEPS_MOST)
			return true;
		for (uint32_t i = 0; i < items.count; i++)
			if (!holds((struct strs){ queue.at, queue.count },
			           str_before(items.at[i], '[')))
				*vec_push(a, &queue) = str_before(items.at[i], '[');
	}
	return false;
}

bool
known_has_dropped(const struct known *k, struct str dist, struct str specifier, struct str need,
                  struct str *since)
{
	struct specifiers wanted = { 0 };
	struct err err;
	size_t at;

	*since = dist_brought_until(dist);
	if (since->len == 0 || known_is_exact(k, dist) || !holds(dist_brought(dist), need))
		return false;
	if (specifier.len > 0 &&
	    (!specifiers_parse(k->arena, specifier, &wanted, &at, &err) ||
	     (wanted.count > 0 && !specifiers_contain(&wanted, STR("9999")))))
		return false;
	return !newest_brings(k->arena, dist, need);
}

/* What all releases fulfil that are not far older than `oldest`, the first that is known of: from half of
 * its major version on. False where nothing is as old. */
static bool
since_half(const struct known *k, struct str oldest, struct specifier *out)
{
	unsigned major = 0;

	for (size_t i = 0; i < oldest.len && char_is_digit(oldest.at[i]); i++)
		major = major < MAJOR_MOST ? major * 10 + (unsigned)(oldest.at[i] - '0') : major;
	return major > 1 &&
	       specifier_parse(str_of(arena_printf(k->arena, ">=%u.dev0", (major + 1) / 2)), out);
}

/* Are only releases wanted that are before those, and does no source have the distribution? */
static bool
is_before(const struct known *k, struct str dist, struct str specifier, struct specifier since)
{
	struct specifiers wanted = { 0 }, later = { 0 };
	const struct specifiers *both[] = { &wanted, &later };
	struct strs ignored;
	struct err err;
	size_t at;

	if (!specifiers_parse(k->arena, specifier, &wanted, &at, &err))
		return false;
	*vec_push(k->arena, &later) = since;
	return specifiers_admit_none(k->arena, both, 2) && !answer(k, dist, &wanted, &ignored);
}

static bool
is_aged(const struct known *k, struct str dist, struct str specifier)
{
	struct specifier since;

	return since_half(k, dist_oldest_read(dist), &since) &&
	       is_before(k, dist, specifier, since);
}

bool
known_is_early(const struct known *k, struct str dist, struct str specifier)
{
	struct str oldest = dist_oldest_read(dist);
	struct specifier since;

	return specifier.len > 0 && oldest.len > 0 &&
	       specifier_parse(
		       str_of(arena_printf(k->arena, ">=" STR_FMT ".dev0", STR_ARG(oldest))),
		       &since) &&
	       is_before(k, dist, specifier, since);
}

bool
known_is_aged(const struct known *k, struct str dist, struct str specifier)
{
	struct known_row own = { 0 }, *row;

	if (specifier.len == 0)
		return false;
	row = row_of(k, dist, specifier, &own);
	if (!row->weighed)
		row->aged = is_aged(k, dist, specifier);
	row->weighed = true;
	return row->aged;
}
