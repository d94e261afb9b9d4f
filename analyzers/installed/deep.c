/*
 * deep.c - whose the files below a top-level name are that several distributions fill.
 */
#include "base/arena.h"
#include "base/path.h"
#include "installed/inside.h"

/* Packages nest no deeper: each level is a name of its own. */
#define DEPTH_MOST 32

struct walk {
	struct installed *env;
	uint32_t dist;
	struct str top;    /* with '/' after it */
	struct buf dotted; /* of the path that is looked at */
};

/* "a/b" as "a.b" in w->dotted; false when it is not a name that can be imported. */
static bool
put_dotted(struct walk *w, struct str path)
{
	struct str rest = path, part;
	unsigned depth = 0;

	buf_clear(&w->dotted);
	while (str_cut(&rest, '/', &part)) {
		if (!is_module_part(part) || ++depth > DEPTH_MOST)
			return false;
		if (w->dotted.len > 0)
			buf_char(&w->dotted, '.');
		buf_str(&w->dotted, part);
	}
	return w->dotted.len > 0;
}

/* The directory and those above it. */
static void
put_folders(struct walk *w, struct str dotted)
{
	struct installed *env = w->env;

	for (struct str dir = dotted; dir.len > 0; dir = str_before_last(dir, '.')) {
		bool fresh;

		*map_put(env->arena, &env->owners.folders, names_put(env->names, dir), &fresh) = 1;
		if (!fresh)
			return;
	}
}

static void
put_file(struct walk *w, struct str stem)
{
	struct installed *env = w->env;
	size_t len = w->dotted.len;

	if (str_eq(stem, STR("__init__"))) {
		(void)owners_add(env, &env->owners.inits, buf_text(&w->dotted), w->dist);
		return;
	}
	buf_char(&w->dotted, '.');
	buf_str(&w->dotted, stem);
	struct str name = buf_text(&w->dotted);
	if (owners_add(env, &env->owners.files, name, w->dist))
		*map_put(env->arena, &env->owners.twins,
		         names_put(env->names, (struct str){ name.at, len }), NULL) = 1;
}

static void
note(void *ctx, struct str path)
{
	struct walk *w = ctx;
	struct str rest = path_base(path), stem;

	if (!str_starts(path, w->top) || !is_module_file(path) || !put_dotted(w, path_dir(path)))
		return;
	if (!str_cut(&rest, '.', &stem) || !is_module_part(stem))
		return;
	put_folders(w, buf_text(&w->dotted));
	put_file(w, stem);
}

void
owners_deepen(struct installed *env, struct str top, name_id id)
{
	const char *prefix = arena_printf(env->arena, STR_FMT "/", STR_ARG(top));
	uint32_t *deep = map_put(env->arena, &env->owners.deep, id, NULL);
	struct strs dists;

	if (*deep != 0)
		return;
	*deep = 1;
	dists = owners_list(env, &env->owners.tops, id);
	struct walk w = { .env = env, .top = { prefix, strlen(prefix) } };
	for (uint32_t i = 0; i < dists.count; i++) {
		const struct dist *dist = dist_find(env, dists.at[i]);

		w.dist = (uint32_t)(dist - env->dists.at);
		(void)record_each(env, dist, note, &w);
	}
	buf_release(&w.dotted);
}
