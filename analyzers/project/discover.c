/*
 * discover.c - which directories are services: those that are configured, and every other one
 * that has a manifest or a Dockerfile, and Python in it.
 */
#include "base/path.h"
#include "base/sorted.h"
#include "project/model.h"

#include <stdlib.h>

static void
add_candidate(struct model *m, struct candidate_vec *v, struct str path)
{
	struct str inside = path_join(m->arena, path, STR("x.py"));

	/* What CI runs has what its steps install. */
	if (tree_is_test(inside) || path_within(path, STR(".github")))
		return;
	*vec_push(m->arena, v) = (struct candidate){ .path = path };
}

static bool
has_python(const struct model *m, struct str path)
{
	dir_id d = tree_dir(m, path);

	return d != ID_NONE && m->dirs.at[d].runs;
}

/* The directory that a requirements file speaks for. */
static struct str
requirements_home(struct str path)
{
	struct str dir = path_dir(path);

	return str_eq(path_base(dir), STR("requirements")) ? path_dir(dir) : dir;
}

/* The directory that a file speaks for; false when it speaks for none. */
static bool
home_of(const struct model *m, file_id id, struct str *out)
{
	const struct scanned *file = &m->scan->files.at[id];

	if (manifest_is(file, "dockerfile") || manifest_is(file, "procfile"))
		*out = home_of_deployment(m, id);
	else if (!manifest_declares(file))
		return false;
	else if (manifest_is(file, "requirements"))
		*out = requirements_home(file->path);
	else
		*out = path_dir(file->path);
	return !path_is_outside(file->path) && has_python(m, *out);
}

/* Directories with a module in them, and requirements that the manifests of directories below
 * include: where there is no module beside them they are parts of those, and no service's own. */
struct parts {
	struct map with_modules, included;
};

static bool
is_above(struct str dir, struct str path)
{
	return dir.len == 0
	               ? path.len > 0
	               : path.len > dir.len && path.at[dir.len] == '/' && str_starts(path, dir);
}

static void
note_parts(struct model *m, struct parts *parts)
{
	for (module_id i = 0; i < m->modules.count; i++)
		if (i == 0 || m->module_dirs.at[i] != m->module_dirs.at[i - 1])
			*map_put(m->arena, &parts->with_modules, m->module_dirs.at[i], NULL) = 1;
	for (file_id i = 0; i < m->scan->files.count; i++) {
		const struct scanned *file = &m->scan->files.at[i];
		struct str there;

		for (uint32_t d = 0; d < file->facts.directives.count; d++) {
			const struct fact_directive *row = &file->facts.directives.at[d];

			if (row->kind == DIRECTIVE_INCLUDE && manifest_is(file, "requirements") &&
			    path_resolve(m->arena, path_dir(file->path),
			                 facts_text(&file->facts, row->value), &there) &&
			    is_above(requirements_home(there), requirements_home(file->path)))
				*map_put(m->arena, &parts->included, names_put(m->names, there),
				         NULL) = 1;
		}
	}
}

static bool
is_part(const struct model *m, const struct parts *parts, const struct scanned *file,
        struct str home)
{
	name_id path = names_find(m->names, file->path);

	return manifest_is(file, "requirements") && path != NAME_NONE &&
	       map_find(&parts->included, path) != NULL &&
	       map_find(&parts->with_modules, tree_dir(m, home)) == NULL;
}

static int
by_path(const void *left, const void *right)
{
	return str_order(
		((const struct candidate *)left)->path, ((const struct candidate *)right)->path);
}

/* Index of the deepest candidate around the directory, or ID_NONE. */
static uint32_t
candidate_around(const struct candidate_vec *v, struct str dir)
{
	if (path_is_outside(dir))
		return ID_NONE;
	for (;;) {
		uint32_t at = sorted_find(SORTED(v->at, path, v->count), dir);

		if (at != UINT32_MAX)
			return at;
		if (dir.len == 0)
			return ID_NONE;
		dir = path_dir(dir);
	}
}

/* The same of every module. */
static uint32_t *
candidates_of(const struct model *m, const struct candidate_vec *v)
{
	uint32_t *of = arena_array(m->arena, uint32_t, (size_t)m->modules.count + 1);

	for (module_id i = 0; i < m->modules.count; i++) {
		dir_id dir = m->module_dirs.at[i];

		of[i] = i > 0 && dir == m->module_dirs.at[i - 1]
		                ? of[i - 1]
		                : candidate_around(v, m->dirs.at[dir].path);
	}
	return of;
}

/* The name of the project that the directory's own manifest gives. */
static struct str
project_name_in(const struct model *m, struct str dir)
{
	for (uint32_t i = 0; i < m->own.count; i++)
		if (m->own.at[i].name.len > 0 &&
		    str_eq(path_dir(m->scan->files.at[m->own.at[i].file].path), dir))
			return m->own.at[i].name;
	return STR("");
}

/* A discovered service goes by its directory, by its path where that is ambiguous; the
 * repository itself by its project's name, since folders of clones have any name. */
static void
choose_names(struct model *m, struct candidate_vec *v)
{
	for (uint32_t i = 0; i < v->count; i++) {
		struct candidate *c = &v->at[i];

		if (c->config != NULL) {
			c->name = c->config->name;
		} else if (c->path.len == 0) {
			c->name = project_name_in(m, c->path);
			if (c->name.len == 0)
				c->name = STR(".");
		}
	}

	struct map uses = { 0 };
	for (uint32_t i = 0; i < v->count; i++) {
		struct str name = v->at[i].name.len > 0 ? v->at[i].name : path_base(v->at[i].path);
		++*map_put(m->arena, &uses, names_put(m->names, name), NULL);
	}
	for (uint32_t i = 0; i < v->count; i++) {
		struct candidate *c = &v->at[i];
		bool named = c->name.len > 0;
		struct str name = named ? c->name : path_base(c->path);
		bool ambiguous = *map_find(&uses, names_find(m->names, name)) > 1;

		if (!named)
			c->name = ambiguous ? c->path : name;
		else if (ambiguous && c->config == NULL)
			c->name = STR("."); /* the project, and a folder that is called as it is */
	}
}

/* Scripts that name what they need themselves run by themselves. */
static void
add_scripts(struct model *m, struct candidate_vec *v)
{
	for (module_id i = 0; i < m->modules.count; i++) {
		const struct module *module = &m->modules.at[i];

		if (module->test || module->stub || !project_has_block(module->facts))
			continue;
		m->home[i] = v->count;
		*vec_push(m->arena, v) = (struct candidate){
			.path = module->path,
			.name = module->path,
			.files = 1,
			.script = true,
			.module = i
		};
	}
}

struct candidate_vec
discover(struct model *m)
{
	struct candidate_vec all = { 0 }, kept = { 0 };
	struct map seen = { 0 };
	struct parts parts = { 0 };

	note_parts(m, &parts);
	for (uint32_t i = 0; i < m->config->services.count; i++) {
		const struct service_config *c = &m->config->services.at[i];

		*vec_push(m->arena, &all) = (struct candidate){ .path = c->path.text, .config = c };
		*map_put(m->arena, &seen, names_put(m->names, c->path.text), NULL) = 1;
	}
	for (file_id i = 0; m->config->discover && i < m->scan->files.count; i++) {
		struct str dir;

		if (m->scan->files.at[i].grammar == NULL || !home_of(m, i, &dir) ||
		    is_part(m, &parts, &m->scan->files.at[i], dir))
			continue;
		uint32_t *at = map_put(m->arena, &seen, names_put(m->names, dir), NULL);
		if ((*at)++ == 0)
			add_candidate(m, &all, dir);
	}
	if (!sorted_holds(SORTED(all.at, path, all.count)))
		qsort(all.at, all.count, sizeof(*all.at), by_path);
	uint32_t *of = candidates_of(m, &all);
	for (module_id i = 0; i < m->modules.count; i++)
		if (of[i] != ID_NONE && !m->modules.at[i].stub)
			all.at[of[i]].files++;
	for (uint32_t i = 0; i < all.count; i++)
		if (all.at[i].files > 0 || all.at[i].config != NULL)
			*vec_push(m->arena, &kept) = all.at[i];
	m->home = kept.count < all.count ? candidates_of(m, &kept) : of;
	if (m->config->discover)
		add_scripts(m, &kept);
	choose_names(m, &kept);
	return kept;
}
