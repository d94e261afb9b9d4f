/*
 * json.c - writing JSON: punctuation, indentation and escapes.
 */
#include "base/json.h"

#include <inttypes.h>

#include "base/err.h"
#include "base/utf8.h"

static void
json_line(struct json *j)
{
	size_t spaces = (size_t)j->indent * j->depth;

	buf_char(j->out, '\n');
	memset(buf_need(j->out, spaces), ' ', spaces);
	j->out->len += spaces;
	*buf_need(j->out, 0) = '\0';
}

/* What stands between this value and what came before it. */
static void
json_before(struct json *j)
{
	if (j->key) {
		j->key = false;
		return;
	}
	if (j->comma)
		buf_char(j->out, ',');
	if (j->depth > 0 && j->indent > 0)
		json_line(j);
	else if (j->comma)
		buf_char(j->out, ' ');
}

static void
json_open(struct json *j, char bracket)
{
	json_before(j);
	buf_char(j->out, bracket);
	j->depth++;
	j->comma = false;
}

static void
json_close(struct json *j, char bracket)
{
	if (j->depth == 0 || j->key)
		die("JSON that closes what is not open");
	j->depth--;
	if (j->comma && j->indent > 0)
		json_line(j);
	buf_char(j->out, bracket);
	j->comma = true;
}

static void
json_escaped(struct buf *out, unsigned char c)
{
	const char *letters = "btn-fr"; /* for 8 to 13; 11 has none */

	if (c == '"' || c == '\\')
		buf_printf(out, "\\%c", c);
	else if (c >= 8 && c <= 13 && letters[c - 8] != '-')
		buf_printf(out, "\\%c", letters[c - 8]);
	else
		buf_printf(out, "\\u%04x", (unsigned)c);
}

static void
json_quoted(struct buf *out, struct str s)
{
	size_t kept = 0; /* s up to here is written */
	size_t i = 0;

	buf_char(out, '"');
	while (i < s.len) {
		unsigned char c = (unsigned char)s.at[i];
		size_t n = utf8_length((struct str){ s.at + i, s.len - i });

		if (n > 0 && c >= 0x20 && c != '"' && c != '\\') {
			i += n;
			continue;
		}
		buf_put(out, s.at + kept, i - kept);
		if (n == 0)
			buf_str(out, STR("\xEF\xBF\xBD"));
		else
			json_escaped(out, c);
		kept = ++i;
	}
	if (i > kept)
		buf_put(out, s.at + kept, i - kept);
	buf_char(out, '"');
}

void
json_object(struct json *j)
{
	json_open(j, '{');
}

void
json_object_end(struct json *j)
{
	json_close(j, '}');
}

void
json_array(struct json *j)
{
	json_open(j, '[');
}

void
json_array_end(struct json *j)
{
	json_close(j, ']');
}

void
json_key(struct json *j, const char *key)
{
	json_before(j);
	json_quoted(j->out, str_of(key));
	buf_str(j->out, STR(": "));
	j->key = true;
	j->comma = true;
}

void
json_str(struct json *j, struct str s)
{
	json_before(j);
	json_quoted(j->out, s);
	j->comma = true;
}

void
json_text(struct json *j, const char *s)
{
	if (s == NULL)
		json_null(j);
	else
		json_str(j, str_of(s));
}

void
json_uint(struct json *j, uint64_t n)
{
	json_before(j);
	buf_printf(j->out, "%" PRIu64, n);
	j->comma = true;
}

void
json_bool(struct json *j, bool b)
{
	json_before(j);
	buf_str(j->out, b ? STR("true") : STR("false"));
	j->comma = true;
}

void
json_null(struct json *j)
{
	json_before(j);
	buf_str(j->out, STR("null"));
	j->comma = true;
}

void
json_put_str(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	json_str(j, s);
}

void
json_put_name(struct json *j, const char *key, struct str s)
{
	json_key(j, key);
	if (s.len > 0)
		json_str(j, s);
	else
		json_null(j);
}

void
json_put_strs(struct json *j, const char *key, struct strs all)
{
	json_key(j, key);
	json_array(j);
	for (uint32_t i = 0; i < all.count; i++)
		json_str(j, all.at[i]);
	json_array_end(j);
}

void
json_put_uint(struct json *j, const char *key, uint64_t n)
{
	json_key(j, key);
	json_uint(j, n);
}

void
json_put_bool(struct json *j, const char *key, bool b)
{
	json_key(j, key);
	json_bool(j, b);
}
