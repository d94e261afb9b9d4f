/*
 * uses.c - the modules that a manifest is for, and what they import.
 */
#include "base/arena.h"
#include "base/path.h"
#include "requirements/search.h"

void
search_open(struct search *s)
{
	const struct project *p = s->p;

	s->imported = imported_new(s->audit);
	s->seen = arena_array(s->a, uint32_t, p->modules.count);
	s->looks = arena_array(s->a, struct shared_look, p->environments.count);
	s->shared = arena_array(s->a, struct shared_use, (size_t)p->rests + 1);
}

static void
use_module(struct search *s, module_id m)
{
	const struct imported_module *row;

	if (s->seen[m] == s->epoch)
		return;
	row = imported_of(s->imported, m);
	s->seen[m] = s->epoch;
	s->any = true;
	s->doubtful = s->doubtful || row->doubtful;
	s->strays = s->strays || row->strays;
	for (uint32_t i = 0; i < row->dists.count; i++)
		*map_put(s->a, &s->used, row->dists.at[i], NULL) = s->epoch;
}

/* Look at what is new among the modules of the part of a closure that services share. */
static const struct shared_look *
look_at_shared(struct search *s, const struct reach *reach)
{
	struct shared_look *look = &s->looks[reach->common];
	struct bits *const all[] = { &look->known, &look->doubtful, &look->strays, &look->some };

	for (size_t i = 0; i < countof(all); i++)
		bits_open(all[i], s->a, s->p->modules.count);
	for (module_id m = 0; bits_next_only(&reach->rest, &look->known, &m); m++) {
		const struct imported_module *row = imported_of(s->imported, m);

		bits_add(&look->known, m);
		if (row->doubtful)
			bits_add(&look->doubtful, m);
		if (row->strays || imported_strays(s->audit, reach->common, m))
			bits_add(&look->strays, m);
		if (row->dists.count > 0)
			bits_add(&look->some, m);
	}
	return look;
}

static void
gather_shared(struct search *s, const struct reach *reach, struct shared_use *shared)
{
	const struct shared_look *look = look_at_shared(s, reach);
	struct map known = { 0 };

	shared->known = true;
	shared->doubtful = bits_meet(&reach->rest, &look->doubtful);
	shared->strays = bits_meet(&reach->rest, &look->strays);
	for (module_id m = 0; bits_next_both(&reach->rest, &look->some, &m); m++) {
		const struct dist_ids *dists = &imported_of(s->imported, m)->dists;

		for (uint32_t d = 0; d < dists->count; d++) {
			bool fresh;

			map_put(s->a, &known, dists->at[d], &fresh);
			if (fresh)
				*vec_push(s->a, &shared->dists) = dists->at[d];
		}
	}
}

/* What the part of a closure that services share uses, gathered once. */
static void
use_shared(struct search *s, const struct reach *reach)
{
	struct shared_use *shared = &s->shared[reach->number];

	if (!shared->known)
		gather_shared(s, reach, shared);
	s->any = true;
	s->doubtful = s->doubtful || shared->doubtful;
	s->strays = s->strays || shared->strays;
	for (uint32_t i = 0; i < shared->dists.count; i++)
		*map_put(s->a, &s->used, shared->dists.at[i], NULL) = s->epoch;
}

/* All modules below a directory: they are next to each other. */
static void
use_directory(struct search *s, struct str dir)
{
	struct modules modules = s->p->modules;

	for (module_id m = project_first_below(s->p, dir);
	     m < modules.count && path_within(modules.at[m].path, dir); m++)
		use_module(s, m);
}

/* Does an image get code from elsewhere, which may need anything? */
static bool
has_foreign_code(const struct search *s, const struct service *service)
{
	for (uint32_t i = 0; i < service->dockerfiles.count; i++) {
		file_id id = scan_file(s->p->scan, service->dockerfiles.at[i]);

		if (id == UINT32_MAX)
			continue;
		const struct facts *f = &s->p->scan->files.at[id].facts;
		for (uint32_t d = 0; d < f->directives.count; d++)
			if (f->directives.at[d].kind == DIRECTIVE_COMMAND &&
			    str_starts(facts_text(f, f->directives.at[d].value), STR("git\nclone")))
				return true;
	}
	return false;
}

static bool
own_strays(const struct search *s, const struct service *service)
{
	for (uint32_t i = 0; i < service->reach.own.count; i++)
		if (imported_strays(s->audit, service->env, service->reach.own.at[i]))
			return true;
	return false;
}

bool
search_modules(struct search *s)
{
	struct str home = path_dir(s->p->scan->files.at[s->file].path);

	s->epoch++;
	s->doubtful = s->strays = s->any = false;
	if (str_eq(path_base(home), STR("requirements")))
		home = path_dir(home);
	use_directory(s, home);
	for (uint32_t i = 0; i < s->services[s->file].count; i++) {
		const struct service *service = &s->p->services.at[s->services[s->file].at[i]];

		uint32_t *astray = map_put(s->a, &s->astray, s->services[s->file].at[i], NULL);
		if (*astray == 0)
			*astray = own_strays(s, service) ? 2 : 1;
		s->strays = s->strays || *astray == 2;
		s->doubtful = s->doubtful || has_foreign_code(s, service);
		if (!str_eq(service->path, home))
			use_directory(s, service->path);
		for (uint32_t m = 0; m < service->reach.own.count; m++)
			use_module(s, service->reach.own.at[m]);
		if (service->reach.number != ID_NONE)
			use_shared(s, &service->reach);
	}
	if (s->strays && !s->doubtful) {
		use_directory(s, STR(""));
		s->doubtful = false;
	}
	return s->any && !s->doubtful;
}

bool
search_imports(const struct search *s, struct str dist)
{
	name_id id = names_find(s->audit->names, dist);
	const uint32_t *epoch = id != NAME_NONE ? map_find(&s->used, id) : NULL;

	return epoch != NULL && *epoch == s->epoch;
}
