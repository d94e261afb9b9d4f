/*
 * excludes.c - the rules of one repository, and of its user, as gitignore(5) has them; what no rule names.
 */
#include "scan/excludes.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"
#include "scan/git.h"
#include "scan/scan.h"

/* Put the rules of a file before *rules. Links are followed here, and by git. False: it is there and cannot be read. */
static bool
add_rules(struct arena *a, const char *path, const struct ignore_rules **rules)
{
	struct buf text = { 0 };
	struct err ignored;
	bool read = file_read(path, SCAN_SIZE_LIMIT, &text, &ignored);

	if (read)
		*rules = ignore_rules_new(a, *rules, STR(""), str_keep(a, buf_text(&text)));
	buf_release(&text);
	return read || file_kind(path) == FILE_NONE;
}

/* Where git looks when nothing is configured; NULL: nowhere. */
static const char *
usual_file(struct arena *a)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (config != NULL && config[0] != '\0')
		return arena_printf(a, "%s/git/ignore", config);
	return home != NULL ? arena_printf(a, "%s/.config/git/ignore", home) : NULL;
}

/* The user's file; NULL: there is none, or it is somewhere that only git knows. */
static const char *
user_file(struct arena *a, struct str root)
{
	static const char *const args[] = {
		"config", "-z", "--path", "--get", "core.excludesFile", NULL
	};
	struct buf out = { 0 };
	const char *path = NULL;

	if (!git_run(arena_copy(a, root.at, root.len), NULL, args, STR(""), &out, NULL))
		path = usual_file(a);
	else if (out.len > 0 && out.at[0] == '/')
		path = arena_copy(a, out.at, strlen(out.at));
	buf_release(&out);
	return path;
}

const struct ignore_rules *
excludes_read(struct arena *a, struct str root)
{
	const struct ignore_rules *rules = NULL;
	const char *user = user_file(a, root);
	const char *own = arena_printf(a, STR_FMT "/.git/info/exclude", STR_ARG(root));

	return (user == NULL || add_rules(a, user, &rules)) && add_rules(a, own, &rules)
	               ? rules
	               : NULL;
}

bool
excludes_template(struct str path)
{
	const char *end = path.at + path.len, *at = path.at;

	while ((at = memchr(at, '{', (size_t)(end - at))) != NULL && ++at < end)
		if (*at == '{' || *at == '%')
			return true;
	return false;
}

bool
excludes_shadow(struct str path)
{
	return str_starts(path_base(path), STR("._"));
}

bool
excludes_is_filled(struct str name)
{
	static const char *const names[] = {
		"__pycache__", "node_modules", "site-packages",      "dist-packages", ".tox",
		".nox",        ".mypy_cache",  ".ruff_cache",        ".pytest_cache", ".eggs",
		".venv",       ".aws-sam",     ".ipynb_checkpoints", "cdk.out",       ".serverless",
	};

	return str_is_any(name, names, countof(names));
}

struct str
excludes_filled(struct str path)
{
	struct str filled = STR("");

	for (struct str dir = path_dir(path); dir.len > 0; dir = path_dir(dir))
		if (excludes_is_filled(path_base(dir)))
			filled = dir;
	return filled;
}

bool
excludes_is_site(struct str dir)
{
	return str_ends(dir, STR("-packages"));
}
