/*
 * files.c - directories and files of an environment; links only where they stay inside.
 */
#include "installed/inside.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/path.h"
#include "base/sorted.h"

static bool
is_inside(const struct installed *env, struct str path)
{
	return path_within(path, env->base) ||
	       (env->options.root.len > 1 && path_within(path, env->options.root));
}

bool
files_follow(struct installed *env, struct str path, struct str *out)
{
	struct buf real = { 0 };
	struct err err;
	bool ok = file_canonical(str_keep(env->arena, path).at, &real, &err) &&
	          is_inside(env, buf_text(&real));

	if (ok)
		*out = str_keep(env->arena, buf_text(&real));
	buf_release(&real);
	return ok;
}

struct listing {
	struct installed *env;
	struct folder *folder;
};

static bool
note(void *ctx, struct str name, enum file_kind kind)
{
	struct listing *l = ctx;
	struct arena *a = l->env->arena;
	struct item item = { str_keep(a, name), kind };
	struct str real;

	if (kind == FILE_LINK && files_follow(l->env, path_join(a, l->folder->path, name), &real))
		item.kind = file_kind(real.at);
	*vec_push(a, &l->folder->items) = item;
	return true;
}

const struct folder *
files_folder(struct installed *env, struct str path)
{
	bool fresh;
	uint32_t *at = map_put(env->arena, &env->folder_of, names_put(env->names, path), &fresh);

	if (!fresh)
		return &env->folders.at[*at - 1];
	struct folder folder = { .path = str_keep(env->arena, path) };
	struct listing l = { env, &folder };
	struct str real;
	struct err err;
	*vec_push(env->arena, &env->folders) = folder;
	*at = env->folders.count;
	if (files_follow(env, path, &real))
		(void)file_list(real.at, note, &l, &err);
	env->folders.at[env->folders.count - 1] = folder;
	return &env->folders.at[env->folders.count - 1];
}

uint32_t
files_first(const struct folder *folder, struct str name)
{
	return sorted_from(SORTED(folder->items.at, name, folder->items.count), name);
}

enum file_kind
files_kind(const struct folder *folder, struct str name)
{
	uint32_t i = files_first(folder, name);

	return i < folder->items.count && str_eq(folder->items.at[i].name, name)
	               ? folder->items.at[i].kind
	               : FILE_NONE;
}

bool
files_read(struct installed *env, struct str path, struct str *out)
{
	const char *plain = str_keep(env->arena, path).at;
	struct str real;
	struct err err;

	buf_clear(&env->text);
	if (file_kind(plain) == FILE_LINK) {
		if (!files_follow(env, path, &real))
			return false;
		plain = real.at;
	}
	if (!file_read_plain(plain, INSTALLED_SIZE_LIMIT, &env->text, &err))
		return false;
	*out = buf_text(&env->text);
	return true;
}

bool
line_cut(struct str *rest, struct str *line)
{
	if (!str_cut(rest, '\n', line))
		return false;
	*line = str_trim(*line);
	return true;
}
