/*
 * toml_text.c - checks the bytes of a TOML text and knows the line and column of each.
 */
#include <stdarg.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/utf8.h"
#include "toml_parts.h"

#define BLOCK 128 /* bytes between two marks: a place costs no more than a walk over so many */

/* Line and column of the first byte of a block. */
struct toml_mark {
	uint32_t line, column;
};

static void
step(struct toml_mark *m, char c)
{
	if (c == '\n') {
		m->line++;
		m->column = 1;
	} else if (!utf8_is_inside(c)) {
		m->column++;
	}
}

static struct toml_mark
mark_of(const struct toml_text *t, const char *at)
{
	size_t offset = (size_t)(at - t->body.at);
	struct toml_mark m = t->marks[offset / BLOCK];

	for (size_t i = offset - offset % BLOCK; i < offset; i++)
		step(&m, t->body.at[i]);
	return m;
}

struct doc_place
toml_place(const struct toml_text *t, struct str written)
{
	struct toml_mark first = mark_of(t, written.at);
	struct toml_mark last = mark_of(t, written.at + written.len);
	uint32_t start = (uint32_t)(written.at - t->body.at) + t->shift;

	return (struct doc_place){
		.start = start,
		.end = start + (uint32_t)written.len,
		.line = first.line,
		.column = first.column,
		.end_line = last.line,
		.end_column = last.column,
	};
}

bool
toml_fail(const struct toml_text *t, const char *at, const char *fmt, ...)
{
	struct toml_mark m = mark_of(t, at);
	char why[sizeof(t->err->text)];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(why, sizeof(why), fmt, args);
	va_end(args);
	return err_set(t->err, "%u:%u: %s", (unsigned)m.line, (unsigned)m.column, why);
}

static bool
check_bytes(const struct toml_text *t)
{
	struct str s = t->body;
	size_t bad = utf8_valid(s);

	if (bad < s.len)
		return toml_fail(t, s.at + bad, "byte 0x%02X is not UTF-8",
		                 (unsigned)(unsigned char)s.at[bad]);
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c == '\r' && (i + 1 == s.len || s.at[i + 1] != '\n'))
			return toml_fail(t, s.at + i, "a carriage return without a newline");
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
			return toml_fail(t, s.at + i, "control character U+%04X", (unsigned)c);
	}
	return true;
}

bool
toml_text_init(struct toml_text *t, struct arena *a, struct str text, struct err *err)
{
	struct str bom = STR("\xEF\xBB\xBF");
	struct toml_mark m = { 1, 1 };

	*t = (struct toml_text){ .body = text, .err = err };
	if (str_starts(text, bom)) {
		t->shift = (uint32_t)bom.len;
		t->body.at += bom.len;
		t->body.len -= bom.len;
	}
	t->marks = arena_array(a, struct toml_mark, t->body.len / BLOCK + 1);
	for (size_t i = 0; i <= t->body.len; i++) {
		if (i % BLOCK == 0)
			t->marks[i / BLOCK] = m;
		if (i < t->body.len)
			step(&m, t->body.at[i]);
	}
	return check_bytes(t);
}
