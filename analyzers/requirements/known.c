/*
 * known.c - asks the sources of a service in their order, then the tables.
 */
#include "requirements/known.h"

#include "base/arena.h"
#include "installed/installed.h"
#include "requirements/distributions.h"
#include "rules/python.h"

VEC(items, struct str);

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

void
known_init(struct known *k, struct arena *a, const struct project *p)
{
	*k = (struct known){
		.arena = a,
		.first = p->python,
		.last = p->config->has_python ? p->python : PYTHON_NEWEST,
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
}

/* What the tables say of the newest releases and of earlier ones. */
static struct strs
tabled(const struct known *k, struct str item)
{
	struct strs needs = dist_requires(item), brought = dist_brought(item);
	struct items all = { 0 };

	if (brought.count == 0)
		return needs;
	for (uint32_t i = 0; i < needs.count; i++)
		*vec_push(k->arena, &all) = needs.at[i];
	for (uint32_t i = 0; i < brought.count; i++)
		*vec_push(k->arena, &all) = brought.at[i];
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
	return version.len == 0 || specifiers_contain(wanted, version, true);
}

struct strs
known_requires(const struct known *k, struct str item, const struct specifiers *wanted)
{
	struct strs items = { 0 };

	for (uint32_t i = 0; i < k->sources.count; i++) {
		const struct known_source *source = &k->sources.at[i];

		if (is_wanted(source, item, wanted) &&
		    source->requires(source->ctx, k, item, &items))
			return items;
	}
	return tabled(k, item);
}

bool
known_is_exact(const struct known *k, struct str dist)
{
	struct strs ignored;

	for (uint32_t i = 0; i < k->sources.count; i++)
		if (k->sources.at[i].requires(k->sources.at[i].ctx, k, dist, &ignored))
			return true;
	return false;
}
