/*
 * words.c - requirements as words of `RUN pip install a "b>=1"`: where they stand, and one more of them.
 */
#include "requirements/words.h"

static bool
is_among(char c, const char *characters)
{
	return c != '\0' && strchr(characters, c) != NULL;
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'';
}

bool
word_is(struct str text, const struct span *span)
{
	size_t start = span->start, end = span->end, next;
	bool quoted;

	if (end > text.len || start == 0 || start >= end || !is_among(text.at[start - 1], " \t\n"))
		return false;
	quoted = end - start > 2 && is_quote(text.at[start]) && text.at[end - 1] == text.at[start];
	for (size_t i = start + quoted; i < end - quoted; i++)
		if (is_among(text.at[i], "\"'\\$`\r\n"))
			return false;
	next = mend_skip(text, end);
	return next == text.len || (next > end && !is_among(text.at[next], ",]")) ||
	       is_among(text.at[next], "\r\n;&|)");
}

bool
word_same_command(struct str text, const struct span *one, const struct span *two)
{
	for (size_t i = one->end; i < two->start; i++) {
		if (is_among(text.at[i], ";&|#"))
			return false;
		if (text.at[i] != '\n')
			continue;
		size_t end = i;
		while (end > one->end && is_among(text.at[end - 1], " \t\r"))
			end--;
		if (text.at[end - 1] != '\\')
			return false;
	}
	return true;
}

/* Is the row all there is of a line that is continued, or that continues another? */
static bool
has_line(struct str text, const struct span *row)
{
	size_t line = mend_line(text, row->start), end = mend_skip(text, row->end), above = line;

	if (!mend_blank(text, line, row->start))
		return false;
	while (above > 0 && is_among(text.at[above - 1], " \t\r\n"))
		above--;
	if (above == 0 || text.at[above - 1] != '\\')
		return false;
	if (end < text.len && text.at[end] == '\\')
		end = mend_skip(text, end + 1);
	return end == text.len || is_among(text.at[end], "\r\n");
}

static void
put_word(struct buf *out, struct str name, struct str specifier, char quote)
{
	bool quoted = false;

	for (size_t i = 0; i < specifier.len; i++)
		quoted = quoted || is_among(specifier.at[i], " \t<>!*?[]()&|;~");
	if (quoted)
		buf_char(out, quote);
	buf_str(out, name);
	buf_str(out, specifier);
	if (quoted)
		buf_char(out, quote);
}

void
word_beside(struct buf *out, struct str text, const struct span *row, struct str name,
            struct str specifier, bool after)
{
	char quote = is_quote(text.at[row->start]) ? text.at[row->start] : '"';
	size_t line = mend_line(text, row->start);
	bool own = has_line(text, row);

	if (!after)
		put_word(out, name, specifier, quote);
	buf_str(out, own ? STR(" \\") : STR(" "));
	if (own) {
		buf_str(out, mend_eol(text, row->start));
		buf_str(out, (struct str){ text.at + line, row->start - line });
	}
	if (after)
		put_word(out, name, specifier, quote);
}
