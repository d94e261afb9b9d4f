/*
 * editable.c - what setuptools writes down for packages that are developed in place: a module
 * `__editable___<name>_finder.py` whose MAPPING has the directory of each, which is read as data.
 */
#include "base/arena.h"
#include "base/path.h"
#include "installed/inside.h"

/* They are looked through one by one. */
#define EDITABLES_MOST 1000

/* The next string of a literal without escapes; false when there is none. */
static bool
string_cut(struct str *rest, struct str *out)
{
	size_t i = 0;

	while (i < rest->len && rest->at[i] != '\'' && rest->at[i] != '"')
		i++;
	if (i == rest->len)
		return false;
	char quote = rest->at[i];
	*rest = (struct str){ rest->at + i + 1, rest->len - i - 1 };
	return str_cut(rest, quote, out) && memchr(out->at, '\\', out->len) == NULL;
}

/* `MAPPING: dict[str, str] = {'name': '/a/name', …}` */
static void
read_mapping(struct installed *env, struct str line)
{
	struct str rest = line, name, path, real;

	if (!str_cut(&rest, '{', &name))
		return;
	while (env->editables.count < EDITABLES_MOST && string_cut(&rest, &name) &&
	       string_cut(&rest, &path)) {
		if (!is_module_part(name) || path.len == 0 || path.at[0] != '/' ||
		    memchr(path.at, '\0', path.len) != NULL ||
		    !str_eq(path_has_ext(path, STR("py")) ? path_stem(path) : path_base(path),
		            name) ||
		    !files_follow(env, path_dir(path), &real))
			continue;
		*vec_push(env->arena, &env->editables) =
			(struct editable){ str_keep(env->arena, name), real };
	}
}

void
editable_read(struct installed *env, struct str path)
{
	struct str text, line;

	if (!files_read(env, path, &text))
		return;
	while (line_cut(&text, &line))
		if (str_starts(line, STR("MAPPING")))
			read_mapping(env, line);
}

bool
editable_find(const struct installed *env, struct str name, struct str *dir)
{
	for (uint32_t i = 0; i < env->editables.count; i++)
		if (str_eq(env->editables.at[i].name, name)) {
			*dir = env->editables.at[i].dir;
			return true;
		}
	return false;
}
