/*
 * quote.c - finds a line of a file again and shows the part of it that matters.
 *
 * The findings of a file come in order, so each file is read once and walked once, however many
 * findings it has and however long its lines are.
 */
#include "report/quote.h"

#include "findings/source.h"
#include "report/show.h"

/* Columns of a quoted line where no terminal says how many there are, and at least. */
#define QUOTE_WIDTH 96u
#define QUOTE_LEAST 24u
/* Characters without a width that one place may have; more are cut off. */
#define QUOTE_GLYPHS 512u
/* Bytes in which a line's end is looked for at once. */
#define QUOTE_PIECE 256u

static struct str
rest_of(const struct quote *q, size_t at)
{
	return (struct str){ q->text.at + at, q->text.len - at };
}

/* Is there a line end at `at`, or the end of the file? */
static bool
at_end(const struct quote *q, size_t at)
{
	return at >= q->text.len || q->text.at[at] == '\n' || q->text.at[at] == '\r';
}

static void
rewind_to_start(struct quote *q)
{
	q->line = q->col = 1;
	q->at = 0;
}

/* Columns that are left beside a gutter of that many; one is for the mark of a cut. */
static unsigned
width_beside(const struct report *r, unsigned gutter)
{
	if (r->width == 0)
		return QUOTE_WIDTH;
	return r->width > gutter + 2 + QUOTE_LEAST ? r->width - gutter - 2 : QUOTE_LEAST;
}

static void
open_file(struct quote *q, const struct report *r, struct str file)
{
	const struct str mark = STR("\xEF\xBB\xBF");

	buf_clear(&q->bytes);
	q->open = source_read(r->scan, file, &q->bytes);
	q->file = file;
	q->text = buf_text(&q->bytes);
	if (str_starts(q->text, mark))
		q->text = (struct str){ q->text.at + mark.len, q->text.len - mark.len };
	rewind_to_start(q);
}

/* Where the line ends: a piece at a time, since one kind of line end may be far behind the other. */
static size_t
line_end(struct str text, size_t at)
{
	while (at < text.len) {
		size_t len = text.len - at < QUOTE_PIECE ? text.len - at : QUOTE_PIECE;
		const char *end = memchr(text.at + at, '\n', len);

		len = end != NULL ? (size_t)(end - text.at) - at : len;
		if (memchr(text.at + at, '\r', len) != NULL)
			end = memchr(text.at + at, '\r', len);
		if (end != NULL)
			return (size_t)(end - text.at);
		at += len;
	}
	return at;
}

/* Go on to a line and column; false when the file ends before. */
static bool
seek(struct quote *q, uint32_t line, uint32_t col)
{
	while (q->line < line) {
		q->at = line_end(q->text, q->at);
		if (q->at >= q->text.len)
			return false;
		q->at += q->text.at[q->at] == '\r' && q->at + 1 < q->text.len &&
		                         q->text.at[q->at + 1] == '\n'
		                 ? 2
		                 : 1;
		q->line++;
		q->col = 1;
	}
	for (; q->col < col && !at_end(q, q->at); q->col++)
		q->at += show_glyph(rest_of(q, q->at)).len;
	return q->line == line;
}

/* The byte where the character before `at` starts. */
static size_t
step_back(const struct quote *q, size_t at)
{
	for (size_t n = 4; n > 1; n--)
		if (at >= n && show_glyph(rest_of(q, at - n)).len == n)
			return at - n;
	return at - 1;
}

/* What of the line is shown. */
struct window {
	size_t start;
	bool cut;        /* something of the line is before it */
	unsigned before; /* columns from the start to the caret */
	unsigned carets; /* columns */
};

/* Start at most `room` columns before the caret. */
static struct window
window_before(const struct quote *q, unsigned room)
{
	struct window w = { .start = q->at };

	for (unsigned glyphs = 0; w.start > 0 && !at_end(q, w.start - 1); glyphs++) {
		size_t before = step_back(q, w.start);
		unsigned width = show_glyph(rest_of(q, before)).width;

		w.cut = w.before + width > room || glyphs == QUOTE_GLYPHS;
		if (w.cut)
			break;
		w.before += width;
		w.start = before;
	}
	return w;
}

/* The whole line if there is room for it, else what is around the caret. */
static struct window
window_at(const struct quote *q)
{
	struct window w = window_before(q, q->width);
	unsigned columns = w.before, glyphs = 0;

	for (size_t at = q->at; !w.cut && !at_end(q, at) && glyphs < QUOTE_GLYPHS; glyphs++) {
		struct glyph g = show_glyph(rest_of(q, at));

		columns += g.width;
		at += g.len;
		w.cut = columns > q->width;
	}
	return w.cut ? window_before(q, q->width * 7 / 12) : w;
}

/* Write what is in the window; `characters` are to be underlined, UINT32_MAX all to the line's
 * end. */
static void
put_window(const struct quote *q, struct window *w, uint32_t characters, struct buf *out)
{
	unsigned columns = 0, glyphs = 0;

	buf_str(out, w->cut ? STR("…") : STR(""));
	for (size_t at = w->start; !at_end(q, at); glyphs++) {
		struct glyph g = show_glyph(rest_of(q, at));

		if (columns + g.width > q->width || glyphs == 2 * QUOTE_GLYPHS) {
			buf_str(out, STR("…"));
			break;
		}
		if (at >= q->at && characters > 0) {
			w->carets += g.width;
			characters -= characters != UINT32_MAX;
		}
		buf_put(out, g.text, strlen(g.text));
		columns += g.width;
		at += g.len;
	}
	if (w->carets == 0)
		w->carets = 1;
}

static void
put_gutter(struct buf *out, bool color, const char *text, int width)
{
	show_paint(out, color, PAINT_FAINT);
	buf_printf(out, "  %*s |", width, text);
	show_paint(out, color, PAINT_NONE);
	buf_char(out, ' ');
}

void
quote_finding(struct quote *q, const struct report *r, const struct finding *finding,
              struct buf *out)
{
	const struct span *span = &finding->span;
	uint32_t characters = UINT32_MAX;
	char number[16];

	if (!str_eq(q->file, finding->file))
		open_file(q, r, finding->file);
	if (span->line < q->line || (span->line == q->line && span->col < q->col))
		rewind_to_start(q);
	if (!q->open || !seek(q, span->line, span->col))
		return;
	if (span->end_line == span->line)
		characters = span->end_col > span->col ? span->end_col - span->col : 1;

	int width = snprintf(number, sizeof(number), "%u", (unsigned)span->line);
	q->width = width_beside(r, (unsigned)width + 5);
	struct window w = window_at(q);

	put_gutter(out, r->color, number, width);
	put_window(q, &w, characters, out);
	buf_char(out, '\n');
	put_gutter(out, r->color, "", width);
	buf_printf(out, "%*s", (int)(w.before + w.cut), "");
	show_paint(
		out, r->color, finding->severity == SEVERITY_ERROR ? PAINT_ERROR : PAINT_WARNING);
	for (unsigned i = 0; i < w.carets; i++)
		buf_char(out, '^');
	show_paint(out, r->color, PAINT_NONE);
	buf_char(out, '\n');
}

void
quote_release(struct quote *q)
{
	buf_release(&q->bytes);
	*q = (struct quote){ 0 };
}
