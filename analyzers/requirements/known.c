/*
 * known.c - asks the sources of a service in their order, then the tables.
 */
#include "requirements/known.h"

#include "base/arena.h"
#include "requirements/distributions.h"
#include "rules/python.h"

VEC(items, struct str);

void
known_init(struct known *k, struct arena *a, const struct project *p)
{
	*k = (struct known){
		.arena = a,
		.first = p->python,
		.last = p->config->has_python ? p->python : PYTHON_NEWEST,
	};
}

void
known_add_first(struct known *k, struct known_source source)
{
	(void)vec_push(k->arena, &k->sources);
	for (uint32_t i = k->sources.count - 1; i > 0; i--)
		k->sources.at[i] = k->sources.at[i - 1];
	k->sources.at[0] = source;
}

/* What the tables say, and what they do not hold. */
static struct strs
tabled(const struct known *k, struct str item)
{
	struct strs requires = dist_requires(item);
	struct str rest = dist_also_brings(item), one;
	struct items all = { 0 };

	if (rest.len == 0)
	return requires;
	for (uint32_t i = 0; i < requires.count; i++)
	*vec_push(k->arena, &all) = requires.at[i];
	while (str_cut(&rest, ' ', &one))
		*vec_push(k->arena, &all) = one;
	return (struct strs){ all.at, all.count };
}

struct known_requires
known_requires(const struct known *k, struct str item)
{
	struct strs items = { 0 };

	for (uint32_t i = 0; i < k->sources.count; i++) {
		const struct known_source *source = &k->sources.at[i];

		if (source->requires(source->ctx, k, item, &items))
			return (struct known_requires){ items, true };
	}
	return (struct known_requires){ tabled(k, item), false };
}
