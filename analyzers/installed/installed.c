/*
 * installed.c - which environment is the project's.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/path.h"
#include "installed/inside.h"

static void
end(void *what)
{
	struct installed *env = what;

	if (env->worker != NULL)
		env->options.python->worker_free(env->worker);
	buf_release(&env->text);
	(void)pthread_mutex_destroy(&env->turn);
}

/* The environment in a directory; NULL: it is none. */
static struct installed *
open_at(struct arena *a, const struct installed_options *options, struct str path, struct str name)
{
	struct installed *env = arena_new(a, struct installed);
	struct buf real = { 0 };
	struct err err;

	if (pthread_mutex_init(&env->turn, NULL) != 0)
		die("no lock can be had");
	arena_on_release(a, end, env);
	env->arena = a;
	env->options = *options;
	env->names = names_new(a);
	env->name = str_keep(a, name);
	if (file_canonical(str_keep(a, path).at, &real, &err))
		env->base = str_keep(a, buf_text(&real));
	buf_release(&real);
	if (env->base.len == 0 || !sites_find(env))
		return NULL;
	sites_roots(env);
	dists_find(env);
	return env;
}

/* Nothing but shoring and what installs it: a hook's own environment, or a tool's. */
static bool
is_of_tool(const struct installed *env)
{
	static const char *const installers[] = {
		"distribute", "pip", "pkg-resources", "setuptools", "shoring", "uv", "wheel",
	};

	for (uint32_t i = 0; i < env->dists.count; i++) {
		bool known = false;

		for (size_t k = 0; k < countof(installers); k++)
			known = known || str_eq(env->dists.at[i].name, str_of(installers[k]));
		if (!known)
			return false;
	}
	return true;
}

/* An environment in the repository's root, by its name. */
static struct installed *
detect(struct arena *a, const struct installed_options *options, const char *name)
{
	struct str path = path_join(a, options->root, str_of(name));
	enum file_kind kind = file_kind(path.at);
	struct buf real = { 0 };
	struct err err;
	bool inside = kind == FILE_DIRECTORY;

	if (kind == FILE_LINK && file_canonical(path.at, &real, &err))
		inside = path_within(buf_text(&real), options->root);
	buf_release(&real);
	if (!inside || file_kind(path_join(a, path, STR("pyvenv.cfg")).at) != FILE_REGULAR)
		return NULL;
	return open_at(a, options, path, str_of(name));
}

/* The one that the user's shell is in. */
static struct installed *
active(struct arena *a, const struct installed_options *options)
{
	struct installed *env;

	if (options->active.len == 0 || options->active.at[0] != '/')
		return NULL;
	env = open_at(a, options, options->active, STR("$VIRTUAL_ENV"));
	if (env == NULL || is_of_tool(env))
		return NULL;
	if (options->root.len > 1 && path_within(env->base, options->root) &&
	    env->base.len > options->root.len)
		env->name = (struct str){
			env->base.at + options->root.len + 1, env->base.len - options->root.len - 1
		};
	return env;
}

bool
installed_open(struct installed **out, struct arena *a, const struct installed_options *options,
               struct err *err)
{
	static const char *const usual[] = { ".venv", "venv", "env" };
	struct str path = options->configured;

	*out = NULL;
	if (path.len > 0) {
		if (path.at[0] != '/')
			path = path_join(a, options->root, path);
		*out = open_at(a, options, path, options->configured);
		if (*out != NULL)
			return true;
		if (file_kind(str_keep(a, path).at) == FILE_NONE)
			return err_set(
				err,
				"there is no `" STR_FMT "`: make that environment, "
				"correct the path, or take the key out",
				STR_ARG(options->configured));
		return err_set(
			err,
			"`" STR_FMT "` is no environment: there is no site-packages in it; "
			"give the folder of a venv, or a site-packages",
			STR_ARG(options->configured));
	}
	for (size_t i = 0; i < countof(usual) && *out == NULL; i++)
		*out = detect(a, options, usual[i]);
	if (*out == NULL)
		*out = active(a, options);
	return true;
}

struct str
installed_name(const struct installed *env)
{
	return env->name;
}

unsigned
installed_python(const struct installed *env)
{
	return env->python;
}

bool
installed_has_system(const struct installed *env)
{
	return env->with_system;
}
