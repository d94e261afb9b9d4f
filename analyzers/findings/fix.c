/*
 * fix.c - which edits are taken, and the files that they make.
 */
#include "findings/fix.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/map.h"
#include "base/names.h"
#include "base/utf8.h"
#include "findings/patch.h"

/* Edits of one file in one turn; more wait for the next. */
#define EDITS_LIMIT 10000

VEC(edit_rows, const struct edit *);

struct fixed_file {
	struct str path;
	struct draft draft;
	const char *closed;    /* why it is left alone; NULL: it is not */
	uint32_t count;        /* findings that are mended in it */
	struct edit_rows turn; /* the edits of this turn, by place */
};

VEC(fixed_files, struct fixed_file *);
VEC(text_rows, struct scan_text);
VEC(note_rows, struct str);

struct fixes {
	struct arena *arena;
	struct str root;
	struct names *names;
	struct map by_path; /* name_id → index in files + 1 */
	struct fixed_files files;
	struct text_rows texts; /* by path */
};

struct fixes *
fixes_new(struct arena *a, struct str root)
{
	struct fixes *f = arena_new(a, struct fixes);

	*f = (struct fixes){ .arena = a, .root = root, .names = names_new(a) };
	return f;
}

bool
fix_is_offered(const struct finding *finding)
{
	if (!finding->safe || finding->edits.count == 0)
		return false;
	for (uint32_t i = 1; i < finding->edits.count; i++)
		if (!str_eq(finding->edits.at[i].file, finding->edits.at[0].file))
			return false;
	return true;
}

/* The absolute path of a file that is really there, and not behind a link, in *out. */
static bool
find_plain(const struct fixes *f, struct str path, struct buf *out)
{
	struct buf real = { 0 };
	struct err err;

	buf_clear(out);
	if (f->root.len > 1)
		buf_str(out, f->root);
	buf_printf(out, "/" STR_FMT, STR_ARG(path));

	bool plain = file_canonical(out->at, &real, &err) &&
	             str_eq(buf_text(&real), buf_text(out)) && file_kind(out->at) == FILE_REGULAR;

	buf_release(&real);
	return plain;
}

/* Does one of the first two lines name another encoding (PEP 263)? */
static bool
names_encoding(struct str text)
{
	struct str line;

	for (int i = 0; i < 2 && str_cut(&text, '\n', &line); i++) {
		static const char *const marks[] = { "coding:", "coding=" };

		if (memchr(line.at, '#', line.len) == NULL)
			continue;
		for (size_t at = 0; at + 7 < line.len; at++) {
			struct str rest = { line.at + at, line.len - at };
			bool mark = memcmp(rest.at, marks[0], 7) == 0 ||
			            memcmp(rest.at, marks[1], 7) == 0;

			if (!mark)
				continue;
			rest = str_skip(str_from(rest, 7));
			return !str_starts(rest, STR("utf")) && !str_starts(rest, STR("UTF")) &&
			       !str_starts(rest, STR("ascii"));
		}
	}
	return false;
}

static bool
has_problem(const struct scanned *file)
{
	return file->facts.problems.count > 0;
}

/* Why the file cannot be changed, its text in *text; NULL: it can. */
static const char *
open_file(const struct fixes *f, const struct scan *scan, struct str path, struct buf *text)
{
	file_id id = scan_file(scan, path);
	struct buf full = { 0 };
	struct err err;
	const char *why = NULL;

	if (id == UINT32_MAX || scan->files.at[id].excluded)
		why = "it is no file of the project";
	else if (!find_plain(f, path, &full))
		why = "it is a symbolic link, or behind one";
	else if (!file_read_plain(full.at, SCAN_SIZE_LIMIT, text, &err))
		why = "it cannot be read";
	else if (str_sum(buf_text(text)) != scan->files.at[id].sum)
		why = "it has changed in the meantime";
	else if (utf8_valid(buf_text(text)) != text->len || names_encoding(buf_text(text)))
		why = "it is not UTF-8";
	else if (has_problem(&scan->files.at[id]))
		why = "a part of it cannot be parsed";
	buf_release(&full);
	return why;
}

static struct fixed_file *
file_of(struct fixes *f, const struct scan *scan, struct str path)
{
	bool fresh;
	uint32_t *at = map_put(f->arena, &f->by_path, names_put(f->names, path), &fresh);
	struct buf text = { 0 };

	if (!fresh)
		return f->files.at[*at - 1];

	struct fixed_file *file = arena_new(f->arena, struct fixed_file);
	file->path = str_keep(f->arena, path);
	file->closed = open_file(f, scan, path, &text);
	if (file->closed == NULL)
		file->draft = draft_new(f->arena, str_keep(f->arena, buf_text(&text)));
	buf_release(&text);
	*vec_push(f->arena, &f->files) = file;
	*at = f->files.count;
	return file;
}

static int
order(const struct edit *a, const struct edit *b)
{
	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	if (a->span.end != b->span.end)
		return a->span.end < b->span.end ? -1 : 1;
	return str_order(a->text, b->text);
}

/* The first edit of the turn that does not come before `edit`. */
static uint32_t
place_of(const struct edit_rows *rows, const struct edit *edit)
{
	uint32_t low = 0, high = rows->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (order(rows->at[middle], edit) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_insertion(const struct edit *edit)
{
	return edit->span.start == edit->span.end;
}

/* May both be done at once, `a` being the first of the two? What meets within a line may be two ends
 * of one comma. */
static bool
can_follow(struct str text, const struct edit *a, const struct edit *b)
{
	uint32_t at = b->span.start;

	if (a->span.end != at)
		return a->span.end < at;
	return (is_insertion(a) && is_insertion(b)) || at == 0 || text.at[at - 1] == '\n';
}

/* Is it among the edits of the turn? */
static bool
is_taken(const struct edit_rows *rows, const struct edit *edit)
{
	uint32_t at = place_of(rows, edit);

	return at < rows->count && order(rows->at[at], edit) == 0;
}

/* Can all edits be done besides those of the turn? *any: one of them is new. */
static bool
can_take(const struct fixed_file *file, struct edits edits, bool *any)
{
	struct str text = file->draft.text;
	const struct edit_rows *rows = &file->turn;

	*any = false;
	if (edits.count > EDITS_LIMIT - rows->count)
		return false;
	for (uint32_t i = 0; i < edits.count; i++) {
		const struct edit *edit = &edits.at[i];
		uint32_t at = place_of(rows, edit);

		if (edit->span.start > edit->span.end || edit->span.end > text.len ||
		    (i > 0 && edits.at[i - 1].span.end > edit->span.start))
			return false;
		if (is_taken(rows, edit))
			continue;
		*any = true;
		if ((at > 0 && !can_follow(text, rows->at[at - 1], edit)) ||
		    (at < rows->count && !can_follow(text, edit, rows->at[at])))
			return false;
	}
	return true;
}

static void
take(struct fixes *f, struct fixed_file *file, const struct edit *edit)
{
	struct edit *kept;
	uint32_t at = place_of(&file->turn, edit);

	if (is_taken(&file->turn, edit))
		return;
	/* The findings end with their turn, and the texts are part of the drafts. */
	kept = arena_new(f->arena, struct edit);
	*kept = *edit;
	kept->text = str_keep(f->arena, edit->text);
	(void)vec_push(f->arena, &file->turn);
	memmove(file->turn.at + at + 1, file->turn.at + at,
	        (file->turn.count - 1 - at) * sizeof(*file->turn.at));
	file->turn.at[at] = kept;
}

static int
by_path(const void *a, const void *b)
{
	return str_order(
		(*(struct fixed_file *const *)a)->path, (*(struct fixed_file *const *)b)->path);
}

/* One edit may take back what another did. */
static bool
is_changed(const struct fixed_file *file)
{
	return file->closed == NULL && !str_eq(file->draft.text, file->draft.original);
}

/* The files in order, and the texts that they make. */
static void
collect(struct fixes *f)
{
	if (f->files.count > 1)
		qsort(f->files.at, f->files.count, sizeof(*f->files.at), by_path);
	f->texts.count = 0;
	for (uint32_t i = 0; i < f->files.count; i++) {
		const struct fixed_file *file = f->files.at[i];

		*map_put(f->arena, &f->by_path, names_put(f->names, file->path), NULL) = i + 1;
		if (is_changed(file))
			*vec_push(f->arena, &f->texts) =
				(struct scan_text){ .path = file->path, .text = file->draft.text };
	}
}

uint32_t
fixes_take(struct fixes *f, const struct scan *scan, struct finding_list list)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < list.count; i++) {
		const struct finding *finding = &list.at[i];
		bool any;

		if (!fix_is_offered(finding))
			continue;
		struct fixed_file *file = file_of(f, scan, finding->edits.at[0].file);
		if (file->closed != NULL || !can_take(file, finding->edits, &any))
			continue;
		for (uint32_t e = 0; e < finding->edits.count; e++)
			take(f, file, &finding->edits.at[e]);
		file->count += any;
		count += any;
	}
	for (uint32_t i = 0; i < f->files.count; i++) {
		struct fixed_file *file = f->files.at[i];

		if (file->turn.count > 0)
			draft_edit(&file->draft, f->arena, file->turn.at, file->turn.count);
		file->turn.count = 0;
	}
	collect(f);
	return count;
}

bool
fixes_hold(struct fixes *f, const struct scan *scan)
{
	bool hold = true;

	for (uint32_t i = 0; i < f->files.count; i++) {
		struct fixed_file *file = f->files.at[i];
		file_id id = scan_file(scan, file->path);

		if (!is_changed(file) || (id != UINT32_MAX && !has_problem(&scan->files.at[id])))
			continue;
		file->closed = "it could not be parsed any more";
		hold = false;
	}
	collect(f);
	return hold;
}

struct scan_texts
fixes_texts(const struct fixes *f)
{
	return (struct scan_texts){ f->texts.at, f->texts.count };
}

struct strs
fixes_notes(const struct fixes *f)
{
	struct note_rows notes = { 0 };

	for (uint32_t i = 0; i < f->files.count; i++) {
		const struct fixed_file *file = f->files.at[i];

		if (file->closed == NULL)
			continue;
		const char *text = arena_printf(
			f->arena, STR_FMT " was not fixed: %s", STR_ARG(file->path), file->closed);
		*vec_push(f->arena, &notes) = str_of(text);
	}
	return (struct strs){ notes.at, notes.count };
}

uint32_t
fixes_files(const struct fixes *f)
{
	return f->texts.count;
}

uint32_t
fixes_count(const struct fixes *f)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < f->files.count; i++)
		count += is_changed(f->files.at[i]) ? f->files.at[i]->count : 0;
	return count;
}

void
fixes_diff(const struct fixes *f, struct buf *out)
{
	for (uint32_t i = 0; i < f->files.count; i++)
		if (is_changed(f->files.at[i]))
			draft_diff(&f->files.at[i]->draft, f->files.at[i]->path, out);
}

static bool
write_file(const struct fixes *f, const struct fixed_file *file, struct err *err)
{
	struct buf full = { 0 }, text = { 0 };
	bool ok = false;

	if (!find_plain(f, file->path, &full))
		err_set(err, STR_FMT ": it is not the file that it was", STR_ARG(file->path));
	else if (!file_read_plain(full.at, SCAN_SIZE_LIMIT, &text, err))
		;
	else if (!str_eq(buf_text(&text), file->draft.original))
		err_set(err, STR_FMT ": it has changed in the meantime", STR_ARG(file->path));
	else
		ok = file_write_plain(full.at, file->draft.text, err);
	buf_release(&full);
	buf_release(&text);
	return ok;
}

bool
fixes_write(const struct fixes *f, uint32_t *written, struct err *err)
{
	bool all = true;

	*written = 0;
	for (uint32_t i = 0; i < f->files.count; i++) {
		struct err why;

		if (!is_changed(f->files.at[i]))
			continue;
		if (write_file(f, f->files.at[i], &why)) {
			(*written)++;
		} else {
			if (all)
				*err = why;
			all = false;
		}
	}
	return all;
}
