/*
 * answer.c - what a command has to say: a report to where it is wanted, or why there is none.
 */
#include "hooks/command.h"

#include "base/file.h"
#include "base/path.h"

#include <stdio.h>

int
command_fail(const struct err *err)
{
	fprintf(stderr, "shoring: %s\n", err->text);
	return EXIT_USAGE;
}

/* The report to where --output says. */
static int
write_file(struct str output, struct str text)
{
	struct arena a = { 0 };
	const char *path = str_keep(&a, output).at;
	struct str folder = path_dir(output);
	struct err err;
	bool written = false;

	if (file_kind(path) == FILE_DIRECTORY)
		err_set(&err, "--output: %s is a folder: name a file in it", path);
	else if (folder.len > 0 && file_kind(str_keep(&a, folder).at) == FILE_NONE)
		err_set(&err, "--output: there is no folder " STR_FMT, STR_ARG(folder));
	else
		written = file_output(path, text, &err);
	if (!written)
		(void)command_fail(&err);
	arena_release(&a);
	return written ? EXIT_CLEAN : EXIT_USAGE;
}

int
command_write(const struct options *o, const struct buf *text)
{
	struct err err;
	struct str all = buf_text(text);

	if (o->output.len > 0)
		return write_file(o->output, all);
	if ((all.len > 0 && fwrite(all.at, 1, all.len, stdout) != all.len) || fflush(stdout) != 0) {
		err_set(&err, "standard output cannot be written to");
		return command_fail(&err);
	}
	return EXIT_CLEAN;
}
