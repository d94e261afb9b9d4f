/*
 * mend.c - lines, places and list items in a text.
 */
#include "common/mend.h"

#include "base/utf8.h"
#include "common/reread.h"

struct str
mend_text(struct mend *m, const struct project *p, struct str path)
{
	if (m->path.len == 0 || !str_eq(buf_text(&m->path), path)) {
		buf_clear(&m->path);
		buf_str(&m->path, path);
		(void)reread_file(p, path, &m->bytes);
	}
	return m->bytes.len > 0 ? buf_text(&m->bytes) : STR("");
}

void
mend_release(struct mend *m)
{
	buf_release(&m->bytes);
	buf_release(&m->path);
}

static bool
is_end(char c)
{
	return c == '\n' || c == '\r';
}

size_t
mend_line(struct str text, size_t at)
{
	/* Within "\r\n". */
	if (at > 0 && at < text.len && text.at[at] == '\n' && text.at[at - 1] == '\r')
		at--;
	while (at > 0 && !is_end(text.at[at - 1]))
		at--;
	return at == 0 && str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : at;
}

size_t
mend_line_end(struct str text, size_t at)
{
	while (at < text.len && !is_end(text.at[at]))
		at++;
	return at;
}

size_t
mend_next_line(struct str text, size_t at)
{
	at = mend_line_end(text, at);
	if (at + 1 < text.len && text.at[at] == '\r' && text.at[at + 1] == '\n')
		at++;
	return at < text.len ? at + 1 : at;
}

struct str
mend_eol(struct str text, size_t at)
{
	size_t end = mend_line_end(text, at), next = mend_next_line(text, at);

	if (end == next) {
		/* The last line: as the one before it. */
		end = next = mend_line(text, at);
		while (end > 0 && is_end(text.at[end - 1]) && next - end < 2 &&
		       (next == end || text.at[end - 1] == '\r'))
			end--;
	}
	return end < next ? (struct str){ text.at + end, next - end } : STR("\n");
}

size_t
mend_skip(struct str text, size_t at)
{
	while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\t' || text.at[at] == '\f'))
		at++;
	return at;
}

bool
mend_blank(struct str text, size_t start, size_t end)
{
	return mend_skip(text, start) >= end;
}

/* Go from a place to byte `to`. */
static void
move(struct str text, size_t from, size_t to, uint32_t *line, uint32_t *col)
{
	size_t start = mend_line(text, to);
	uint32_t ends = 0;

	for (size_t i = from < to ? from : to; i < (from < to ? to : from); i++)
		ends += text.at[i] == '\n' ||
		        (text.at[i] == '\r' && (i + 1 == text.len || text.at[i + 1] != '\n'));
	*line = from < to ? *line + ends : *line - ends;
	*col = to > start ? (uint32_t)utf8_count((struct str){ text.at + start, to - start }) + 1
	                  : 1;
}

struct span
mend_span(struct str text, const struct span *near, size_t start, size_t end)
{
	struct span span = { .start = (uint32_t)start, .end = (uint32_t)end };

	span.line = span.end_line = near->line;
	move(text, near->start, start, &span.line, &span.col);
	move(text, near->start, end, &span.end_line, &span.end_col);
	return span;
}

/* After the item: past its comma, if it has one, and blanks. */
static size_t
after_comma(struct str text, size_t end, bool *comma)
{
	size_t at = mend_skip(text, end);

	*comma = at < text.len && text.at[at] == ',';
	return *comma ? mend_skip(text, at + 1) : at;
}

bool
mend_own_line(struct str text, size_t start, size_t end)
{
	size_t line = mend_skip(text, mend_line(text, start));
	bool comma;
	size_t after = after_comma(text, end, &comma);

	if (line < start && text.at[line] == '#')
		line = mend_skip(text, line + 1);
	return line == start &&
	       (after == text.len || is_end(text.at[after]) || text.at[after] == '#');
}

bool
mend_without(struct str text, size_t *start, size_t *end)
{
	bool comma;
	size_t after = after_comma(text, *end, &comma), before = *start;

	if (mend_own_line(text, *start, *end)) {
		*start = mend_line(text, *start);
		*end = mend_next_line(text, *end);
		return true;
	}
	if (comma) {
		*end = after;
		return true;
	}
	while (before > 0 &&
	       (text.at[before - 1] == ' ' || text.at[before - 1] == '\t' ||
	        is_end(text.at[before - 1])))
		before--;
	if (before > 0 && text.at[before - 1] == ',') {
		*start = before - 1;
		return true;
	}
	return before > 0 && (text.at[before - 1] == '[' || text.at[before - 1] == '(') &&
	       after < text.len && (text.at[after] == ']' || text.at[after] == ')');
}
