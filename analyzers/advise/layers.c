/*
 * layers.c - proposes the layers that the parts of a package stand in today.
 *
 * The parts are what the package directly has. An import against the stream of many the other way is
 * taken for an accident and left out of account; what then still goes in circles is in no layer.
 */
#include "advise/proposal.h"
#include "base/arena.h"

#define PARTS_LIMIT    64 /* that are looked at */
#define PARTS_SHOWN    8  /* in layers: those with most imports */
#define SIBLINGS_LIMIT 3
#define PACKAGES_LIMIT 3
#define MODULES_LEAST  8 /* of a package that is worth it */
#define ACCIDENTS      3 /* imports against at least TEN_TIMES as many */
#define TEN_TIMES      10
#define GROUND_IMPORTS 10 /* of a part that others stand on */

struct parts {
	unit_id at[PARTS_LIMIT];
	uint32_t count;
	uint32_t imports[PARTS_LIMIT][PARTS_LIMIT]; /* from, to */
	uint32_t level[PARTS_LIMIT];                /* from below; only of those in layers */
	bool out[PARTS_LIMIT];                      /* in no layer */
};

static void
find_parts(const struct advising *v, unit_id package, struct parts *out)
{
	struct str name = v->units.at[package].name;

	for (unit_id u = package + 1; u < v->units.count; u++) {
		const struct unit *unit = &v->units.at[u];

		if (unit->parent != package || unit->tests == unit->modules)
			continue;
		/* Its name may be shorter than where it stands. */
		if (!str_starts(unit->name, name) || unit->name.len <= name.len)
			continue;
		if (out->count == PARTS_LIMIT) {
			out->count = 0;
			return;
		}
		out->at[out->count++] = u;
	}
}

/* The part that a module is in; its place among them, or ID_NONE. */
static uint32_t
part_of(const struct advising *v, const struct parts *parts, unit_id package, module_id m)
{
	unit_id u = v->units.of[m];

	while (u != ID_NONE && u != package && v->units.at[u].parent != package)
		u = v->units.at[u].parent;
	for (uint32_t i = 0; i < parts->count && u != ID_NONE; i++)
		if (parts->at[i] == u)
			return i;
	return ID_NONE;
}

static void
count_imports(const struct advising *v, unit_id package, struct parts *parts)
{
	const struct project *p = v->project;

	for (module_id m = 0; m < p->modules.count; m++) {
		uint32_t from = part_of(v, parts, package, m);
		struct edges edges = project_edges(p, p->modules.at[m].env, m);

		for (uint32_t i = 0; i < edges.count && from != ID_NONE; i++) {
			if (!units_edge(&edges.at[i]))
				continue;
			uint32_t to = part_of(v, parts, package, edges.at[i].to);
			if (to != ID_NONE && to != from)
				parts->imports[from][to]++;
		}
	}
}

/* An import in the way that nobody meant: `from` hardly imports `to`, which imports it a lot. */
static bool
is_accident(const struct parts *parts, uint32_t from, uint32_t to)
{
	uint32_t here = parts->imports[from][to], back = parts->imports[to][from];

	return here > 0 && here <= ACCIDENTS && here * TEN_TIMES <= back;
}

static bool
leads(const struct parts *parts, uint32_t from, uint32_t to)
{
	return parts->imports[from][to] > 0 && !is_accident(parts, from, to);
}

/* Keep the parts with the most imports, and of these no two in a circle. */
static void
choose_parts(struct parts *parts)
{
	uint32_t weight[PARTS_LIMIT] = { 0 }, kept = 0;

	for (uint32_t i = 0; i < parts->count; i++) {
		parts->out[i] = true;
		for (uint32_t j = 0; j < parts->count; j++)
			weight[i] += parts->imports[i][j] + parts->imports[j][i];
	}
	while (kept < PARTS_SHOWN) {
		uint32_t best = ID_NONE;

		for (uint32_t i = 0; i < parts->count; i++)
			if (parts->out[i] && weight[i] > 0 &&
			    (best == ID_NONE || weight[i] > weight[best]))
				best = i;
		if (best == ID_NONE)
			return;
		parts->out[best] = false;
		kept++;
	}
}

/* Levels from below. Parts in circles, and those above them, are in no layer. */
static void
find_levels(struct parts *parts)
{
	bool placed[PARTS_LIMIT] = { false };

	for (bool any = true; any;) {
		any = false;
		for (uint32_t i = 0; i < parts->count; i++) {
			uint32_t level = 0;
			bool ready = !parts->out[i] && !placed[i];

			for (uint32_t j = 0; j < parts->count && ready; j++) {
				if (parts->out[j] || !leads(parts, i, j))
					continue;
				ready = placed[j];
				level = ready && parts->level[j] >= level
				                ? parts->level[j] + 1
				                : level;
			}
			if (ready) {
				parts->level[i] = level;
				placed[i] = any = true;
			}
		}
	}
	for (uint32_t i = 0; i < parts->count; i++)
		parts->out[i] = parts->out[i] || !placed[i];
}

/* The layers, highest first: "a | b"; none when there is no clear order. */
static struct strs
name_layers(struct advising *v, const struct parts *parts)
{
	struct str_rows layers = { 0 };

	for (uint32_t level = PARTS_LIMIT; level-- > 0;) {
		struct str line = STR("");
		uint32_t siblings = 0;

		for (uint32_t i = 0; i < parts->count; i++) {
			if (parts->out[i] || parts->level[i] != level)
				continue;
			line = advising_text(
				v, STR_FMT "%s" STR_FMT, STR_ARG(line), siblings > 0 ? " | " : "",
				STR_ARG(v->units.at[parts->at[i]].name));
			siblings++;
		}
		if (siblings > SIBLINGS_LIMIT)
			return (struct strs){ 0 };
		if (siblings > 0)
			*vec_push(v->arena, &layers) = line;
	}
	return (struct strs){ layers.at, layers.count };
}

static uint32_t
size_of(const struct unit *unit)
{
	return unit->modules - unit->tests;
}

/* A folder that is there for one package alone is not what anybody calls the project. */
static unit_id
inner_package(const struct advising *v, unit_id package)
{
	for (unit_id u = package + 1; u < v->units.count && units_within(&v->units, u, package);
	     u++) {
		const struct unit *unit = &v->units.at[u];

		if (unit->parent == package && !unit->file &&
		    size_of(unit) * 10 >= size_of(&v->units.at[package]) * 9)
			package = u;
	}
	return package;
}

/* The parts that import no part but one another, and that much imports. */
static void
propose_ground(struct advising *v, unit_id package, const struct parts *parts)
{
	struct unit_list ground = { 0 };
	struct str_rows names = { 0 };

	for (uint32_t i = 0; i < parts->count && ground.count < PARTS_SHOWN; i++) {
		uint32_t importers = 0, imports = 0, own = 0;

		for (uint32_t j = 0; j < parts->count; j++) {
			importers += parts->imports[j][i] > 0;
			imports += parts->imports[j][i];
			own += parts->imports[i][j];
		}
		if (own > 0 || importers < 3 || imports < GROUND_IMPORTS)
			continue;
		*vec_push(v->arena, &ground) = parts->at[i];
		*vec_push(v->arena, &names) = v->units.at[parts->at[i]].name;
	}
	if (ground.count == 0)
		return;
	struct draft draft = {
		.name = advising_text(v, "ground of " STR_FMT, STR_ARG(v->units.at[package].name)),
		.type = CONTRACT_ONLY,
		.from = { names.at, names.count },
	};
	struct str *notes = arena_array(v->arena, struct str, 1);
	const struct trial *trial = trial_run(v->project, v->arena, (struct drafts){ &draft, 1 });

	notes[0] =
		STR("Many parts import these; they import nothing of the project but one another.");
	draft.notes = (struct strs){ notes, 1 };
	if (trial->broken == 0)
		advising_add(v, draft, trial);
}

static void
propose(struct advising *v, unit_id package)
{
	struct parts *parts = arena_new(v->arena, struct parts);
	struct unit_list units = { 0 };
	struct str *notes = arena_array(v->arena, struct str, 2);
	uint32_t folders = 0;

	find_parts(v, package, parts);
	if (parts->count < 3)
		return;
	count_imports(v, package, parts);
	propose_ground(v, package, parts);
	choose_parts(parts);
	find_levels(parts);
	struct draft draft = {
		.name = advising_text(v, "layers of " STR_FMT, STR_ARG(v->units.at[package].name)),
		.type = CONTRACT_LAYERS,
		.from = name_layers(v, parts),
	};
	for (uint32_t i = 0; i < parts->count; i++) {
		if (parts->out[i])
			continue;
		*vec_push(v->arena, &units) = parts->at[i];
		folders += !v->units.at[parts->at[i]].file;
	}
	/* Scripts that lie side by side are no architecture. */
	if (draft.from.count < 3 || folders < 2)
		return;
	const struct trial *trial = trial_run(v->project, v->arena, (struct drafts){ &draft, 1 });
	notes[0] = STR(
		"High to low: a layer imports only those below it. Merge or drop lines that mean "
		"nothing to you.");
	notes[1] = advising_say(v, advising_evidence(v, units));
	draft.notes = (struct strs){ notes, trial->broken > 0 ? 1 : 2 };
	advising_add(v, draft, trial);
}

void
propose_layers(struct advising *v)
{
	bool *done = arena_array(v->arena, bool, (size_t)v->units.count + 1);

	for (uint32_t n = 0; n < PACKAGES_LIMIT; n++) {
		unit_id best = ID_NONE;

		for (unit_id u = 0; u < v->units.count; u++) {
			const struct unit *unit = &v->units.at[u];

			if (done[u] || unit->file || unit->parent != ID_NONE ||
			    size_of(unit) < MODULES_LEAST)
				continue;
			if (best == ID_NONE || size_of(unit) > size_of(&v->units.at[best]))
				best = u;
		}
		if (best == ID_NONE)
			return;
		done[best] = true;
		propose(v, inner_package(v, best));
	}
}
