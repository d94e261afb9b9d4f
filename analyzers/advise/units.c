/*
 * units.c - counts what each dotted name stands for, and keeps the names that are clear.
 */
#include "advise/units.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/path.h"
#include "base/sorted.h"
#include "base/vec.h"

/* A dotted name, or the package part of one. */
struct prefix {
	name_id name, place;
	uint32_t modules; /* that it covers */
	uint32_t uses;    /* imports that say it */
	module_id last;   /* counted for */
	bool split;       /* stands for more than one place */
};

VEC(prefixes, struct prefix);
VEC(unit_rows, struct unit);
VEC(name_rows, struct str);

struct building {
	const struct project *p;
	struct arena *a; /* what ends with the building */
	struct names *names, *places;
	struct map rows;   /* name → prefix + 1 */
	struct map counts; /* place → modules in it */
	struct prefixes prefixes;
};

bool
units_edge(const struct edge *e)
{
	return e->kind != EDGE_PARENT && e->to != ID_NONE && !e->unreachable &&
	       (e->target == TARGET_MODULE || e->target == TARGET_NOT_SHIPPED) &&
	       (e->context & (CONTEXT_TYPING | CONTEXT_COMPUTED)) == 0;
}

static bool
counts(const struct module *m)
{
	return !m->stub;
}

/* Words that a pattern can name: no wildcards, no blanks. */
static bool
is_dotted(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		if (!char_is_word(name.at[i]) && name.at[i] != '.')
			return false;
	}
	return name.len > 0 && name.len < PATTERN_LENGTH_LIMIT;
}

static struct prefix *
prefix_of(struct building *b, struct str name)
{
	bool fresh;
	name_id id = names_put(b->names, name);
	uint32_t *row = map_put(b->a, &b->rows, id, &fresh);

	if (fresh) {
		*row = b->prefixes.count;
		*vec_push(b->a, &b->prefixes) = (struct prefix){ .name = id, .last = ID_NONE };
	}
	return &b->prefixes.at[*row];
}

/* Take note of a name of module m, and of the packages around it. */
static void
count_name(struct building *b, module_id m, struct str name)
{
	const struct module *module = &b->p->modules.at[m];
	struct str place = module->package ? path_dir(module->path) : module->path;

	for (; name.len > 0; name = str_before_last(name, '.'), place = path_dir(place)) {
		struct prefix *row = prefix_of(b, name);
		name_id at = names_put(b->places, place);

		row->split = row->split || place.len == 0 || (row->modules > 0 && row->place != at);
		row->place = at;
		row->modules += row->last != m;
		row->last = m;
	}
}

static void
count_uses(struct building *b, module_id m)
{
	struct edges edges = project_edges(b->p, b->p->modules.at[m].env, m);

	for (uint32_t i = 0; i < edges.count; i++) {
		struct str name = names_text(b->p->names, edges.at[i].name);

		for (; units_edge(&edges.at[i]) && name.len > 0;
		     name = str_before_last(name, '.')) {
			name_id id = names_find(b->names, name);
			const uint32_t *row = id != NAME_NONE ? map_find(&b->rows, id) : NULL;

			if (row != NULL)
				b->prefixes.at[*row].uses++;
		}
	}
}

static void
count_all(struct building *b)
{
	for (module_id m = 0; m < b->p->modules.count; m++) {
		const struct module *module = &b->p->modules.at[m];
		struct strs names = project_names(b->p, m);

		if (!counts(module))
			continue;
		for (uint32_t i = 0; i < names.count; i++)
			if (is_dotted(names.at[i]))
				count_name(b, m, names.at[i]);
		for (struct str at = module->path; at.len > 0; at = path_dir(at))
			(*map_put(b->a, &b->counts, names_put(b->places, at), NULL))++;
	}
	for (module_id m = 0; m < b->p->modules.count; m++)
		count_uses(b, m);
}

/* Does the name cover all of its place, and nothing else? */
static bool
is_clear(const struct building *b, const struct prefix *row)
{
	const uint32_t *all = map_find(&b->counts, row->place);

	return !row->split && all != NULL && *all == row->modules;
}

static bool
is_better(const struct building *b, const struct prefix *row, const struct prefix *than)
{
	struct str left = names_text(b->names, row->name), right = names_text(b->names, than->name);

	if (row->uses != than->uses)
		return row->uses > than->uses;
	if (left.len != right.len)
		return left.len < right.len;
	return str_order(left, right) < 0;
}

static int
by_place(const void *left, const void *right)
{
	const struct unit *a = left, *b = right;

	return str_order(a->place, b->place);
}

static void
choose(struct building *b, struct arena *a, struct units *out)
{
	struct map best = { 0 }; /* place → prefix + 1 */
	struct unit_rows units = { 0 };
	struct str *names = arena_array(a, struct str, b->prefixes.count);

	for (uint32_t i = 0; i < b->prefixes.count; i++) {
		const struct prefix *row = &b->prefixes.at[i];

		names[i] = str_keep(a, names_text(b->names, row->name));
		if (!is_clear(b, row))
			continue;
		uint32_t *known = map_put(b->a, &best, row->place, NULL);
		if (*known == 0 || is_better(b, row, &b->prefixes.at[*known - 1]))
			*known = i + 1;
	}
	for (uint32_t i = 0; i < b->prefixes.count; i++) {
		const struct prefix *row = &b->prefixes.at[i];
		const uint32_t *known = map_find(&best, row->place);

		if (known == NULL || *known != i + 1)
			continue;
		struct str place = str_keep(a, names_text(b->places, row->place));
		*vec_push(a, &units) = (struct unit){
			.name = names[i],
			.place = place,
			.file = project_module_at(b->p, place) != ID_NONE,
			.parent = ID_NONE,
		};
	}
	sorted_put(names, b->prefixes.count);
	if (units.count > 1)
		qsort(units.at, units.count, sizeof(*units.at), by_place);
	out->names = (struct strs){ names, b->prefixes.count };
	out->at = units.at;
	out->count = units.count;
}

unit_id
units_at(const struct units *u, struct str place)
{
	return sorted_find(SORTED(u->at, place, u->count), place);
}

bool
units_within(const struct units *u, unit_id inner, unit_id outer)
{
	return path_within(u->at[inner].place, u->at[outer].place);
}

const bool *
units_inside(const struct units *u, struct arena *a, struct unit_list list)
{
	bool *inside = arena_array(a, bool, (size_t)u->count + 1);

	for (uint32_t i = 0; i < list.count; i++)
		inside[list.at[i]] = true;
	/* What is around a unit comes before it. */
	for (unit_id i = 0; i < u->count; i++)
		inside[i] = inside[i] || (u->at[i].parent != ID_NONE && inside[u->at[i].parent]);
	return inside;
}

const bool *
units_around(const struct units *u, struct arena *a, struct unit_list list)
{
	bool *around = arena_array(a, bool, (size_t)u->count + 1);

	for (uint32_t i = 0; i < list.count; i++)
		for (unit_id up = u->at[list.at[i]].parent; up != ID_NONE && !around[up];
		     up = u->at[up].parent)
			around[up] = true;
	return around;
}

/* The nearest unit around a place. */
static unit_id
around(const struct units *u, struct str place)
{
	unit_id found = ID_NONE;

	while (place.len > 0 && found == ID_NONE) {
		place = path_dir(place);
		found = units_at(u, place);
	}
	return found;
}

static void
place_modules(struct units *u, struct arena *a, struct unit *units)
{
	unit_id *of = arena_array(a, unit_id, u->project->modules.count);

	for (unit_id i = 0; i < u->count; i++)
		units[i].parent = around(u, units[i].place);
	for (module_id m = 0; m < u->project->modules.count; m++) {
		const struct module *module = &u->project->modules.at[m];

		of[m] = units_at(u, module->path);
		if (of[m] == ID_NONE)
			of[m] = around(u, module->path);
		for (unit_id i = of[m]; counts(module) && i != ID_NONE; i = units[i].parent) {
			units[i].modules++;
			units[i].tests += module->test;
		}
	}
	u->of = of;
}

void
units_build(struct units *out, struct arena *a, const struct project *p)
{
	struct arena mine = { 0 };
	struct building b = { .p = p, .a = &mine };

	b.names = names_new(&mine);
	b.places = names_new(&mine);
	*out = (struct units){ .project = p };
	count_all(&b);
	choose(&b, a, out);
	/* These rows are still ours to write. */
	struct unit *units = arena_array(a, struct unit, out->count);
	for (unit_id i = 0; i < out->count; i++)
		units[i] = out->at[i];
	out->at = units;
	place_modules(out, a, units);
	arena_release(&mine);
}

/* Where the names that start with "package." begin among the sorted ones. */
static uint32_t
first_below(struct strs names, struct str package)
{
	uint32_t low = 0, high = names.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct str name = names.at[middle];
		size_t shared = name.len < package.len ? name.len : package.len;
		int order = memcmp(name.at, package.at, shared);

		if (order == 0)
			order = name.len <= package.len ? -1 : name.at[package.len] < '.' ? -1 : 1;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_below(struct str name, struct str package)
{
	return name.len > package.len && name.at[package.len] == '.' && str_starts(name, package);
}

/* Are all names directly in the package among the chosen ones? */
static bool
is_whole(const struct units *u, struct strs chosen, struct str package)
{
	for (uint32_t i = first_below(u->names, package); i < u->names.count; i++) {
		struct str name = u->names.at[i];

		if (!is_below(name, package))
			break;
		if (str_before_last(name, '.').len == package.len &&
		    sorted_find(SORTED_STRS(chosen), name) == UINT32_MAX)
			return false;
	}
	return true;
}

struct strs
units_fold(const struct units *u, struct arena *a, struct strs names)
{
	struct str *sorted = arena_array(a, struct str, names.count);
	struct name_rows out = { 0 };

	for (uint32_t i = 0; i < names.count; i++)
		sorted[i] = names.at[i];
	sorted_put(sorted, names.count);
	struct strs chosen = { sorted, names.count };
	for (uint32_t i = 0; i < names.count;) {
		struct str package = str_before_last(sorted[i], '.');
		uint32_t end = i;

		while (end < names.count && package.len > 0 && is_below(sorted[end], package))
			end++;
		if (end - i >= 3 && is_whole(u, chosen, package)) {
			const char *all = arena_printf(a, STR_FMT ".*", STR_ARG(package));

			*vec_push(a, &out) = str_of(all);
			i = end;
		} else {
			*vec_push(a, &out) = sorted[i++];
		}
	}
	return (struct strs){ out.at, out.count };
}
