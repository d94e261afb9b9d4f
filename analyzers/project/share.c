/*
 * share.c - what environments of services have in common, so that shared code is resolved once.
 *
 * Services look names up in their own directory and in others that they share. Without the roots
 * and shipped paths in its directory an environment is the same for many services: the pooled one,
 * its `common`. A lookup gives the same in both unless it asks a root that was left out for a name
 * which is there, or comes to a shipped path that was left out:
 *
 * - the first part of an absolute name is called like something directly in such a root (firsts);
 * - any part is called like such a path, or like a directory around it that is there for its sake,
 *   or that is a package whose __all__ may name it (anywhere).
 *
 * A module that mentions no such name, and is not in a root that was left out, has the same imports
 * in both.
 */
#include "base/path.h"
#include "facts/facts.h"
#include "project/model.h"

/* Sets of more modules for each of them would take more than 32 MB. */
#define REACHES_MOST 16384

/* So many words of bits are joined while one more module is come to. */
#define WORDS_FOR_ONE 16

#define FIRST (UINT32_C(1) << 31) /* in said: as the first part of an absolute name */

/* A module in the list of those that mention a name. */
struct link {
	module_id module;
	uint32_t next; /* row + 1; 0: none */
};
VEC(link_vec, struct link);

/* What is known of the modules of an environment that is its own common. */
struct common {
	struct row_range *targets; /* by module: rows of target_rows, first + 1 */
	struct module_id_vec target_rows;
	struct row_range *said; /* by module: rows of said_rows; of a pooled one */
	struct name_id_vec said_rows;
	struct map mentions; /* name, FIRST → the first module that says it: row of links + 1 */
	struct link_vec links;
	uint64_t flooded;        /* modules that were come to, looking for all behind some */
	struct reaches *reaches; /* after many of these; or NULL */
};

/* Something that a module says. */
struct saying {
	struct model *m;
	struct common *c;
	module_id module;
};

static bool
is_below_any(struct strs dirs, struct str path)
{
	for (uint32_t i = 0; i < dirs.count; i++)
		if (path_within(path, dirs.at[i]))
			return true;
	return false;
}

bool
share_is_own(const struct model *m, env_id env, module_id module)
{
	const struct own *own = m->env_infos.at[env].own;

	return own != NULL && is_below_any(own->dirs, m->modules.at[module].path);
}

/* The bit of a name, by its ends and its length. */
static uint64_t
mark_of(struct str name)
{
	unsigned ends =
		name.len > 0
			? (unsigned char)name.at[0] * 5u + (unsigned char)name.at[name.len - 1] * 3u
			: 0;

	return UINT64_C(1) << ((ends + name.len * 11) & 63);
}

static void
add_first(struct model *m, struct own *own, name_id name)
{
	bool fresh;

	own->marks |= mark_of(names_text(m->names, name));

	*map_put(m->arena, &own->firsts, name, &fresh) = 1;
	if (fresh)
		*vec_push(m->arena, &own->first_names) = name;
}

static void
add_anywhere(struct model *m, struct own *own, struct str text)
{
	name_id name = names_find(m->names, text);
	bool fresh;

	if (name == NAME_NONE && text.len > 0)
		return;
	own->marks |= mark_of(text);
	*map_put(m->arena, &own->anywhere, name, &fresh) = 1;
	if (fresh)
		*vec_push(m->arena, &own->any_names) = name;
}

/* Names by which a lookup comes to a shipped path that is left out of the common environment. */
static void
add_shipped(struct model *m, struct own *own, const struct environment *common, struct str path)
{
	dir_id d = tree_dir(m, path);

	add_anywhere(m, own, d != ID_NONE ? path_base(path) : path_stem(path));
	if (d == ID_NONE)
		add_anywhere(m, own, path_base(path_dir(path)));
	for (struct str dir = path; dir.len > 0;) {
		dir = path_dir(dir);
		d = d != ID_NONE ? m->dirs.at[d].parent : tree_dir(m, dir);
		if ((d != ID_NONE && m->dirs.at[d].init != ID_NONE) ||
		    !env_ships_below(common, dir))
			add_anywhere(m, own, path_base(dir));
	}
}

/* Of the texts those that are not below the directory, or that are. */
static struct strs
part_of(struct model *m, struct strs all, struct str dir, bool below)
{
	struct str_vec part = { 0 };

	for (uint32_t i = 0; i < all.count; i++)
		if (path_within(all.at[i], dir) == below)
			*vec_push(m->arena, &part) = all.at[i];
	return (struct strs){ part.at, part.count };
}

/* Of the first-party names that the service requires those that the common roots have. */
static struct strs
stated_in(struct model *m, struct strs stated, const struct own *own)
{
	struct str_vec part = { 0 };

	for (uint32_t i = 0; i < stated.count; i++)
		if (map_find(&own->firsts, names_find(m->names, stated.at[i])) == NULL)
			*vec_push(m->arena, &part) = stated.at[i];
	return (struct strs){ part.at, part.count };
}

void
share_environment(struct model *m, env_id env, struct str path)
{
	const struct environment whole = m->environments.at[env];
	const struct env_info *info = &m->env_infos.at[env];

	if (path.len == 0 || env == ENV_REPOSITORY || info->common != env || info->ranges != NULL)
		return;
	struct own *own = arena_new(m->arena, struct own);
	own->dirs = part_of(m, whole.roots, path, true);
	struct strs ships = part_of(m, whole.ships, path, true);
	if (own->dirs.count == 0 && ships.count == 0)
		return;
	for (uint32_t i = 0; i < own->dirs.count; i++) {
		dir_id d = tree_dir(m, own->dirs.at[i]);

		for (uint32_t n = d != ID_NONE ? m->dirs.at[d].children : 0; n > 0;
		     n = m->children.at[n - 1].next)
			add_first(m, own, m->children.at[n - 1].name);
	}

	struct env_spec spec = {
		.roots = part_of(m, whole.roots, path, false),
		.ships = part_of(m, whole.ships, path, false),
		.stated = stated_in(m, info->stated, own),
		.ships_some = whole.ships_some,
		.pooled = true,
	};
	env_id common = env_intern(m, &spec);
	for (uint32_t i = 0; i < ships.count; i++)
		add_shipped(m, own, &m->environments.at[common], ships.at[i]);
	m->env_infos.at[env].common = common;
	m->env_infos.at[env].own = own;
}

static struct common *
common_of(struct model *m, env_id env)
{
	struct env_info *info = &m->env_infos.at[env];

	if (info->shared == NULL) {
		struct common *c = arena_new(m->arena, struct common);

		c->targets = arena_array(m->arena, struct row_range, m->modules.count);
		if (info->pooled)
			c->said = arena_array(m->arena, struct row_range, m->modules.count);
		info->shared = c;
	}
	return info->shared;
}

static void
say(const struct saying *s, name_id name, uint32_t flag)
{
	struct common *c = s->c;
	uint32_t *first = map_put(s->m->arena, &c->mentions, map_key(flag, name), NULL);

	if (*first > 0 && c->links.at[*first - 1].module == s->module)
		return;
	*vec_push(s->m->arena, &c->links) = (struct link){ s->module, *first };
	*first = c->links.count;
	*vec_push(s->m->arena, &c->said_rows) = name | flag;
}

/* Each part of a name; what no file or directory is called leads nowhere. */
static void
say_parts(const struct saying *s, struct str dotted, char between, bool first, bool always)
{
	struct str rest = dotted, part;

	while (str_cut(&rest, between, &part)) {
		name_id name = names_find(s->m->names, part);

		if (name != NAME_NONE) {
			say(s, name, 0);
			if (first)
				say(s, name, FIRST);
		}
		first = always;
	}
}

/* All names that may decide what the imports of the module lead to. */
static void
say_all(const struct saying *s)
{
	const struct module *module = &s->m->modules.at[s->module];
	const struct facts *f = module->facts;
	struct str folder = path_dir(module->path);
	text_ref last = 0;
	uint32_t deep = folder.len > 0 ? 1 : 0;
	bool relative = false;

	for (size_t i = 0; i < folder.len; i++)
		deep += folder.at[i] == '/';
	for (uint32_t i = 0; i < f->imports.count; i++) {
		const struct fact_import *row = &f->imports.at[i];

		if (row->module != last)
			say_parts(s, facts_text(f, row->module), '.', row->level == 0, false);
		last = row->level == 0 ? row->module : 0;
		say_parts(s, facts_text(f, row->name), '.', false, false);
		relative = relative || row->level > 0;
		if (row->level > deep)
			say(s, NAME_NONE, 0);
	}
	for (uint32_t i = 0; i < f->uses.count; i++)
		say_parts(s, facts_text(f, f->uses.at[i].dotted), '.', false, false);
	if (relative)
		say_parts(s, folder, '/', true, true);
}

/* Take note of the module's imports, once. */
static struct common *
note_module(struct model *m, env_id env, module_id module)
{
	struct common *c = common_of(m, env);

	if (c->targets[module].first > 0)
		return c;
	struct edges edges = edges_in(m, env, module);
	uint32_t from = c->target_rows.count;
	for (uint32_t i = 0; i < edges.count; i++) {
		module_id to = edges.at[i].to;
		bool known = c->target_rows.count > from &&
		             c->target_rows.at[c->target_rows.count - 1] == to;

		if (closure_follows(&edges.at[i]) && !known)
			*vec_push(m->arena, &c->target_rows) = to;
	}
	c->targets[module] = (struct row_range){ from + 1, c->target_rows.count - from };
	if (c->said != NULL) {
		const struct saying s = { m, c, module };

		from = c->said_rows.count;
		say_all(&s);
		c->said[module] = (struct row_range){ from, c->said_rows.count - from };
	}
	return c;
}

struct module_ids
share_targets(struct model *m, env_id common, module_id module)
{
	const struct common *c = m->env_infos.at[common].shared;

	if (c == NULL || c->targets[module].first == 0)
		c = note_module(m, common, module);
	const struct row_range range = c->targets[module];
	return (struct module_ids){
		range.count > 0 ? c->target_rows.at + range.first - 1 : NULL, range.count
	};
}

/* From target to target. */
static uint32_t
flood(struct model *m, env_id common, struct module_ids starts, struct bits *reached)
{
	module_id *queue = m->queue;
	uint32_t count = 0;

	for (uint32_t i = 0; i < starts.count; i++)
		if (bits_add(reached, starts.at[i]))
			queue[count++] = starts.at[i];
	for (uint32_t i = 0; i < count; i++) {
		const struct module_ids to = share_targets(m, common, queue[i]);

		for (uint32_t t = 0; t < to.count; t++)
			if (bits_add(reached, to.at[t]))
				queue[count++] = to.at[t];
	}
	return count;
}

uint32_t
share_reach(struct model *m, env_id common, struct module_ids starts, struct bits *reached)
{
	const uint64_t modules = m->modules.count;
	struct common *c = common_of(m, common);

	/* A word of bits for an import takes a part of what it takes to come to a module. */
	if (modules > REACHES_MOST || c->flooded < modules * (modules / 64) / WORDS_FOR_ONE) {
		uint32_t count = flood(m, common, starts, reached);

		c->flooded += count;
		return count;
	}
	if (c->reaches == NULL)
		c->reaches = reaches_new(m, common);
	for (uint32_t i = 0; i < starts.count; i++)
		if (!bits_has(reached, starts.at[i]))
			bits_unite(reached, reaches_of(c->reaches, starts.at[i]));
	return bits_count(reached);
}

/* May any part of the name lead to what is the service's own? */
static bool
may_be_own(const struct model *m, const struct own *own, struct str dotted, bool first)
{
	struct str rest = dotted, part;

	for (; str_cut(&rest, '.', &part); first = false) {
		if ((own->marks & mark_of(part)) == 0)
			continue;
		name_id name = names_find(m->names, part);

		if (name != NAME_NONE &&
		    (map_find(&own->anywhere, name) != NULL ||
		     (first && map_find(&own->firsts, name) != NULL)))
			return true;
	}
	return false;
}

env_id
share_names_env(const struct model *m, env_id env, struct str module, struct str name)
{
	const struct env_info *info = &m->env_infos.at[env];

	return may_be_own(m, info->own, module, true) || may_be_own(m, info->own, name, false)
	               ? env
	               : info->common;
}

env_id
share_edges_env(struct model *m, env_id env, module_id module)
{
	env_id common = m->env_infos.at[env].common;

	if (common == env || share_is_own(m, env, module))
		return env;
	const struct own *own = m->env_infos.at[env].own;
	const struct common *c = note_module(m, common, module);
	const struct row_range *range = &c->said[module];
	for (uint32_t i = 0; i < range->count; i++) {
		name_id said = c->said_rows.at[range->first + i];
		const struct map *map = (said & FIRST) != 0 ? &own->firsts : &own->anywhere;

		if (map_find(map, said & ~FIRST) != NULL)
			return env;
	}
	return common;
}

static void
add_mentions(struct model *m, const struct common *c, uint64_t key, const struct bits *modules,
             struct module_id_vec *out)
{
	const uint32_t *first = map_find(&c->mentions, key);

	for (uint32_t i = first != NULL ? *first : 0; i > 0; i = c->links.at[i - 1].next) {
		module_id module = c->links.at[i - 1].module;

		if (!bits_has(modules, module))
			continue;
		if (m->marks[module] != m->searches)
			*vec_push(m->arena, out) = module;
		m->marks[module] = m->searches;
	}
}

struct module_ids
share_mentions(struct model *m, env_id env, const struct bits *modules)
{
	const struct own *own = m->env_infos.at[env].own;
	struct module_id_vec out = { 0 };

	if (own == NULL)
		return (struct module_ids){ 0 };
	const struct common *c = common_of(m, m->env_infos.at[env].common);
	m->searches++;
	for (uint32_t i = 0; i < own->first_names.count; i++)
		add_mentions(m, c, map_key(FIRST, own->first_names.at[i]), modules, &out);
	for (uint32_t i = 0; i < own->any_names.count; i++)
		add_mentions(m, c, own->any_names.at[i], modules, &out);
	return (struct module_ids){ out.at, out.count };
}
