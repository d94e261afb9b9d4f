/*
 * toml_scalar.c - TOML strings, numbers, booleans, dates and keys, strictly as TOML 1.0 has them.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/utf8.h"
#include "toml_parts.h"

/* "\uXXXX" and "\UXXXXXXXX": *in stands on the letter, and then behind the last digit. */
static bool
unescape_unicode(const struct toml_text *t, const char **in, const char *end, char **out)
{
	unsigned digits = **in == 'u' ? 4 : 8;
	const char *at = *in + 1;
	uint32_t c = 0;

	for (unsigned i = 0; i < digits; i++, at++) {
		if (at == end || char_digit(*at) == 16)
			return toml_fail(
				t, *in - 1, "\\%c needs %u hexadecimal digits", **in, digits);
		c = c << 4 | char_digit(*at);
	}
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return toml_fail(t, *in - 1, "U+%04X is no character", (unsigned)c);
	*out += utf8_put(*out, c);
	*in = at;
	return true;
}

/* Behind the white space after a backslash at a line's end; NULL if there is no line end. */
static const char *
skip_line_end(const char *at, const char *end)
{
	while (at < end && char_is_gap(*at))
		at++;
	if (at == end || (*at != '\n' && *at != '\r'))
		return NULL;
	while (at < end && (char_is_gap(*at) || *at == '\n' || *at == '\r'))
		at++;
	return at;
}

/* *in stands behind a backslash. */
static bool
unescape(const struct toml_text *t, const char **in, const char *end, char **out)
{
	static const char letters[] = "btnfr\"\\", values[] = "\b\t\n\f\r\"\\";
	const char *letter;

	if (*in < end && (**in == 'u' || **in == 'U'))
		return unescape_unicode(t, in, end, out);
	letter = *in < end ? memchr(letters, **in, sizeof(letters) - 1) : NULL;
	if (letter == NULL)
		return toml_fail(t, *in - 1, "unknown escape sequence");
	*(*out)++ = values[letter - letters];
	(*in)++;
	return true;
}

/* What stands between the quotes of a basic string. The value is never longer than that. */
static bool
read_basic(const struct toml_text *t, struct arena *a, struct str inner, bool lines,
           struct str *out)
{
	const char *in = inner.at, *end = inner.at + inner.len;
	char *to = arena_array(a, char, inner.len + 1);

	out->at = to;
	while (in < end) {
		char c = *in++;
		const char *next;

		if (c == '\r')
			continue; /* a newline follows: toml_text_init() saw to it */
		if (c != '\\') {
			*to++ = c;
			continue;
		}
		next = lines ? skip_line_end(in, end) : NULL;
		if (next != NULL)
			in = next;
		else if (!unescape(t, &in, end, &to))
			return false;
	}
	*to = '\0';
	out->len = (size_t)(to - out->at);
	return true;
}

static struct str
without_returns(struct arena *a, struct str inner)
{
	char *copy = arena_copy(a, inner.at, inner.len), *to = copy;

	for (size_t i = 0; i < inner.len; i++)
		if (inner.at[i] != '\r')
			*to++ = inner.at[i];
	*to = '\0';
	return (struct str){ copy, (size_t)(to - copy) };
}

/* Two quotes may stand at the end, three nowhere; the grammar lets more pass. */
static bool
check_quotes(const struct toml_text *t, struct str inner, char quote)
{
	unsigned run = 0;

	for (size_t i = 0; i < inner.len; i++) {
		if (inner.at[i] == '\\' && quote == '"') {
			run = 0;
			i++;
		} else if (inner.at[i] != quote) {
			run = 0;
		} else if (++run == 3) {
			return toml_fail(t, inner.at + i - 2, "three quotes inside a string");
		}
	}
	return true;
}

static bool
read_string(const struct toml_text *t, struct arena *a, struct str written, struct str *out)
{
	char quote = written.at[0];
	bool lines = written.len >= 6 && written.at[1] == quote && written.at[2] == quote;
	size_t quotes = lines ? 3 : 1;
	struct str inner = { written.at + quotes, written.len - 2 * quotes };

	if (lines) {
		size_t skip = 0;

		if (!check_quotes(t, inner, quote))
			return false;
		if (inner.len > 1 && inner.at[0] == '\r')
			skip = 2;
		else if (inner.len > 0 && inner.at[0] == '\n')
			skip = 1;
		inner.at += skip;
		inner.len -= skip;
	}
	if (quote == '"')
		return read_basic(t, a, inner, lines, out);
	*out = without_returns(a, inner);
	return true;
}

/* Digits of a base with single underscores between them: how many bytes, 0 if there are none. */
static size_t
digits(struct str s, unsigned base)
{
	size_t i = 0;

	while (i < s.len && char_digit(s.at[i]) < base) {
		i++;
		if (i + 1 < s.len && s.at[i] == '_' && char_digit(s.at[i + 1]) < base)
			i++;
	}
	return i;
}

static bool
read_integer(const struct toml_text *t, struct str written, struct doc *out)
{
	bool minus = written.at[0] == '-', sign = minus || written.at[0] == '+';
	struct str s = str_from(written, sign);
	uint64_t limit = (uint64_t)INT64_MAX + minus, value = 0;
	unsigned base = 10;

	if (s.len > 2 && s.at[0] == '0' && !char_is_digit(s.at[1])) {
		base = s.at[1] == 'x' ? 16 : s.at[1] == 'o' ? 8 : s.at[1] == 'b' ? 2 : 10;
		s = str_from(s, 2);
		if (sign || base == 10)
			return toml_fail(
				t, written.at, "`" STR_FMT "` is no number", STR_ARG(written));
	}
	if (s.len == 0 || digits(s, base) != s.len || (base == 10 && s.len > 1 && s.at[0] == '0'))
		return toml_fail(t, written.at, "`" STR_FMT "` is no number", STR_ARG(written));
	for (size_t i = 0; i < s.len; i++) {
		unsigned digit = char_digit(s.at[i]);

		if (s.at[i] == '_')
			continue;
		if (value > (limit - digit) / base)
			return toml_fail(t, written.at, "`" STR_FMT "` does not fit 64 bits",
			                 STR_ARG(written));
		value = value * base + digit;
	}
	out->kind = DOC_INT;
	out->number = minus ? -(int64_t)(value - (value > 0)) - (value > 0) : (int64_t)value;
	return true;
}

static bool
is_float(struct str s)
{
	size_t n;

	if (s.len > 0 && (s.at[0] == '+' || s.at[0] == '-'))
		s = str_from(s, 1);
	if (str_eq(s, STR("inf")) || str_eq(s, STR("nan")))
		return true;
	n = digits(s, 10);
	if (n == 0 || n == s.len || (n > 1 && s.at[0] == '0'))
		return false;
	s = str_from(s, n);
	if (s.at[0] == '.') {
		n = digits(str_from(s, 1), 10);
		s = str_from(s, 1 + n);
		if (n == 0 || s.len == 0)
			return n > 0;
	}
	if (s.at[0] != 'e' && s.at[0] != 'E')
		return false;
	s = str_from(s, 1);
	if (s.len > 0 && (s.at[0] == '+' || s.at[0] == '-'))
		s = str_from(s, 1);
	return s.len > 0 && digits(s, 10) == s.len;
}

/* Does s start with the shape: '9' is a digit, all else itself? Cuts it off then. */
static bool
take_shape(struct str *s, const char *shape)
{
	size_t len = strlen(shape);

	if (s->len < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (shape[i] == '9' ? !char_is_digit(s->at[i]) : s->at[i] != shape[i])
			return false;
	*s = str_from(*s, len);
	return true;
}

static unsigned
two(const char *at)
{
	return (unsigned)(at[0] - '0') * 10 + (unsigned)(at[1] - '0');
}

static bool
take_date(struct str *s)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const char *at = s->at;
	unsigned year, month, day;

	if (!take_shape(s, "9999-99-99"))
		return false;
	year = two(at) * 100 + two(at + 2);
	month = two(at + 5);
	day = two(at + 8);
	if (month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] ||
	       (month == 2 && day == 29 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static bool
take_time(struct str *s)
{
	const char *at = s->at;

	if (!take_shape(s, "99:99:99") || two(at) > 23 || two(at + 3) > 59 || two(at + 6) > 59)
		return false;
	if (s->len > 0 && s->at[0] == '.') {
		size_t n = 1;

		while (n < s->len && char_is_digit(s->at[n]))
			n++;
		*s = str_from(*s, n);
		return n > 1;
	}
	return true;
}

/* A date, a time, or both with or without an offset (RFC 3339). */
static bool
is_date_time(struct str s)
{
	const char *at;

	if (s.len < 5 || s.at[2] == ':')
		return take_time(&s) && s.len == 0;
	if (!take_date(&s))
		return false;
	if (s.len == 0)
		return true;
	if (s.at[0] != 'T' && s.at[0] != 't' && s.at[0] != ' ')
		return false;
	s = str_from(s, 1);
	if (!take_time(&s))
		return false;
	if (s.len == 0 || (s.len == 1 && (s.at[0] == 'Z' || s.at[0] == 'z')))
		return true;
	at = s.at;
	if (at[0] != '+' && at[0] != '-')
		return false;
	s = str_from(s, 1);
	return take_shape(&s, "99:99") && s.len == 0 && two(at + 1) < 24 && two(at + 4) < 60;
}

bool
toml_scalar_read(const struct toml_text *t, struct arena *a, struct str written, struct doc *out)
{
	char first = written.at[0];

	out->text = written;
	out->kind = DOC_STRING;
	if (first == '"' || first == '\'')
		return read_string(t, a, written, &out->text);
	if (first == 't' || first == 'f') {
		out->kind = DOC_BOOL;
		out->number = first == 't';
		return true;
	}
	if (written.len > 4 &&
	    (written.at[2] == ':' || (written.at[4] == '-' && char_is_digit(first))))
		return is_date_time(written) ||
		       toml_fail(
			       t, written.at, "`" STR_FMT "` is no date or time", STR_ARG(written));
	if (is_float(written)) {
		out->kind = DOC_FLOAT;
		return true;
	}
	return read_integer(t, written, out);
}

static bool
is_bare(char c)
{
	return char_is_name(c) || c == '-';
}

/* Bytes of the key part that s starts with; 0 if there is none. */
static size_t
part_len(struct str s)
{
	size_t n = 0;

	if (s.len > 0 && (s.at[0] == '"' || s.at[0] == '\'')) {
		for (n = 1; n < s.len && s.at[n] != s.at[0]; n++)
			if (s.at[n] == '\\' && s.at[0] == '"')
				n++;
		return n < s.len ? n + 1 : 0;
	}
	while (n < s.len && is_bare(s.at[n]))
		n++;
	return n;
}

bool
toml_key_read(const struct toml_text *t, struct arena *a, struct str written, struct toml_key *out)
{
	struct str rest = written;

	for (out->count = 0;;) {
		struct toml_part *part;
		size_t n = part_len(rest);

		if (n == 0)
			return toml_fail(t, rest.at, "a key is missing");
		if (out->count == countof(out->parts))
			return toml_fail(t, rest.at, "nested more than %d deep", DOC_DEPTH_LIMIT);
		part = &out->parts[out->count++];
		part->written = (struct str){ rest.at, n };
		part->name = part->written;
		if (!is_bare(rest.at[0]) && !read_string(t, a, part->written, &part->name))
			return false;
		rest = str_from(rest, n);
		while (rest.len > 0 && char_is_gap(rest.at[0]))
			rest = str_from(rest, 1);
		if (rest.len == 0)
			return true;
		if (rest.at[0] != '.')
			return toml_fail(t, rest.at, "a dot is missing");
		rest = str_from(rest, 1);
		while (rest.len > 0 && char_is_gap(rest.at[0]))
			rest = str_from(rest, 1);
	}
}
