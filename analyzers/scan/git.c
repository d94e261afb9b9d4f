/*
 * git.c - git as a child process that does nothing but answer.
 */
#include "scan/git.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

bool
git_run(const char *dir, const char *index, const char *const args[], struct str input,
        struct buf *out, bool *warned)
{
	static const char *const around[] = {
		"env",
		"-u",
		"GIT_DIR",
		"-u",
		"GIT_WORK_TREE",
		"-u",
		"GIT_INDEX_FILE",
		"-u",
		"GIT_COMMON_DIR",
		"-u",
		"GIT_OBJECT_DIRECTORY",
		"GIT_OPTIONAL_LOCKS=0",
		"GIT_NO_LAZY_FETCH=1",
		"GIT_TERMINAL_PROMPT=0",
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
	struct arena scratch = { 0 };
	struct buf git = { 0 };
	struct err ignored;
	size_t count = 0, more = 0;

	while (args[more] != NULL)
		more++;
	const char **argv =
		arena_array(&scratch, const char *, countof(around) + countof(options) + more + 3);

	for (size_t i = 0; i < countof(around); i++)
		argv[count++] = around[i];
	if (index != NULL)
		argv[count++] = arena_printf(&scratch, "GIT_INDEX_FILE=%s", index);
	/* By its path: `env` would look for it in relative directories, too. */
	bool found = file_program("git", &git);
	argv[count++] = git.at;
	for (size_t i = 0; i < countof(options); i++)
		argv[count++] = options[i];
	for (size_t i = 0; i < more; i++)
		argv[count++] = args[i];
	bool ok = found && file_run(dir, argv, input, out, warned, &ignored);
	buf_release(&git);
	arena_release(&scratch);
	return ok;
}
