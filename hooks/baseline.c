/*
 * baseline.c - where known findings are kept, and how the file is rewritten.
 */
#include "hooks/baseline.h"

#include "base/file.h"
#include "base/path.h"
#include "hooks/session.h"

#include <stdio.h>

#define BASELINE_LIMIT ((size_t)256 << 20) /* bytes */
#define BASELINE_NAME  "shoring-baseline.json"

/* Is the file, or the folder that it will be written to, inside the root once links are
 * followed? */
static bool
is_inside(struct arena *a, struct str root, const char *path)
{
	struct buf real = { 0 };
	struct err ignored;
	struct str dir = path_dir(str_of(path));
	const char *what = file_kind(path) != FILE_NONE ? path : str_keep(a, dir).at;
	bool inside = file_canonical(what, &real, &ignored) &&
	              path_within(buf_text(&real), root.len == 1 ? STR("") : root);

	buf_release(&real);
	return inside;
}

/* Where the baseline is; false when a file of the project would be one outside of it. */
static bool
find_file(const struct session *s, const struct options *o, struct baseline_file *out,
          struct err *err)
{
	struct arena *a = s->arena;
	struct str configured = s->config.baseline.text;

	if (o->baseline.len > 0) {
		out->shown = o->baseline;
		out->path = str_keep(a, o->baseline).at;
		return true;
	}
	out->shown = configured.len > 0 ? configured : STR(BASELINE_NAME);
	out->path = arena_printf(a, STR_FMT "/" STR_FMT, STR_ARG(s->root), STR_ARG(out->shown));
	return is_inside(a, s->root, out->path) ||
	       (configured.len == 0 && file_kind(out->path) == FILE_NONE) ||
	       err_set(err, "the baseline " STR_FMT " is not inside the project",
	               STR_ARG(out->shown));
}

static bool
read_file(const struct session *s, const struct options *o, struct baseline_file *out,
          struct err *err)
{
	struct buf text = { 0 };
	bool ok = file_read(out->path, BASELINE_LIMIT, &text, err);

	if (ok) {
		out->text = str_keep(s->arena, buf_text(&text));
		ok = baseline_read(&out->known, s->arena, out->text, o->write_baseline, err) ||
		     err_wrap(err, STR_FMT, STR_ARG(out->shown));
	}
	buf_release(&text);
	return ok;
}

static bool
check_options(const struct options *o, struct err *err)
{
	if (o->no_baseline && (o->baseline.len > 0 || o->write_baseline))
		return err_set(err, "--no-baseline does not go together with --%s",
		               o->write_baseline ? "write-baseline" : "baseline");
	return true;
}

bool
baseline_open(struct session *s, const struct options *o, struct err *err)
{
	struct baseline_file *file = arena_new(s->arena, struct baseline_file);

	file->asked = o->baseline.len > 0 || s->config.baseline.text.len > 0;
	s->baseline = NULL;
	if (!check_options(o, err))
		return false;
	if (o->no_baseline)
		return true;
	baseline_new(&file->known, s->arena);
	if (!find_file(s, o, file, err))
		return false;
	if (file_kind(file->path) == FILE_NONE) {
		s->baseline = o->write_baseline ? file : NULL;
		return o->write_baseline || !file->asked ||
		       err_set(err,
		               "there is no baseline " STR_FMT
		               " yet: `shoring check --write-baseline` makes it",
		               STR_ARG(file->shown));
	}
	if (!read_file(s, o, file, err))
		return false;
	s->baseline = file;
	return true;
}

static void
say(const struct baseline_file *file, uint32_t fresh, bool written)
{
	uint32_t gone = file->known.gone, left = file->known.rows.count - gone;

	if (left == 0 && gone == 0 && file->text.len == 0 && !written) {
		fprintf(stderr, "shoring: there is nothing to put into " STR_FMT "\n",
		        STR_ARG(file->shown));
		return;
	}
	fprintf(stderr, "shoring: " STR_FMT " %s %u known finding%s", STR_ARG(file->shown),
	        written ? "now holds" : "holds as before", left, left == 1 ? "" : "s");
	if (written)
		fprintf(stderr, " (%u new, %u gone)", fresh, gone);
	fprintf(stderr, "%s\n", left == 0 && !file->asked ? ": it can be deleted" : "");
}

bool
baseline_keep(struct session *s, const struct options *o, struct settled *settled, struct err *err)
{
	struct baseline_file *file = s->baseline;
	struct buf out = { 0 };
	uint32_t fresh = settled->list.count;
	bool ok = true;

	for (uint32_t i = 0; i < fresh; i++)
		baseline_add(&file->known, &settled->list.at[i]);
	baseline_write(&file->known, &out);
	bool written = !str_eq(buf_text(&out), file->text) &&
	               (file->asked || file->text.len > 0 || file->known.rows.count > 0);
	if (written)
		ok = file_write(file->path, buf_text(&out), err);
	buf_release(&out);
	if (!ok)
		return false;
	if (!o->quiet)
		say(file, fresh, written);
	settled->baselined += fresh;
	settled->list.count = settled->errors = settled->warnings = 0;
	file->known.gone = 0;
	return true;
}

struct str
baseline_note(const struct session *s)
{
	const struct baseline_file *file = s->baseline;

	if (file == NULL || file->known.gone == 0)
		return STR("");
	uint32_t all = file->known.rows.count, gone = file->known.gone;
	const char *text = arena_printf(
		s->arena,
		"%u of the %u known findings in " STR_FMT
		" %s left; `shoring check --write-baseline` drops the %u that %s gone",
		all - gone, all, STR_ARG(file->shown), all - gone == 1 ? "is" : "are", gone,
		gone == 1 ? "is" : "are");
	return str_of(text);
}
