/*
 * cache.c - `shoring cache clear|info`, and where a project's cache is.
 */
#include "hooks/cache.h"

#include "base/file.h"
#include "base/path.h"
#include "facts_sum.h"
#include "hooks/session.h"
#include "scan/cache_dir.h"
#include "version.h"

#include <stdio.h>
#include <stdlib.h>

/* The directory that the user's caches of all programs are in (XDG Base Directory
 * Specification); NULL when there is none. */
static const char *
user_dir(struct arena *a)
{
	const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	/* The specification has relative ones passed over. */
	if (xdg != NULL && *xdg == '/')
		return arena_printf(a, "%s/shoring", xdg);
	return home != NULL && *home == '/' ? arena_printf(a, "%s/.cache/shoring", home) : NULL;
}

static const char *
cache_dir(struct arena *a, const struct config *c)
{
	if (c->cache.text.len == 0)
		return user_dir(a);
	return str_keep(a, path_join(a, c->root, c->cache.text)).at;
}

const char *
cache_path(struct arena *a, const struct config *c)
{
	const char *dir = cache_dir(a, c);

	return dir == NULL ? NULL
	                   : arena_printf(a, "%s/%016llx" CACHE_SUFFIX, dir,
	                                  (unsigned long long)str_hash(c->root));
}

uint64_t
cache_key(struct arena *a, const struct config *c)
{
	const char *made_by =
		SHORING_VERSION " " TREE_SITTER_VERSION " " TREE_SITTER_PYTHON_VERSION;
	uint64_t key = str_hash(str_of(made_by)) ^ FACTS_SUM;

	key ^= str_hash(c->root);
	for (uint32_t i = 0; i < c->importers.count; i++) {
		struct str importer = c->importers.at[i].text;
		const char *text = arena_printf(
			a, "%llx " STR_FMT, (unsigned long long)key, STR_ARG(importer));

		key = str_hash(str_of(text));
	}
	return key;
}

uint64_t
cache_judging_key(uint64_t key, const struct config *c)
{
	key ^= JUDGING_SUM;
	for (uint32_t i = 0; i < c->mixins.count; i++)
		key = (key ^ str_sum(c->mixins.at[i].text)) * UINT64_C(0x9E3779B97F4A7C15) + i + 1;
	return key;
}

static int
info(const char *dir, const char *path, const struct options *o)
{
	struct cache_sum all = cache_dir_measure(dir);
	struct file_stamp own = { 0 };
	struct buf out = { 0 };

	buf_printf(&out, "directory     %s\n", dir);
	buf_printf(&out, "all projects  %u cache%s, %.1f MB\n", all.files,
	           all.files == 1 ? "" : "s", (double)all.bytes / 1e6);
	if (file_stamp(path, &own))
		buf_printf(&out, "this project  %s, %.1f MB\n", path, (double)own.size / 1e6);
	else
		buf_printf(&out, "this project  none yet\n");
	int status = command_write(o, &out);
	buf_release(&out);
	return status;
}

static int
clear(const char *dir)
{
	struct cache_sum gone;
	struct err err;

	if (!cache_dir_clear(dir, &gone, &err))
		return command_fail(&err);
	printf("%u cache%s cleared, %.1f MB\n", gone.files, gone.files == 1 ? "" : "s",
	       (double)gone.bytes / 1e6);
	return fflush(stdout) == 0 ? EXIT_CLEAN : EXIT_USAGE;
}

static int
cache(struct arena *a, const struct options *o, struct strs operands)
{
	struct strs none = { 0 };
	struct session s = { 0 };
	struct err err;

	if (operands.count != 1 ||
	    (!str_eq(operands.at[0], STR("clear")) && !str_eq(operands.at[0], STR("info")))) {
		err_set(&err,
		        "cache takes one word: `shoring cache info` or `shoring cache clear`");
		return command_fail(&err);
	}
	if (!session_configure(&s, a, o, none, &err))
		return command_fail(&err);

	const char *dir = cache_dir(a, &s.config);
	if (dir == NULL) {
		err_set(&err, "there is no place for a cache: set HOME or XDG_CACHE_HOME");
		return command_fail(&err);
	}
	return str_eq(operands.at[0], STR("clear"))
	               ? clear(dir)
	               : info(dir, cache_path(a, &s.config), o);
}

int
command_cache(const struct options *o, struct strs operands)
{
	struct arena arena = { 0 };
	int status = cache(&arena, o, operands);

	arena_release(&arena);
	return status;
}
