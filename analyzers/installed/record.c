/*
 * record.c - the files that a distribution installed ("recording installed projects", RECORD;
 * setuptools' installed-files.txt).
 */
#include "base/arena.h"
#include "base/path.h"
#include "installed/inside.h"

/* The first field of a line of CSV; what is quoted is put into `quoted` where it has quotes. */
static struct str
first_field(struct str line, struct buf *quoted)
{
	struct str rest = line, field = line;

	if (line.len == 0 || line.at[0] != '"') {
		(void)str_cut(&rest, ',', &field);
		return field;
	}
	buf_clear(quoted);
	for (size_t i = 1; i < line.len; i++) {
		if (line.at[i] == '"' && (i + 1 == line.len || line.at[++i] != '"'))
			break;
		buf_char(quoted, line.at[i]);
	}
	return buf_text(quoted);
}

static void
each_recorded(struct str text, void (*fn)(void *ctx, struct str path), void *ctx)
{
	struct str rest = text, line;
	struct buf quoted = { 0 };

	while (str_cut(&rest, '\n', &line)) {
		struct str path = first_field(line, &quoted);

		if (path.len > 0)
			fn(ctx, path);
	}
	buf_release(&quoted);
}

/* From the egg-info's own directory. */
static void
each_listed(struct str text, void (*fn)(void *ctx, struct str path), void *ctx)
{
	struct str rest = text, line;

	while (line_cut(&rest, &line))
		if (str_starts(line, STR("../")) && line.len > 3)
			fn(ctx, (struct str){ line.at + 3, line.len - 3 });
}

bool
record_each(struct installed *env, const struct dist *dist, void (*fn)(void *ctx, struct str path),
            void *ctx)
{
	struct arena *a = env->arena;
	struct str text;

	if (dist->form == DIST_INFO) {
		if (!files_read(env, path_join(a, dist->path, STR("RECORD")), &text))
			return false;
		each_recorded(text, fn, ctx);
		return true;
	}
	if (dist->form == EGG_FILE ||
	    !files_read(env, path_join(a, dist->path, STR("installed-files.txt")), &text))
		return false;
	each_listed(text, fn, ctx);
	return true;
}
