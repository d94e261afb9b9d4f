/*
 * lookup.c - names in environments, found as Python's path finder finds them.
 *
 * Language reference 5.4 and importlib's FileFinder: in each directory a package with an
 * __init__ comes before an extension, a module and a namespace portion; PEP 420: portions
 * count only if no directory of the search has more.
 */
#include "base/path.h"
#include "project/model.h"

/* Names with more parts are not looked up: no folder is that deep. */
#define PARTS_LIMIT 128

static struct dir_ids
one_dir(const struct model *m, dir_id d)
{
	return (struct dir_ids){ &m->self[d], 1 };
}

/* What is `name` in this one directory? FOUND_NAMESPACE for a portion. */
static struct found
look_in(const struct model *m, const struct environment *e, dir_id d, name_id name)
{
	struct found found = { FOUND_NOTHING, ID_NONE, { 0 } };
	const struct child *child = dir_child(m, d, name);

	if (child == NULL)
		return found;
	const struct dir *sub = child->dir == ID_NONE ? NULL : &m->dirs.at[child->dir];
	if (sub != NULL && sub->init != ID_NONE && !m->modules.at[sub->init].stub &&
	    env_ships(e, m->modules.at[sub->init].path)) {
		found = (struct found){ FOUND_PACKAGE, sub->init, one_dir(m, child->dir) };
	} else if (sub != NULL && sub->extension_init && env_ships(e, sub->path)) {
		found = (struct found){ FOUND_EXTENSION, ID_NONE, one_dir(m, child->dir) };
	} else if (child->extension && env_ships(e, m->dirs.at[d].path)) {
		found.kind = FOUND_EXTENSION;
	} else if (child->module != ID_NONE && !m->modules.at[child->module].stub &&
	           env_ships(e, m->modules.at[child->module].path)) {
		found.kind = FOUND_MODULE;
		found.module = child->module;
	} else if (sub != NULL && sub->runs && env_ships_below(e, sub->path)) {
		found.kind = FOUND_NAMESPACE;
	}
	return found;
}

/* Where only a stub tells of a module (a compiled one, say), the stub stands for it. */
static struct found
look_for_stub(const struct model *m, const struct environment *e, struct dir_ids dirs, name_id name)
{
	for (uint32_t i = 0; i < dirs.count; i++) {
		const struct child *child = dir_child(m, dirs.at[i], name);
		const struct dir *sub;

		if (child == NULL)
			continue;
		sub = child->dir == ID_NONE ? NULL : &m->dirs.at[child->dir];
		if (sub != NULL && sub->init != ID_NONE && env_ships(e, sub->path))
			return (struct found){ FOUND_PACKAGE, sub->init, one_dir(m, child->dir) };
		if (child->module != ID_NONE && env_ships(e, m->modules.at[child->module].path))
			return (struct found){ FOUND_MODULE, child->module, { 0 } };
	}
	return (struct found){ FOUND_NOTHING, ID_NONE, { 0 } };
}

/* The path finder: `name` along a search path. */
static struct found
look_along(const struct model *m, struct arena *a, const struct environment *e, struct dir_ids dirs,
           name_id name)
{
	dir_id *portions = NULL;
	uint32_t count = 0;

	for (uint32_t i = 0; i < dirs.count; i++) {
		struct found found = look_in(m, e, dirs.at[i], name);

		if (found.kind == FOUND_NAMESPACE) {
			if (portions == NULL)
				portions = arena_array(a, dir_id, dirs.count - i);
			portions[count++] = dir_child(m, dirs.at[i], name)->dir;
		} else if (found.kind != FOUND_NOTHING) {
			return found;
		}
	}
	if (count > 0)
		return (struct found){ FOUND_NAMESPACE, ID_NONE, { portions, count } };
	return look_for_stub(m, e, dirs, name);
}

/* Look `dotted` up from `start` on, part by part. What it finds may be in `a`. */
static struct lookup
walk(const struct model *m, struct arena *a, env_id env, struct dir_ids start, struct str dotted)
{
	const struct environment *e = &m->environments.at[env];
	struct lookup out = { .found = { FOUND_NOTHING, ID_NONE, { 0 } } };
	struct dir_ids dirs = start;
	struct str rest = dotted, part;

	while (str_cut(&rest, '.', &part)) {
		name_id name = names_find(m->names, part);
		struct found found = { FOUND_NOTHING, ID_NONE, { 0 } };

		if (name != NAME_NONE && out.parts < PARTS_LIMIT)
			found = look_along(m, a, e, dirs, name);
		if (found.kind == FOUND_NOTHING)
			return out;
		out.found = found;
		out.parts++;
		dirs = found.dirs;
	}
	out.whole = true;
	return out;
}

struct lookup
lookup_only(const struct model *m, struct arena *a, env_id env, struct str dotted)
{
	return walk(m, a, env, m->env_infos.at[env].dirs, dotted);
}

struct lookup
lookup_absolute(struct model *m, env_id env, struct str dotted)
{
	name_id name = names_put(m->names, dotted);
	const uint32_t *row = map_find(&m->lookups, map_key(env, name));

	if (row != NULL)
		return m->lookup_rows.at[*row - 1];

	struct lookup found = walk(m, m->arena, env, m->env_infos.at[env].dirs, dotted);
	found.name = name;
	*vec_push(m->arena, &m->lookup_rows) = found;
	*map_put(m->arena, &m->lookups, map_key(env, name), NULL) = m->lookup_rows.count;
	return found;
}

struct found
lookup_in(struct model *m, env_id env, dir_id dir, name_id name)
{
	return look_along(m, m->arena, &m->environments.at[env], one_dir(m, dir), name);
}

struct lookup
lookup_below(struct model *m, env_id env, dir_id dir, struct str dotted)
{
	if (dotted.len > 0)
		return walk(m, m->arena, env, one_dir(m, dir), dotted);

	const struct dir *d = &m->dirs.at[dir];
	struct lookup self = {
		.found = { FOUND_NAMESPACE, ID_NONE, one_dir(m, dir) }, .whole = true
	};
	if (d->init != ID_NONE) {
		self.found.kind = FOUND_PACKAGE;
		self.found.module = d->init;
	}
	return self;
}

/* The dotted form of a path below a root; "" when a part is no identifier. */
static struct str
dotted_below(struct model *m, struct str root, struct str path)
{
	struct str rest = path, part;
	char *at = arena_array(m->arena, char, path.len + 1);
	size_t len = 0;

	if (root.len > 0) {
		rest.at += root.len;
		rest.len -= root.len;
		if (rest.len > 0) {
			rest.at++;
			rest.len--;
		}
	}
	while (str_cut(&rest, '/', &part)) {
		if (!tree_is_part(part))
			return STR("");
		if (len > 0)
			at[len++] = '.';
		memcpy(at + len, part.at, part.len);
		len += part.len;
	}
	return (struct str){ at, len };
}

/* A root that lies in a package: names below it are known by the package's name first. */
static bool
in_package(const struct model *m, struct str root)
{
	dir_id d = tree_dir(m, root);

	return d != ID_NONE && m->dirs.at[d].init != ID_NONE;
}

struct str
env_dir_name(struct model *m, env_id env, dir_id dir)
{
	struct strs roots = m->environments.at[env].roots;
	struct str path = m->dirs.at[dir].path;

	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < roots.count; i++) {
			if (path.len == roots.at[i].len || !path_within(path, roots.at[i]) ||
			    in_package(m, roots.at[i]) != (pass > 0))
				continue;
			struct str name = dotted_below(m, roots.at[i], path);
			if (name.len > 0)
				return name;
		}
	}
	return STR("");
}

/* The path that stands for the module's name: "a/b" of a/b.py and of a/b/__init__.py. */
static struct str
name_path(const struct module *module)
{
	if (module->package)
		return path_dir(module->path);
	struct str stem = path_stem(module->path);
	return (struct str){ module->path.at, (size_t)(stem.at - module->path.at) + stem.len };
}

/* The name of the module below a root: one of all those that it has; "" when none is. */
static struct str
name_below(const struct model *m, module_id id, struct str path, struct str root)
{
	struct strs names = m->all_names[id];
	size_t cut = root.len > 0 ? root.len + 1 : 0;

	if (root.len == 0 && m->path_names[id].len > 0)
		return m->path_names[id];
	for (uint32_t i = 0; i < names.count; i++) {
		struct str name = names.at[i];
		size_t same = 0;

		if (name.len != path.len - cut)
			continue;
		while (same < name.len &&
		       (name.at[same] == path.at[cut + same] ||
		        (name.at[same] == '.' && path.at[cut + same] == '/')))
			same++;
		if (same == name.len)
			return name;
	}
	return STR("");
}

/* Does the name lead to the module? */
static bool
leads_to(const struct model *m, env_id env, struct str name, module_id id, struct upper *last)
{
	struct str upper = str_before_last(name, '.'), part = str_after_last(name, '.');
	name_id own = names_find(m->names, part);
	struct dir_ids dirs = m->env_infos.at[env].dirs;

	if (!last->known || last->env != env || !str_eq(last->name, upper)) {
		arena_reset(&last->arena);
		last->lookup = walk(m, &last->arena, env, dirs, upper);
		last->env = env;
		last->name = upper;
		last->known = true;
	}
	if (!last->lookup.whole || last->lookup.parts == PARTS_LIMIT || own == NAME_NONE)
		return false;
	if (upper.len > 0)
		dirs = last->lookup.found.dirs;
	return look_along(m, &last->arena, &m->environments.at[env], dirs, own).module == id;
}

struct str
env_module_name(const struct model *m, env_id env, module_id id, struct upper *last)
{
	struct str path = name_path(&m->modules.at[id]), best = STR("");
	struct dir_ids roots = m->env_infos.at[env].dirs;
	size_t depth = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < roots.count; i++) {
			const struct dir *root = &m->dirs.at[roots.at[i]];

			if (!path_within(path, root->path) || path.len == root->path.len ||
			    (root->init != ID_NONE) != (pass > 0))
				continue;
			struct str name = name_below(m, id, path, root->path);
			if (name.len == 0)
				continue;
			if (leads_to(m, env, name, id, last))
				return name;
			if (best.len == 0 || root->path.len > depth) {
				best = name;
				depth = root->path.len;
			}
		}
	}
	if (best.len == 0)
		best = name_below(m, id, path, STR(""));
	if (best.len > 0)
		return best;
	/* A script with a name that cannot be imported goes by its file name. */
	return path.len > 0 ? path_base(path) : STR("__init__");
}
