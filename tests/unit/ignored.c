/*
 * ignored.c - what the walk of scan/ finds, and what it leaves out, for test_gitignore.py and test_tracked.py.
 *
 * usage: ignored ROOT: the files of a walk, each with a NUL after it.
 *        ignored ROOT -: for each path on standard input (a NUL after each), '1' or '0'.
 *        ignored ROOT + [CACHE]: the files that git tracks and would list, each with a NUL after it, and in front of it
 *        '1' where it was looked at and is a file, '2' where it was and is none, '0' where it was not;
 *        exit code 3 where that is in doubt.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "scan/tracked.h"

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

static void
show(char mark, struct str path)
{
	putchar(mark);
	fwrite(path.at, 1, path.len, stdout);
	putchar('\0');
}

static int
list_tracked(struct arena *a, struct str root, const char *cache)
{
	const struct list_options options = {
		.root = root, .jobs = 2, .cache = cache, .since = file_now()
	};
	struct tracked tracked;

	if (!tracked_list(&tracked, a, &options))
		return 3;
	for (uint32_t i = 0; i < tracked.paths.count; i++) {
		bool file = tracked.looks[i].kind == FILE_REGULAR;

		show(!tracked.looked[i] ? '0' : file ? '1' : '2', tracked.paths.at[i]);
	}
	for (uint32_t i = 0; i < tracked.others.count; i++)
		show('0', tracked.others.at[i]);
	return 0;
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
	int code = 0;
	if (argc > 2 && argv[2][0] == '+') {
		code = list_tracked(&a, root, argc > 3 ? argv[3] : NULL);
	} else if (argc > 2) {
		answer(&a, root);
	} else if (walk_files(&paths, &unlisted, &a, root, STR(""), &err)) {
		for (uint32_t i = 0; i < paths.count; i++) {
			fwrite(paths.at[i].at, 1, paths.at[i].len, stdout);
			putchar('\0');
		}
	} else {
		fprintf(stderr, "%s\n", err.text);
		code = 1;
	}
	arena_release(&a);
	return code;
}
