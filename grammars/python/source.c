/*
 * source.c - a file's bytes become text: encoding, line ends, lines, columns.
 */
#include "grammars/python/source.h"

#include "base/arena.h"
#include "base/bytes.h"
#include "base/utf8.h"
#include "grammars/python/decode.h"

#define BLOCK 64u /* bytes a count of continuation bytes */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\f';
}

/* The next line without its end, as \n, \r\n or \r. */
static struct str
cut_line(struct str *rest)
{
	size_t len = 0;
	struct str line;

	while (len < rest->len && rest->at[len] != '\n' && rest->at[len] != '\r')
		len++;
	line = (struct str){ rest->at, len };
	if (len + 1 < rest->len && rest->at[len] == '\r' && rest->at[len + 1] == '\n')
		len++;
	if (len < rest->len)
		len++;
	*rest = (struct str){ rest->at + len, rest->len - len };
	return line;
}

static bool
is_name_byte(char c)
{
	return char_is_name(c) || c == '-' || c == '.';
}

/* What the line's comment names: ^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+) (PEP 263). */
static bool
coding_of(struct str line, struct str *name)
{
	const struct str word = STR("coding");
	size_t i = 0;

	while (i < line.len && is_blank(line.at[i]))
		i++;
	if (i == line.len || line.at[i] != '#')
		return false;
	for (; i + word.len < line.len; i++) {
		size_t at = i + word.len, start;

		if (line.at[i] != 'c' ||
		    !str_starts((struct str){ line.at + i, line.len - i }, word) ||
		    (line.at[at] != ':' && line.at[at] != '='))
			continue;
		for (start = at + 1; start < line.len; start++)
			if (line.at[start] != ' ' && line.at[start] != '\t')
				break;
		for (at = start; at < line.len && is_name_byte(line.at[at]);)
			at++;
		*name = (struct str){ line.at + start, at - start };
		if (at > start)
			return true;
	}
	return false;
}

/* The second line counts only after a blank one or a comment. */
static bool
declared_coding(struct str bytes, struct str *name)
{
	struct str first = cut_line(&bytes), second = cut_line(&bytes);
	size_t i = 0;

	if (coding_of(first, name))
		return true;
	while (i < first.len && is_blank(first.at[i]))
		i++;
	return (i == first.len || first.at[i] == '#') && coding_of(second, name);
}

static bool
has_lone_return(struct str text)
{
	const char *at = text.at, *end = text.at + text.len;

	while (at < end && (at = memchr(at, '\r', (size_t)(end - at))) != NULL) {
		if (at + 1 == end || at[1] != '\n')
			return true;
		at += 2;
	}
	return false;
}

static struct str
without_lone_returns(struct arena *a, struct str text)
{
	char *copy = arena_copy(a, text.at, text.len);

	for (size_t i = 0; i < text.len; i++)
		if (copy[i] == '\r' && (i + 1 == text.len || copy[i + 1] != '\n'))
			copy[i] = '\n';
	return (struct str){ copy, text.len };
}

static void
count_continuations(struct source *s, struct arena *a)
{
	uint32_t count = 0;
	size_t i = 0;

	s->continuation = arena_array(a, uint32_t, s->text.len / BLOCK + 2);
	for (; i + BLOCK <= s->text.len; i += BLOCK) {
		uint64_t bits = 0;

		s->continuation[i / BLOCK] = count;
		if (!bytes_any_high(s->text.at + i))
			continue;
		for (unsigned at = 0; at < BLOCK; at += 16)
			bits |= (uint64_t)bytes_continuing(s->text.at + i + at) << at;
		count += count_bits(bits);
	}
	s->continuation[i / BLOCK] = count;
	for (; i < s->text.len; i++)
		count += utf8_is_inside(s->text.at[i]);
	s->continuation[s->text.len / BLOCK + 1] = count;
}

/* The text in UTF-8, by the mark, the comment or else as it is. */
static const char *
decode_source(struct source *s, struct arena *a, struct str bytes, bool high)
{
	const struct str mark = STR("\xEF\xBB\xBF");
	struct str name;
	bool marked = str_starts(bytes, mark);
	bool declared;

	if (marked) {
		bytes = (struct str){ bytes.at + mark.len, bytes.len - mark.len };
		s->shift = (uint32_t)mark.len;
	}
	declared = declared_coding(bytes, &name);
	if (declared)
		name = decode_name(a, name);
	if (declared && !decode_is_utf8(name)) {
		if (marked)
			return arena_printf(
				a,
				"the file starts with UTF-8's byte order mark, but says "
				"that its encoding is " STR_FMT,
				STR_ARG(name));
		switch (decode(a, name, bytes, &s->text, &s->origin)) {
		case DECODED:
			return NULL;
		case DECODE_UNKNOWN:
			return arena_printf(
				a, "no source can be in the encoding " STR_FMT, STR_ARG(name));
		case DECODE_BAD:
			return arena_printf(
				a, "not in the encoding it says: " STR_FMT, STR_ARG(name));
		}
	}
	s->text = bytes;
	if (high && utf8_valid(bytes) < bytes.len)
		return arena_printf(a, "not UTF-8 at byte %zu, and no other encoding is declared",
		                    s->shift + utf8_valid(bytes));
	return NULL;
}

const char *
source_open(struct source *out, struct arena *scratch, struct str bytes)
{
	const struct starts *starts = &out->starts;
	const char *why;

	*out = (struct source){ .text = bytes };
	if (bytes.len >= UINT32_MAX / 8)
		return "too large";
	starts_find(&out->starts, scratch, bytes);
	if (starts->nul)
		return "it holds NUL bytes";
	why = decode_source(out, scratch, bytes, starts->high);
	if (why != NULL)
		return why;
	/* It may be another text now: UTF-16, say, may have become one with anything in it. */
	if (out->text.at != bytes.at)
		starts_find(&out->starts, scratch, out->text);
	if (starts->returns && has_lone_return(out->text)) {
		out->text = without_lone_returns(scratch, out->text);
		starts_find(&out->starts, scratch, out->text);
	}
	if (starts->high || out->origin != NULL)
		count_continuations(out, scratch);
	return NULL;
}

static uint32_t
continuations_before(const struct source *s, uint32_t at)
{
	uint32_t count = s->continuation[at / BLOCK];

	if (count == s->continuation[at / BLOCK + 1])
		return count;
	for (uint32_t i = at / BLOCK * BLOCK; i < at; i++)
		count += utf8_is_inside(s->text.at[i]);
	return count;
}

/* Line ends of its block before `at`. */
static uint64_t
ends_before(const struct source *s, uint32_t at)
{
	return s->starts.blocks[at / BLOCK].ends & ((UINT64_C(1) << at % BLOCK) - 1);
}

uint32_t
source_line(const struct source *s, uint32_t at)
{
	return s->starts.blocks[at / BLOCK].lines + count_bits(ends_before(s, at)) + 1;
}

/* Where the line starts that `at` is in. */
static uint32_t
line_start(const struct source *s, uint32_t at)
{
	uint64_t ends = ends_before(s, at);

	return ends != 0 ? at / BLOCK * BLOCK + HIGHEST_BIT_64(ends) + 1
	                 : s->starts.blocks[at / BLOCK].start;
}

/* The column of `at` in a line that starts there. */
static uint32_t
column(const struct source *s, uint32_t at, uint32_t start)
{
	uint32_t bytes = at - start;

	if (s->continuation != NULL)
		bytes -= continuations_before(s, at) - continuations_before(s, start);
	return bytes + 1;
}

static uint32_t
on_disk(const struct source *s, uint32_t at)
{
	return (s->origin != NULL ? s->origin[at] : at) + s->shift;
}

struct span
source_span(const struct source *s, uint32_t start, uint32_t end)
{
	const uint32_t first = line_start(s, start), last = line_start(s, end);
	const uint32_t line = source_line(s, start);

	return (struct span){
		.start = on_disk(s, start),
		.end = on_disk(s, end),
		.line = line,
		.col = column(s, start, first),
		.end_line = last == first ? line : source_line(s, end),
		.end_col = column(s, end, last),
	};
}
