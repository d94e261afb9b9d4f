/*
 * ignored.c - what the walk of scan/ finds, and what it leaves out, for test_gitignore.py.
 *
 * usage: ignored ROOT: the files of a walk, each with a NUL after it.
 *        ignored ROOT -: for each path on standard input (a NUL after each), '1' or '0'.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "scan/list.h"

static void
answer(struct arena *a, struct str root)
{
	struct buf input = { 0 };
	struct path_vec paths = { 0 };
	struct str rest, path;
	int c;

	while ((c = getchar()) != EOF)
		buf_char(&input, (char)c);
	rest = buf_text(&input);
	while (str_cut(&rest, '\0', &path))
		*vec_push(a, &paths) = path;

	bool *out = arena_array(a, bool, paths.count);
	walk_ignored(root, (struct strs){ paths.at, paths.count }, out);
	for (uint32_t i = 0; i < paths.count; i++)
		putchar(out[i] ? '1' : '0');
	buf_release(&input);
}

int
main(int argc, char **argv)
{
	struct arena a = { 0 };
	struct path_vec paths = { 0 }, unlisted = { 0 };
	struct err err;

	if (argc < 2)
		return 2;
	struct str root = str_of(argv[1]);
	if (argc > 2) {
		answer(&a, root);
	} else if (walk_files(&paths, &unlisted, &a, root, STR(""), &err)) {
		for (uint32_t i = 0; i < paths.count; i++) {
			fwrite(paths.at[i].at, 1, paths.at[i].len, stdout);
			putchar('\0');
		}
	} else {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	arena_release(&a);
	return 0;
}
