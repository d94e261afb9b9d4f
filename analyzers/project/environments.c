/*
 * environments.c - the environments that there are, each once.
 */
#include "base/path.h"
#include "base/sorted.h"
#include "project/model.h"

/* So few are compared one by one. */
#define FEW 16

bool
env_ships(const struct environment *e, struct str path)
{
	const struct sorted rows = SORTED_STRS(e->by_path);

	if (!e->ships_some)
		return true;
	if (rows.count > FEW) {
		while (sorted_find(rows, path) == UINT32_MAX && path.len > 0)
			path = path_dir(path);
		return sorted_find(rows, path) != UINT32_MAX;
	}
	for (uint32_t i = 0; i < rows.count; i++)
		if (path_within(path, e->by_path.at[i]))
			return true;
	return false;
}

bool
env_ships_below(const struct environment *e, struct str dir)
{
	uint32_t below;

	if (env_ships(e, dir))
		return true;
	if (dir.len == 0)
		return e->by_path.count > 0;
	below = sorted_below(SORTED_STRS(e->by_path), dir, true);
	return below < e->by_path.count && path_within(e->by_path.at[below], dir);
}

static struct strs
sorted_strs(struct arena *a, struct strs from)
{
	struct str *at = arena_array(a, struct str, (size_t)from.count + 1);

	for (uint32_t i = 0; i < from.count; i++)
		at[i] = from.at[i];
	sorted_put(at, from.count);
	return (struct strs){ at, from.count };
}

static bool
same_strs(struct strs a, struct strs b)
{
	if (a.count != b.count)
		return false;
	for (uint32_t i = 0; i < a.count; i++)
		if (!str_eq(a.at[i], b.at[i]))
			return false;
	return true;
}

/* The roots as directories of the tree; those without Python are left out. */
static struct dir_ids
root_dirs(struct model *m, struct strs roots)
{
	dir_id *at = arena_array(m->arena, dir_id, roots.count + 1);
	uint32_t count = 0;

	for (uint32_t i = 0; i < roots.count; i++) {
		dir_id d = tree_dir(m, roots.at[i]);

		if (d != ID_NONE) {
			m->dirs.at[d].root = true;
			at[count++] = d;
		}
	}
	return (struct dir_ids){ at, count };
}

static uint64_t
hash_strs(uint64_t hash, struct strs s)
{
	for (uint32_t i = 0; i < s.count; i++)
		hash = (hash ^ str_sum(s.at[i])) * UINT64_C(0x9E3779B97F4A7C15);
	return hash * 31 + s.count;
}

static bool
is_like(const struct model *m, env_id id, const struct env_spec *spec)
{
	const struct environment *e = &m->environments.at[id];
	const struct env_info *info = &m->env_infos.at[id];

	return info->pooled == spec->pooled && e->ships_some == spec->ships_some &&
	       same_strs(e->roots, spec->roots) &&
	       (!spec->ships_some ||
	        (same_strs(e->ships, spec->ships) && same_strs(info->stated, spec->stated)));
}

env_id
env_intern(struct model *m, const struct env_spec *spec)
{
	uint64_t hash = hash_strs(spec->ships_some ? 1 : 2, spec->roots);

	if (spec->ships_some)
		hash = hash_strs(hash_strs(hash, spec->ships), spec->stated);
	uint32_t *first = map_put(m->arena, &m->env_of_hash, hash, NULL);
	for (uint32_t i = *first; i > 0; i = m->env_infos.at[i - 1].next)
		if (is_like(m, i - 1, spec))
			return i - 1;

	env_id id = m->environments.count;
	struct environment *e = vec_push(m->arena, &m->environments);
	struct env_info *info = vec_push(m->arena, &m->env_infos);
	*info = (struct env_info){
		.dirs = root_dirs(m, spec->roots),
		.whole = id,
		.common = id,
		.pooled = spec->pooled,
		.next = *first,
	};
	*first = id + 1;
	e->roots = spec->roots;
	e->ships_some = spec->ships_some;
	if (spec->ships_some) {
		const struct env_spec all = { .roots = e->roots };

		e->ships = spec->ships;
		e->by_path = sorted_strs(m->arena, spec->ships);
		info->stated = spec->stated;
		env_id whole = env_intern(m, &all);
		m->env_infos.at[id].whole = whole;
	}
	return id;
}
