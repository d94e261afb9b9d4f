/*
 * owners.c - whose a top-level name and a module are.
 */
#include "base/arena.h"
#include "base/path.h"
#include "base/sorted.h"
#include "installed/inside.h"

bool
owners_add(struct installed *env, struct map *map, struct str name, uint32_t dist)
{
	struct links *links = &env->owners.links;
	uint32_t *list = map_put(env->arena, map, names_put(env->names, name), NULL);

	if (*list != 0 && links->at[*list - 1].dist == dist)
		return links->at[*list - 1].next != 0;
	*vec_push(env->arena, links) = (struct link){ dist, *list };
	*list = links->count;
	return links->at[*list - 1].next != 0;
}

struct strs
owners_list(struct installed *env, const struct map *map, name_id name)
{
	const struct links *links = &env->owners.links;
	const uint32_t *list = map_find(map, name);
	uint32_t count = 0;

	for (uint32_t i = list != NULL ? *list : 0; i != 0; i = links->at[i - 1].next)
		count++;
	struct str *names = arena_array(env->arena, struct str, (size_t)count + 1);
	uint32_t at = 0;
	for (uint32_t i = count > 0 ? *list : 0; i != 0; i = links->at[i - 1].next)
		names[at++] = env->dists.at[links->at[i - 1].dist].name;
	sorted_put(names, count);
	count = 0;
	for (uint32_t i = 0; i < at; i++)
		if (i == 0 || !str_eq(names[i], names[i - 1]))
			names[count++] = names[i];
	return (struct strs){ names, count };
}

bool
is_module_file(struct str path)
{
	return path_has_ext(path, STR("py")) || path_has_ext(path, STR("so")) ||
	       path_has_ext(path, STR("pyd"));
}

bool
is_module_part(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (strchr("-. ", s.at[i]) != NULL)
			return false;
	return s.len > 0;
}

struct walk {
	struct installed *env;
	uint32_t dist;
	struct str last; /* top-level name that was put last */
	struct map seen; /* name_id of those that were put → */
	bool any;
};

static void
put_top(struct walk *w, struct str top)
{
	name_id id = names_put(w->env->names, top);
	bool fresh;

	(void)map_put(w->env->arena, &w->seen, id, &fresh);
	if (!fresh)
		return;
	(void)owners_add(w->env, &w->env->owners.tops, top, w->dist);
	*vec_push(w->env->arena, &w->env->dists.at[w->dist].tops) = names_text(w->env->names, id);
	w->any = true;
}

static void
note_top(void *ctx, struct str path)
{
	struct walk *w = ctx;
	struct str rest = path, top;

	if (w->last.len > 0 && path.len > w->last.len && path.at[w->last.len] == '/' &&
	    memcmp(path.at, w->last.at, w->last.len) == 0)
		return;
	/* What makes a package importable that is developed in place is not its module. */
	if (str_starts(path, STR("../")) || !is_module_file(path) ||
	    str_starts(path, STR("__editable__")) || str_starts(path, STR("_editable_impl")) ||
	    !str_cut(&rest, '/', &top))
		return;
	if (rest.len == 0) { /* a file: m.py, m.cpython-311-x86_64-linux-gnu.so */
		rest = top;
		(void)str_cut(&rest, '.', &top);
		if (is_module_part(top))
			put_top(w, top);
		return;
	}
	if (!is_module_part(top) || str_eq(top, STR("__pycache__")))
		return;
	put_top(w, top);
	w->last = names_text(w->env->names, names_find(w->env->names, top));
}

/* What stands for a list of files. */
static void
read_top_level(struct walk *w, const struct dist *dist)
{
	struct str text, line;

	if (dist->form == EGG_FILE ||
	    !files_read(w->env, path_join(w->env->arena, dist->path, STR("top_level.txt")), &text))
		return;
	while (line_cut(&text, &line))
		if (is_module_part(line) && memchr(line.at, '/', line.len) == NULL)
			put_top(w, line);
}

void
owners_find(struct installed *env)
{
	if (env->owners.tops_known)
		return;
	env->owners.tops_known = true;
	for (uint32_t i = 0; i < env->dists.count; i++) {
		struct walk w = { .env = env, .dist = i };

		(void)record_each(env, &env->dists.at[i], note_top, &w);
		if (!w.any)
			read_top_level(&w, &env->dists.at[i]);
	}
}

struct strs
owners_tops(struct installed *env, struct str dist)
{
	const struct dist *found = dist_find(env, dist);

	owners_find(env);
	return found != NULL ? (struct strs){ found->tops.at, found->tops.count }
	                     : (struct strs){ 0 };
}

/* Is it a file, or a package in one directory: nobody else can have a part in it? */
static bool
is_whole(struct installed *env, struct str dotted)
{
	const struct module_row *m = module_find(env, dotted);

	return m != NULL && m->shown.kind != INSTALLED_NAMESPACE && !m->shared;
}

/* Whose a name is that several have a part in: by the longest prefix that has a file. */
static struct strs
deepest(struct installed *env, struct str dotted)
{
	const struct owners *o = &env->owners;
	struct str rest = dotted, part, prefix = { dotted.at, 0 };
	struct strs dists = { 0 };

	/* Downwards: what is longer than any known name is not looked at. */
	while (str_cut(&rest, '.', &part)) {
		prefix.len = (size_t)(part.at - dotted.at) + part.len;
		name_id id = names_find(env->names, prefix);

		if (id == NAME_NONE)
			break;
		if (map_find(&o->files, id) != NULL)
			return owners_list(env, &o->files, id);
		if (map_find(&o->folders, id) == NULL)
			break;
		dists = owners_list(env, &o->inits, id);
		/* Of several that have no file in common there it is a namespace. */
		if ((dists.count == 1 && !is_whole(env, prefix)) ||
		    (dists.count > 1 && map_find(&o->twins, id) == NULL))
			dists.count = 0;
	}
	return dists;
}

struct strs
owners_of(struct installed *env, struct str dotted)
{
	struct str rest = dotted, top;
	name_id id;

	if (!str_cut(&rest, '.', &top))
		return (struct strs){ 0 };
	owners_find(env);
	id = names_find(env->names, top);
	if (id == NAME_NONE || map_find(&env->owners.tops, id) == NULL)
		return (struct strs){ 0 };
	struct strs dists = owners_list(env, &env->owners.tops, id);
	if (dists.count == 1 && is_whole(env, top))
		return dists;
	owners_deepen(env, top, id);
	return deepest(env, dotted);
}
