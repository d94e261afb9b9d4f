/*
 * dists.c - the distributions of an environment, by the names of their metadata.
 */
#include "base/arena.h"
#include "base/path.h"
#include "installed/inside.h"
#include "packaging/name.h"
#include "packaging/version.h"

#include <stdlib.h>

struct finder {
	struct installed *env;
	struct dists found; /* in the order of sys.path */
};

static void
add(struct finder *f, struct str name, struct str version, struct dist dist)
{
	struct arena *a = f->env->arena;

	/* pip renames what it could not remove: "~ip-23.0.dist-info". */
	if (name.len == 0 || name.at[0] == '~' || name.at[0] == '.')
		return;
	dist.name = name_canonical(a, name);
	dist.version = version;
	*vec_push(a, &f->found) = dist;
}

/* "name-1.0" and "name-1.0-py3.8" ("binary distribution format", "Escaping and Unicode": there is
 * no '-' in either). */
static void
add_named(struct finder *f, struct str stem, struct dist dist)
{
	struct str rest = stem, name = stem, version = STR("");

	(void)str_cut(&rest, '-', &name);
	(void)str_cut(&rest, '-', &version);
	add(f, name, version, dist);
}

/* The directory of a package that is developed in place: its egg-info is in it. */
static void
read_egg_link(struct finder *f, struct str site, struct str name)
{
	struct installed *env = f->env;
	struct str text, line, real;

	if (!files_read(env, path_join(env->arena, site, name), &text) || !line_cut(&text, &line) ||
	    line.len == 0 || line.at[0] != '/' || memchr(line.at, '\0', line.len) != NULL ||
	    !files_follow(env, line, &real))
		return;
	struct items items = files_folder(env, real)->items;
	for (uint32_t i = 0; i < items.count; i++)
		if (path_has_ext(items.at[i].name, STR("egg-info")) &&
		    items.at[i].kind == FILE_DIRECTORY)
			add_named(f, path_stem(items.at[i].name),
			          (struct dist){
					  .path = path_join(env->arena, real, items.at[i].name),
					  .form = EGG_INFO });
}

static void
look(struct finder *f, struct str site, const struct item *item)
{
	struct str path = path_join(f->env->arena, site, item->name);
	struct str stem = path_stem(item->name);
	struct dist dist = { .path = path, .form = DIST_INFO };
	bool folder = item->kind == FILE_DIRECTORY, file = item->kind == FILE_REGULAR;

	if (path_has_ext(item->name, STR("dist-info")) && folder) {
		add_named(f, stem, dist);
	} else if (path_has_ext(item->name, STR("egg-info")) && (folder || file)) {
		dist.form = folder ? EGG_INFO : EGG_FILE;
		add_named(f, stem, dist);
	} else if (path_has_ext(item->name, STR("egg")) && folder) {
		dist.form = EGG_INFO;
		dist.path = path_join(f->env->arena, path, STR("EGG-INFO"));
		add_named(f, stem, dist);
	} else if (path_has_ext(item->name, STR("egg-link")) && file) {
		read_egg_link(f, site, item->name);
	}
}

static int
dist_order(const void *left, const void *right)
{
	return str_order(((const struct dist *)left)->name, ((const struct dist *)right)->name);
}

/* Is the version of a after that of b? */
static bool
is_newer(const struct dist *a, const struct dist *b)
{
	struct version va, vb;

	if (!version_parse(a->version, &va))
		return false;
	return !version_parse(b->version, &vb) || version_order(&va, &vb) > 0;
}

/* Each once: of leftovers of others, the newest. */
static void
settle(struct installed *env, struct dists *found)
{
	for (uint32_t i = 0; i < found->count; i++) {
		struct dist *dist = &found->at[i];
		bool fresh;
		uint32_t *at = map_put(
			env->arena, &env->dist_of, names_put(env->names, dist->name), &fresh);

		if (fresh) {
			*vec_push(env->arena, &env->dists) = *dist;
			*at = env->dists.count;
		} else if (is_newer(dist, &env->dists.at[*at - 1])) {
			env->dists.at[*at - 1] = *dist;
		}
	}
	if (env->dists.count > 0)
		qsort(env->dists.at, env->dists.count, sizeof(*env->dists.at), dist_order);
	for (uint32_t i = 0; i < env->dists.count; i++)
		*map_put(env->arena, &env->dist_of, names_find(env->names, env->dists.at[i].name),
		         NULL) = i + 1;
}

void
dists_find(struct installed *env)
{
	struct finder f = { .env = env };

	/* Eggs stand on sys.path by themselves. */
	for (uint32_t i = 0; i < env->sites.count; i++) {
		struct str site = env->sites.at[i];
		struct items items = files_folder(env, site)->items;

		for (uint32_t k = 0; k < items.count; k++)
			look(&f, site, &items.at[k]);
	}
	settle(env, &f.found);
}

struct dist *
dist_find(struct installed *env, struct str name)
{
	name_id id = names_find(env->names, name);
	const uint32_t *at = id != NAME_NONE ? map_find(&env->dist_of, id) : NULL;

	return at != NULL ? &env->dists.at[*at - 1] : NULL;
}

uint32_t
installed_count(struct installed *env)
{
	return env->dists.count;
}

bool
dist_is_there(struct installed *env, struct str dist)
{
	return dist_find(env, dist) != NULL;
}

struct str
dist_version(struct installed *env, struct str dist)
{
	struct dist *found = dist_find(env, dist);

	if (found == NULL)
		return STR("");
	if (found->version.len == 0)
		metadata_read(env, found);
	return found->version;
}
