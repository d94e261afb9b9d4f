/*
 * wrap.c - lines that end where the terminal does.
 */
#include "report/show.h"

/* Bytes of the escape sequence that s starts with, as show_paint() and show_link() write them; 0
 * when it starts with none. */
static size_t
sequence_length(struct str s)
{
	if (s.len < 2 || s.at[0] != '\x1b')
		return 0;
	for (size_t i = 2; i < s.len; i++)
		if (s.at[1] == '[' ? s.at[i] == 'm' : s.at[i] == '\\' && s.at[i - 1] == '\x1b')
			return i + 1;
	return s.len;
}

/* Bytes up to the next blank, and the columns that they take. */
static size_t
word_length(struct str s, unsigned *columns)
{
	size_t at = 0;

	*columns = 0;
	while (at < s.len && s.at[at] != ' ') {
		struct str rest = { s.at + at, s.len - at };
		size_t skip = sequence_length(rest);

		if (skip == 0) {
			struct glyph g = show_glyph(rest);

			*columns += g.width;
			skip = g.len;
		}
		at += skip;
	}
	return at;
}

unsigned
show_width(struct str text)
{
	unsigned width = 0, columns;

	for (size_t at = 0; at < text.len; at++) {
		at += word_length((struct str){ text.at + at, text.len - at }, &columns);
		width += columns + (at < text.len);
	}
	return width;
}

void
show_wrapped(struct buf *out, struct str text, unsigned width, unsigned indent)
{
	unsigned column = 0, columns;
	bool any = false; /* a word is on the line */

	if (width == 0) {
		buf_str(out, text);
		return;
	}
	for (size_t at = 0; at < text.len;) {
		size_t blanks = 0;

		while (at + blanks < text.len && text.at[at + blanks] == ' ')
			blanks++;
		struct str rest = { text.at + at + blanks, text.len - at - blanks };
		size_t length = word_length(rest, &columns);

		if (any && column + blanks + columns > width) {
			buf_printf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else {
			buf_put(out, text.at + at, blanks);
			column += (unsigned)blanks;
		}
		buf_put(out, rest.at, length);
		column += columns;
		any |= columns > 0;
		at += blanks + length;
	}
}
