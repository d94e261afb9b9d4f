/*
 * sites.c - the directories that site.py would put on sys.path, for one Python.
 */
#include "base/arena.h"
#include "base/path.h"
#include "installed/inside.h"
#include "packaging/text.h"

/* Directories on sys.path: more are no environment. */
#define ROOTS_MOST 1000

static void
add(struct installed *env, struct path_list *list, struct str path)
{
	struct str real;

	if (list->count >= ROOTS_MOST || !files_follow(env, path, &real) ||
	    file_kind(real.at) != FILE_DIRECTORY)
		return;
	for (uint32_t i = 0; i < list->count; i++)
		if (str_eq(list->at[i], real))
			return;
	*vec_push(env->arena, list) = real;
}

/* The minor of "python3.11" or "3.11.4" after `head`; 0 when it is none. */
static unsigned
minor_after(struct str text, struct str head)
{
	unsigned minor = 0;

	if (!str_starts(text, head))
		return 0;
	for (size_t i = head.len; i < text.len && char_is_digit(text.at[i]); i++)
		minor = minor < 1000 ? minor * 10 + (unsigned)(text.at[i] - '0') : minor;
	return minor < 1000 ? minor : 0;
}

/* The Python that the environment is for, and whether it has that one's packages, too: "version = 3.11.4"
 * (venv), "version_info = 3.11.4.final.0" (virtualenv, uv), "include-system-site-packages = true". */
static void
read_configuration(struct installed *env)
{
	struct str rest, line, key;

	if (!files_read(env, path_join(env->arena, env->base, STR("pyvenv.cfg")), &rest))
		return;
	while (line_cut(&rest, &line)) {
		struct str value = line;

		if (!str_cut(&value, '=', &key))
			continue;
		key = str_trim(key);
		value = str_trim(value);
		if (env->python == 0 &&
		    (str_eq(key, STR("version")) || str_eq(key, STR("version_info"))))
			env->python = minor_after(value, STR("3."));
		if (str_eq(key, STR("include-system-site-packages")))
			env->with_system = value.len == 4 && text_starts_nocase(value, STR("true"));
	}
}

/* "python3.11" and "pypy3.11" of lib/. */
static unsigned
folder_minor(struct str name)
{
	unsigned minor = minor_after(name, STR("python3."));

	return minor > 0 ? minor : minor_after(name, STR("pypy3."));
}

static struct str
below(struct installed *env, const char *first, struct str second, const char *third)
{
	const char *path = arena_printf(
		env->arena, STR_FMT "/%s/" STR_FMT "/%s", STR_ARG(env->base), first,
		STR_ARG(second), third);

	return str_of(path);
}

static const char *const libraries[] = { "lib", "lib64", "local/lib" };

/* The newest Python that has a directory for packages. */
static unsigned
newest_minor(struct installed *env)
{
	unsigned newest = 0;

	for (size_t i = 0; i < countof(libraries); i++) {
		struct str lib = str_of(libraries[i]);
		const struct folder *folder =
			files_folder(env, path_join(env->arena, env->base, lib));

		for (uint32_t k = 0; k < folder->items.count; k++) {
			struct str name = folder->items.at[k].name;
			unsigned minor = folder_minor(name);

			if (minor > newest &&
			    file_kind(below(env, libraries[i], name, "site-packages").at) ==
			            FILE_DIRECTORY)
				newest = minor;
		}
	}
	return newest;
}

/* site-packages and dist-packages of that Python. */
static void
add_libraries(struct installed *env)
{
	for (size_t i = 0; i < countof(libraries); i++) {
		struct str lib = str_of(libraries[i]);
		const struct folder *folder =
			files_folder(env, path_join(env->arena, env->base, lib));
		/* Listing more moves the folders. */
		struct items items = folder->items;

		for (uint32_t k = 0; k < items.count; k++) {
			struct str name = items.at[k].name;
			bool all = str_eq(name, STR("python3")); /* Debian's own, for every one */

			if (!all && (folder_minor(name) == 0 || folder_minor(name) != env->python))
				continue;
			add(env, &env->sites, below(env, libraries[i], name, "site-packages"));
			add(env, &env->sites, below(env, libraries[i], name, "dist-packages"));
		}
	}
	add(env, &env->sites, path_join(env->arena, env->base, STR("Lib/site-packages")));
}

/* Is the base itself a directory that packages are installed in? */
static bool
is_site(struct installed *env)
{
	struct str name = path_base(env->base);
	const struct folder *folder = files_folder(env, env->base);

	if (str_eq(name, STR("site-packages")) || str_eq(name, STR("dist-packages")))
		return true;
	for (uint32_t i = 0; i < folder->items.count; i++)
		if (path_has_ext(folder->items.at[i].name, STR("dist-info")) &&
		    folder->items.at[i].kind == FILE_DIRECTORY)
			return true;
	return false;
}

bool
sites_find(struct installed *env)
{
	if (is_site(env)) {
		add(env, &env->sites, env->base);
		env->python = folder_minor(path_base(path_dir(env->base)));
		return env->sites.count > 0;
	}
	read_configuration(env);
	add_libraries(env);
	if (env->sites.count == 0) {
		env->python = newest_minor(env);
		add_libraries(env);
	}
	return env->sites.count > 0;
}

/* The plain directories of a .pth file (site.py, addpackage()). What it imports is not run. */
static void
read_pth(struct installed *env, struct str site, struct str name)
{
	struct str text, line;

	if (!files_read(env, path_join(env->arena, site, name), &text))
		return;
	while (line_cut(&text, &line)) {
		if (line.len == 0 || line.at[0] == '#' || str_starts(line, STR("import ")) ||
		    str_starts(line, STR("import\t")) || memchr(line.at, '\0', line.len) != NULL)
			continue;
		add(env, &env->roots, line.at[0] == '/' ? line : path_join(env->arena, site, line));
	}
}

void
sites_roots(struct installed *env)
{
	for (uint32_t i = 0; i < env->sites.count; i++) {
		struct str site = env->sites.at[i];
		struct items items = files_folder(env, site)->items;

		add(env, &env->roots, site);
		for (uint32_t k = 0; k < items.count; k++) {
			struct str name = items.at[k].name;

			if (items.at[k].kind != FILE_REGULAR)
				continue;
			if (path_has_ext(name, STR("pth")))
				read_pth(env, site, name);
			else if (str_starts(name, STR("__editable___")) &&
			         path_has_ext(name, STR("py")))
				editable_read(env, path_join(env->arena, site, name));
		}
	}
}
