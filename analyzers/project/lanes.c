/*
 * lanes.c - what each module is asked for once the services are known, on all cores: its edges, its names.
 *
 * A lane is a run of modules. What one thread finds out of them goes to arenas and tables of its own;
 * names that are new there get their ids afterwards, lane after lane, so that these are what they would be
 * on one thread.
 */
#include "base/path.h"
#include "base/pool.h"
#include "project/model.h"

/* So many modules are worth a thread. */
#define LANE_MODULES 500
#define LANES_MOST   16

struct lane {
	module_id first, end;
	struct arena edges, names; /* the model's afterwards */
	struct arena scratch;
	struct names *found; /* that the model does not have */
};

struct lanes {
	struct model *m;
	struct made_edges *made; /* by module */
	const bool *wanted;      /* by module: its edges are not made yet */
	struct lane *at;
	uint32_t count;
};

static void
note_loader(struct model *m, struct bits *noted, module_id module, env_id env)
{
	if (bits_add(noted, module))
		m->loader_env[module] = env;
}

/* Shared files fall back on the environment of the first service that loads them. */
static void
note_loaders(struct model *m, const struct services *services)
{
	struct bits noted = bits_new(m->arena, m->modules.count);
	struct bits rests = bits_new(m->arena, m->rests.count);

	for (service_id s = 0; s < services->count; s++) {
		const struct reach *reach = &services->at[s].reach;

		for (uint32_t i = 0; i < reach->own.count; i++)
			note_loader(m, &noted, reach->own.at[i], services->at[s].env);
		if (reach->number == ID_NONE || !bits_add(&rests, reach->number))
			continue;
		for (module_id i = 0; bits_next_only(&reach->rest, &noted, &i); i++)
			note_loader(m, &noted, i, services->at[s].env);
	}
}

/* Are the module's imports in its own environment not known, as they are of what its service loads? */
static bool
wants_edges(const struct model *m, const struct services *services, module_id id)
{
	const struct module *module = &m->modules.at[id];

	return (module->owner == ID_NONE || !reach_has(&services->at[module->owner].reach, id)) &&
	       !edges_are_made(m, module->env, id);
}

/* The name of a file by its path below a directory; false when that is none. */
static bool
name_of_path(struct arena *a, const struct module *module, struct str dir, struct str *out)
{
	size_t cut = dir.len > 0 ? dir.len + 1 : 0;
	struct str path = module->package ? path_dir(module->path) : module->path, part;

	if (!module->package)
		path.len -= module->stub ? 4 : 3;
	if (path.len <= cut)
		return false;

	struct str rest = { path.at + cut, path.len - cut };
	char *at = arena_copy(a, rest.at, rest.len);
	*out = (struct str){ at, rest.len };
	for (size_t i = 0; i < rest.len; i++)
		if (at[i] == '/')
			at[i] = '.';
	while (str_cut(&rest, '/', &part))
		if (!tree_is_part(part))
			return false;
	return true;
}

/* Names under every root around a file, its own environment's first. */
static void
name_module(struct model *m, struct arena *a, module_id id, struct str_vec *under,
            struct upper *last)
{
	const struct module *module = &m->modules.at[id];
	dir_id d = m->module_dirs.at[id];
	struct str *names, name;
	uint32_t count = 1;

	under->count = 0;
	if (module->package)
		d = m->dirs.at[d].parent;
	for (; d != ID_NONE; d = m->dirs.at[d].parent)
		if (m->dirs.at[d].root && name_of_path(a, module, m->dirs.at[d].path, &name))
			*vec_push(a, under) = name;
	if (!m->dirs.at[0].root && name_of_path(a, module, STR(""), &name))
		m->path_names[id] = name;
	m->all_names[id] = (struct strs){ under->at, under->count };
	names = arena_array(a, struct str, (size_t)under->count + 1);
	names[0] = env_module_name(m, module->env, id, last);
	/* Each is longer than the one before it. */
	for (uint32_t i = 0; i < under->count; i++)
		if (!str_eq(under->at[i], names[0]))
			names[count++] = under->at[i];
	m->all_names[id] = (struct strs){ names, count };
}

/* Nothing that the model remembers is asked for or added to: what several lanes need is found in each. */
static void
make_edges(const struct lanes *lanes, struct lane *lane)
{
	struct model own = *lanes->m;
	const struct model fresh = { .arena = &lane->scratch };

	own.arena = &lane->scratch;
	own.lasting = &lane->edges;
	own.scratch = fresh.scratch;
	own.names = lane->found = names_above(&lane->scratch, lanes->m->names);
	own.lookups = fresh.lookups;
	own.lookup_rows = fresh.lookup_rows;
	own.sights_absolute = fresh.sights_absolute;
	own.sights_of_dirs = fresh.sights_of_dirs;
	own.sights_relative = fresh.sights_relative;
	own.sights_below = fresh.sights_below;
	own.sights_beside = fresh.sights_beside;
	own.sights = fresh.sights;
	own.parents = fresh.parents;
	own.edges_made = fresh.edges_made;
	own.sights_made = fresh.sights_made;
	for (module_id i = lane->first; i < lane->end; i++)
		if (lanes->wanted[i])
			lanes->made[i] = edges_make(&own, own.modules.at[i].env, i);
	arena_release(&own.scratch);
}

static void
make_names(struct model *m, struct arena *a, module_id first, module_id end)
{
	struct str_vec under = { 0 };
	struct upper last = { 0 };

	for (module_id i = first; i < end; i++)
		name_module(m, a, i, &under, &last);
	arena_release(&last.arena);
}

static void
run_lane(void *ctx, size_t item, unsigned worker)
{
	struct lanes *lanes = ctx;
	struct lane *lane = &lanes->at[item % lanes->count];

	(void)worker;
	if (item < lanes->count)
		make_edges(lanes, lane);
	else
		make_names(lanes->m, &lane->names, lane->first, lane->end);
}

/* The model takes over what the lane has found. */
static void
join(struct lanes *lanes, struct lane *lane)
{
	struct model *m = lanes->m;
	const name_id first = names_first(lane->found);
	const name_id *ids = names_join(m->names, lane->found, &lane->scratch);

	for (module_id i = lane->first; i < lane->end; i++) {
		struct made_edges made = lanes->made[i];

		if (!lanes->wanted[i])
			continue;
		for (uint32_t e = 0; e < made.count; e++)
			if (made.at[e].name >= first)
				made.at[e].name = ids[made.at[e].name - first];
		edges_put(m, m->modules.at[i].env, i, made);
	}
	arena_adopt(m->arena, &lane->edges);
	arena_adopt(m->arena, &lane->names);
	arena_release(&lane->scratch);
}

/* Divide the modules so that each lane has about as much to do. */
static void
divide(struct lanes *lanes)
{
	const struct module_vec *modules = &lanes->m->modules;
	uint64_t all = 0, seen = 0;
	uint32_t lane = 0;

	for (module_id i = 0; i < modules->count; i++)
		all += 1 + (lanes->wanted[i] ? modules->at[i].facts->imports.count : 0);
	for (module_id i = 0; i < modules->count; i++) {
		seen += 1 + (lanes->wanted[i] ? modules->at[i].facts->imports.count : 0);
		lanes->at[lane].end = i + 1;
		if (seen >= all * (lane + 1) / lanes->count && lane + 1 < lanes->count)
			lanes->at[++lane].first = i + 1;
	}
}

void
lanes_finish(struct model *m, const struct services *services, unsigned jobs)
{
	const uint32_t modules = m->modules.count, most = jobs < LANES_MOST ? jobs : LANES_MOST;
	struct arena view = { 0 };
	bool *wanted = arena_array(&view, bool, modules);
	struct lanes lanes = { .m = m, .wanted = wanted };

	note_loaders(m, services);
	lanes.count = modules / LANE_MODULES < most ? modules / LANE_MODULES : most;
	for (module_id i = 0; i < modules; i++)
		wanted[i] = wants_edges(m, services, i);
	if (lanes.count < 2) {
		for (module_id i = 0; i < modules; i++)
			if (wanted[i])
				edges_in(m, m->modules.at[i].env, i);
		make_names(m, m->arena, 0, modules);
	} else {
		lanes.made = arena_array(&view, struct made_edges, modules);
		lanes.at = arena_array(&view, struct lane, lanes.count);
		divide(&lanes);
		pool_each(jobs, (size_t)lanes.count * 2, run_lane, &lanes);
		for (uint32_t i = 0; i < lanes.count; i++)
			join(&lanes, &lanes.at[i]);
	}
	arena_release(&view);
}
