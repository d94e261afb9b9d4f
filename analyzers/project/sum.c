/*
 * sum.c - one number for all that an import may lead to, besides what the files themselves say.
 */
#include "base/path.h"
#include "project/model.h"

static void
add(uint64_t *sum, uint64_t value)
{
	uint64_t s = (*sum ^ value) * UINT64_C(0x9E3779B97F4A7C15);

	*sum = s ^ s >> 29;
}

static void
add_strs(uint64_t *sum, struct strs s)
{
	add(sum, s.count);
	for (uint32_t i = 0; i < s.count; i++)
		add(sum, str_sum(s.at[i]));
}

static void
add_modules(uint64_t *sum, const struct model *m)
{
	add(sum, m->modules.count);
	for (module_id i = 0; i < m->modules.count; i++) {
		const struct module *row = &m->modules.at[i];

		add(sum, str_sum(row->path));
		add(sum, map_key(row->owner, row->env));
		add(sum,
		    map_key(m->loader_env[i],
		            row->opaque | (uint32_t)row->stub << 1 | (uint32_t)row->test << 2));
	}
}

/* What can be imported besides: extensions, and what is not checked out. */
static void
add_tree(uint64_t *sum, const struct model *m)
{
	for (uint32_t i = 0; i < m->scan->paths.count; i++) {
		struct str path = m->scan->paths.at[i];

		if (path_has_ext(path, STR("so")) || path_has_ext(path, STR("pyd")))
			add(sum, str_sum(path));
	}
	add_strs(sum, m->scan->submodules);
	for (dir_id d = 0; d < m->dirs.count; d++)
		if (m->dirs.at[d].packages)
			add(sum, d);
}

static void
add_environments(uint64_t *sum, const struct model *m)
{
	add(sum, m->environments.count);
	for (env_id i = 0; i < m->environments.count; i++) {
		const struct environment *e = &m->environments.at[i];
		const struct env_info *info = &m->env_infos.at[i];

		add_strs(sum, e->roots);
		add_strs(sum, e->ships);
		add_strs(sum, info->stated);
		add(sum, map_key(info->whole, info->common));
		add(sum, (uint64_t)e->ships_some << 1 | info->pooled);
	}
}

static void
add_services(uint64_t *sum, const struct model *m, const struct services *services)
{
	add(sum, services->count);
	for (service_id s = 0; s < services->count; s++) {
		const struct service *service = &services->at[s];
		const struct reach *reach = &service->reach;

		add(sum, str_sum(service->name));
		add(sum, map_key(service->env, reach->common));
		add(sum, map_key(reach->number, reach->own.count));
		for (uint32_t i = 0; i < reach->own.count; i++)
			add(sum, reach->own.at[i]);
	}
	for (uint32_t r = 0; r < m->rests.count; r++) {
		const struct bits *modules = &m->rests.at[r].modules;

		for (uint32_t i = 0; i < modules->count; i++)
			add(sum, modules->words[i]);
	}
}

uint64_t
project_sum(const struct project *p)
{
	const struct model *m = p->model;
	uint64_t sum = p->python;

	add_modules(&sum, m);
	add_tree(&sum, m);
	add_environments(&sum, m);
	add_services(&sum, m, &p->services);
	/* Edges that nobody asked for are not known; which these are depends on what was tried. */
	add(&sum, m->edges_sum);
	return sum;
}
