/*
 * git.c - git as a child process that does nothing but answer.
 */
#include "scan/git.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

/* A longer configuration is as good as none. */
#define CONFIG_LIMIT ((size_t)64 * 1024)

bool
git_run(const char *dir, const char *index, const char *const args[], struct str input,
        struct buf *out, bool *warned)
{
	struct arena scratch = { 0 };
	const char *const changes[] = {
		"GIT_DIR",
		"GIT_WORK_TREE",
		"GIT_COMMON_DIR",
		"GIT_OBJECT_DIRECTORY",
		"GIT_OPTIONAL_LOCKS=0",
		"GIT_NO_LAZY_FETCH=1",
		"GIT_TERMINAL_PROMPT=0",
		index != NULL ? arena_printf(&scratch, "GIT_INDEX_FILE=%s", index)
			      : "GIT_INDEX_FILE",
		NULL,
	};
	static const char *const options[] = {
		"--no-pager",
		"-c",
		"core.fsmonitor=false",
		"-c",
		"core.hooksPath=/dev/null",
		"-c",
		"core.untrackedCache=false",
	};
	struct err ignored;
	size_t count = 0, more = 0;

	while (args[more] != NULL)
		more++;
	const char **argv = arena_array(&scratch, const char *, countof(options) + more + 2);

	argv[count++] = "git";
	for (size_t i = 0; i < countof(options); i++)
		argv[count++] = options[i];
	for (size_t i = 0; i < more; i++)
		argv[count++] = args[i];
	bool ok = file_run(
		&(struct file_command){ dir, argv, changes }, input, out, warned, &ignored);
	arena_release(&scratch);
	return ok;
}

bool
git_is_plain(struct str config)
{
	static const char *const odd[] = { "worktree", "ignorecase", "precompose" };
	struct buf line = { 0 };
	struct str rest = config, raw;
	bool plain = config.len > 0;

	while (plain && str_cut(&rest, '\n', &raw)) {
		buf_clear(&line);
		for (size_t i = 0; i < raw.len; i++)
			if (!char_is_blank(raw.at[i]))
				buf_char(&line, char_lower(raw.at[i]));
		plain = !str_has_any(buf_text(&line), odd, countof(odd)) &&
		        (!str_has(buf_text(&line), STR("bare")) ||
		         str_eq(buf_text(&line), STR("bare=false")));
	}
	buf_release(&line);
	return plain;
}

bool
git_is_plain_in(struct str root)
{
	struct arena scratch = { 0 };
	struct buf text = { 0 };
	struct err ignored;
	const char *path = arena_printf(&scratch, STR_FMT "/.git/config", STR_ARG(root));
	bool plain = git_is_plain(
		file_read_plain(path, CONFIG_LIMIT, &text, &ignored) ? buf_text(&text) : STR(""));

	buf_release(&text);
	arena_release(&scratch);
	return plain;
}
