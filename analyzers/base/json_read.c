/*
 * json_read.c - a cursor over JSON text.
 */
#include "base/json_read.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/utf8.h"

void
json_start(struct json_cursor *c, struct arena *a, struct str text, struct err *err)
{
	*c = (struct json_cursor){ .a = a, .text = text, .err = err };
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		c->at = 3;
}

bool
json_fail(const struct json_cursor *c, const char *why)
{
	uint32_t line = 1;
	size_t start = 0;

	for (size_t i = 0; i < c->at; i++) {
		if (c->text.at[i] != '\n')
			continue;
		line++;
		start = i + 1;
	}
	size_t column = utf8_count((struct str){ c->text.at + start, c->at - start }) + 1;
	return err_set(c->err, "%u:%zu: %s", (unsigned)line, column, why);
}

/* The next byte that is no blank; 0 at the end. */
static char
peek(struct json_cursor *c)
{
	for (; c->at < c->text.len; c->at++) {
		char next = c->text.at[c->at];

		if (next != ' ' && next != '\t' && next != '\n' && next != '\r')
			return next;
	}
	return '\0';
}

bool
json_enter(struct json_cursor *c)
{
	if (peek(c) != '{')
		return json_fail(c, "an object, `{`, is expected here");
	c->at++;
	c->first = true;
	return true;
}

bool
json_next(struct json_cursor *c, struct str *key, bool *more)
{
	char next = peek(c);

	*more = next != '}';
	if (!*more) {
		c->at++;
		c->first = false;
		return true;
	}
	if (!c->first) {
		if (next != ',')
			return json_fail(c, "`,` or `}` is expected here");
		c->at++;
	}
	c->first = false;
	if (!json_read_str(c, key))
		return false;
	if (peek(c) != ':')
		return json_fail(c, "`:` is expected here");
	c->at++;
	return true;
}

/* The four digits of an escape; false where there are none. */
static bool
read_hex(struct json_cursor *c, uint32_t *out)
{
	*out = 0;
	for (unsigned n = 0; n < 4; n++, c->at++) {
		uint32_t digit = c->at < c->text.len ? char_digit(c->text.at[c->at]) : 16;

		if (digit == 16)
			return false;
		*out = *out * 16 + digit;
	}
	return true;
}

/* After "\u": a character, which two escapes may stand for. */
static bool
read_unicode(struct json_cursor *c, char *out, size_t *len)
{
	uint32_t code, low;

	if (!read_hex(c, &code))
		return json_fail(c, "`\\u` needs four hexadecimal digits");
	if (code >= 0xD800 && code < 0xDC00) {
		struct str rest = { c->text.at + c->at, c->text.len - c->at };

		if (!str_starts(rest, STR("\\u")))
			return json_fail(c, "half of a pair of surrogates");
		c->at += 2;
		if (!read_hex(c, &low) || low < 0xDC00 || low > 0xDFFF)
			return json_fail(c, "half of a pair of surrogates");
		code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
	} else if (code >= 0xDC00 && code < 0xE000) {
		return json_fail(c, "half of a pair of surrogates");
	}
	*len += utf8_put(out + *len, code);
	return true;
}

static bool
read_escape(struct json_cursor *c, char *out, size_t *len)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char next = c->at < c->text.len ? c->text.at[c->at] : '\0';
	const char *found = next != '\0' ? strchr(from, next) : NULL;

	if (next == 'u') {
		c->at++;
		return read_unicode(c, out, len);
	}
	if (found == NULL)
		return json_fail(c, "no such escape");
	c->at++;
	out[(*len)++] = to[found - from];
	return true;
}

/* Where the string that starts at the cursor ends, at most; what is read is never longer. */
static size_t
room_for(const struct json_cursor *c)
{
	size_t i = c->at;

	while (i < c->text.len && c->text.at[i] != '"' && c->text.at[i] != '\n')
		i += c->text.at[i] == '\\' && i + 1 < c->text.len ? 2 : 1;
	return i - c->at + 1;
}

bool
json_read_str(struct json_cursor *c, struct str *out)
{
	if (peek(c) != '"')
		return json_fail(c, "a string is expected here");
	c->at++;

	char *at = arena_array(c->a, char, room_for(c));
	size_t len = 0;
	while (c->at < c->text.len) {
		struct str rest = { c->text.at + c->at, c->text.len - c->at };
		size_t n = utf8_length(rest);

		if (rest.at[0] == '"') {
			c->at++;
			at[len] = '\0';
			*out = (struct str){ at, len };
			return true;
		}
		if (n == 0)
			return json_fail(c, "not UTF-8");
		if ((unsigned char)rest.at[0] < 0x20)
			return json_fail(c, "a string ends with its line");
		if (rest.at[0] == '\\') {
			c->at++;
			if (!read_escape(c, at, &len))
				return false;
			continue;
		}
		memcpy(at + len, rest.at, n);
		len += n;
		c->at += n;
	}
	return json_fail(c, "the string has no end");
}

bool
json_read_uint(struct json_cursor *c, uint32_t *out)
{
	uint64_t n = 0;
	size_t start;

	peek(c);
	for (start = c->at; c->at < c->text.len && n <= UINT32_MAX; c->at++) {
		char d = c->text.at[c->at];

		if (!char_is_digit(d))
			break;
		n = n * 10 + (uint64_t)(d - '0');
	}
	if (c->at == start || n > UINT32_MAX)
		return json_fail(c, "a whole number is expected here");
	*out = (uint32_t)n;
	return true;
}

bool
json_end(struct json_cursor *c)
{
	return peek(c) == '\0' && c->at == c->text.len
	               ? true
	               : json_fail(c, "nothing is expected here");
}
