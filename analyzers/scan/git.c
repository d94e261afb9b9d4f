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
