/*
 * export.c - what `from m import *` binds: what __all__ lists, else all that has no underscore.
 */
#include "classes/value.h"

#define DEPTH_LIMIT 80 /* of modules that export one another's names */

#define RUNNING 1u
#define YES     2u
#define MAYBE   3u
#define NO      4u

/* `__all__ += other.__all__` */
static enum known
listed_elsewhere(struct classes *c, unit_id u, struct str other, struct str name)
{
	struct values modules;
	struct place end = { u, 0, 0, PLACE_END };

	value_of(c, end, other, &modules);
	if (modules.many || modules.count != 1 || modules.at[0].kind != VALUE_UNIT)
		return KNOWN_MAYBE;
	return value_exported(c, modules.at[0].id, name);
}

/* Through __all__; KNOWN_NO too where it is not there, *listed telling. */
static enum known
in_list(struct classes *c, unit_id u, struct str name, bool *listed)
{
	const struct facts *f = c->world.units.at[u].facts;
	enum known known = KNOWN_NO;

	*listed = unit_bindings(&c->world, u, 0, STR("__all__")).count > 0 || f->exports.count > 0;
	for (uint32_t i = 0; i < f->exports.count; i++) {
		const struct fact_export *e = &f->exports.at[i];
		struct str what = facts_text(f, e->name);
		enum known one = KNOWN_MAYBE;

		if (e->kind == EXPORT_NAME)
			continue; /* read_names() has seen them all */
		if (e->kind == EXPORT_OF)
			one = listed_elsewhere(c, u, what, name);
		if (one == KNOWN_YES)
			return KNOWN_YES;
		if (one == KNOWN_MAYBE)
			known = KNOWN_MAYBE;
	}
	return known;
}

static enum known
exported(struct classes *c, unit_id u, struct str name)
{
	const struct unit unit = c->world.units.at[u];
	struct values bound;
	bool listed;
	enum known known;

	if (unit.kind == UNIT_STANDARD)
		return std_module_name(c->world.minor, unit.name, name).star ? KNOWN_YES : KNOWN_NO;
	/* What stands where a package has no source may be compiled, too. */
	if (unit.facts == NULL)
		return KNOWN_MAYBE;
	known = in_list(c, u, name, &listed);
	if (listed || name.len == 0 || name.at[0] == '_')
		return known == KNOWN_NO && unit.broken ? KNOWN_MAYBE : known;
	value_bound(c, u, names_put(c->world.names, name), &bound);
	if (bound.many || (bound.count > 0 && !unit.stub))
		return KNOWN_YES;
	return bound.count > 0 || bound.weak || unit.broken ? KNOWN_MAYBE : KNOWN_NO;
}

/* The names of __all__, once for all. */
static void
read_names(struct classes *c, unit_id u)
{
	struct unit *unit = &c->world.units.at[u];

	if (unit->exports_read || unit->facts == NULL)
		return;
	unit->exports_read = true;
	for (uint32_t i = 0; i < unit->facts->exports.count; i++) {
		const struct fact_export *e = &unit->facts->exports.at[i];
		name_id name = names_put(c->world.names, facts_text(unit->facts, e->name));

		if (e->kind == EXPORT_NAME)
			*map_put(c->arena, &c->exports, map_key(u, name), NULL) = YES;
	}
}

enum known
value_exported(struct classes *c, unit_id u, struct str name)
{
	uint64_t key = map_key(u, names_put(c->world.names, name));
	bool fresh;
	uint32_t *at;
	enum known known = KNOWN_MAYBE;

	read_names(c, u);
	at = map_put(c->arena, &c->exports, key, &fresh);
	if (!fresh) {
		/* A circle of star imports brings nothing by itself. */
		c->cut += *at == RUNNING;
		if (*at == RUNNING)
			unit_turns(&c->world, u);
		return *at == YES ? KNOWN_YES : *at == MAYBE ? KNOWN_MAYBE : KNOWN_NO;
	}
	*at = RUNNING;
	c->inner++;
	if (c->depth++ < DEPTH_LIMIT)
		known = exported(c, u, name);
	else
		unit_turns(&c->world, u);
	c->depth--;
	c->inner--;
	*map_put(c->arena, &c->exports, key, NULL) =
		known == KNOWN_YES     ? YES
		: known == KNOWN_MAYBE ? MAYBE
				       : NO;
	return known;
}
