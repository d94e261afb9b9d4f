/*
 * strings.c - string and integer literals are evaluated (language reference, "Literals").
 */
#include "grammars/python/strings.h"

#include "base/arena.h"
#include "base/utf8.h"

struct literal {
	struct str body;
	bool raw;
};

/* What is between the quotes. False for bytes, f-strings and what is cut short. */
static bool
split(struct str text, struct literal *out)
{
	size_t i = 0, quotes = 1;

	out->raw = false;
	for (; i < text.len && text.at[i] != '"' && text.at[i] != '\''; i++) {
		if (text.at[i] == 'r' || text.at[i] == 'R')
			out->raw = true;
		else if (text.at[i] != 'u' && text.at[i] != 'U')
			return false;
	}
	if (i + 2 < text.len && text.at[i + 1] == text.at[i] && text.at[i + 2] == text.at[i])
		quotes = 3;
	if (text.len < i + 2 * quotes)
		return false;
	out->body = (struct str){ text.at + i + quotes, text.len - i - 2 * quotes };
	return true;
}

/* A number of `least` to `most` digits to that base, cut off. */
static bool
cut_number(struct str *rest, size_t least, size_t most, unsigned base, uint32_t *out)
{
	size_t i = 0;

	*out = 0;
	while (i < most && i < rest->len && char_digit(rest->at[i]) < base)
		*out = *out * base + char_digit(rest->at[i++]);
	*rest = (struct str){ rest->at + i, rest->len - i };
	return i >= least;
}

/* A character by its number: \ooo, \xhh, \uhhhh, \Uhhhhhhhh. */
static bool
numbered(struct str *rest, char kind, char **to)
{
	size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
	uint32_t c;

	if (kind >= '0' && kind <= '7') {
		if (!cut_number(rest, 1, 3, 8, &c))
			return false;
	} else {
		*rest = (struct str){ rest->at + 1, rest->len - 1 };
		if (!cut_number(rest, digits, digits, 16, &c) || c > 0x10FFFF ||
		    (c >= 0xD800 && c < 0xE000))
			return false;
	}
	*to += utf8_put(*to, c);
	return true;
}

/* The escape after a backslash: its value to `to`, which moves on. An escape is never shorter
 * than its value. */
static bool
escape(struct str *rest, char **to)
{
	static const char letters[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
	const char *letter;
	char kind;

	if (rest->len == 0 || rest->at[0] == '\0' || rest->at[0] == 'N' ||
	    (unsigned char)rest->at[0] >= 0x80)
		return false;
	kind = rest->at[0];
	if (strchr("01234567xuU", kind) != NULL)
		return numbered(rest, kind, to);
	*rest = (struct str){ rest->at + 1, rest->len - 1 };
	if (kind == '\r' && rest->len > 0 && rest->at[0] == '\n')
		*rest = (struct str){ rest->at + 1, rest->len - 1 };
	if (kind == '\r' || kind == '\n')
		return true;
	letter = strchr(letters, kind);
	if (letter != NULL) {
		*(*to)++ = values[letter - letters];
		return true;
	}
	*(*to)++ = '\\';
	*(*to)++ = kind;
	return true;
}

static bool
append(struct literal literal, char **to)
{
	struct str rest = literal.body;

	while (rest.len > 0) {
		char c = rest.at[0];

		rest = (struct str){ rest.at + 1, rest.len - 1 };
		if (c == '\\' && !literal.raw) {
			if (!escape(&rest, to))
				return false;
		} else if (c == '\r') {
			*(*to)++ = '\n';
			if (rest.len > 0 && rest.at[0] == '\n')
				rest = (struct str){ rest.at + 1, rest.len - 1 };
		} else {
			*(*to)++ = c;
		}
	}
	return true;
}

bool
string_value(const struct reader *r, node_id n, struct str *value)
{
	struct literal literal;
	enum node_kind kind = kind_of(r, n);
	node_id end = r->tree->nodes.at[n].next;
	char *at, *to;

	if (kind != NODE_STRING && kind != NODE_STRINGS)
		return false;
	/* The common case: nothing to work out. */
	if (kind == NODE_STRING && split(text_of(r, n), &literal) &&
	    (literal.body.len == 0 ||
	     (memchr(literal.body.at, '\\', literal.body.len) == NULL &&
	      memchr(literal.body.at, '\r', literal.body.len) == NULL))) {
		*value = literal.body;
		return true;
	}
	at = to = arena_array(r->arena, char, text_of(r, n).len + 1);
	for (node_id i = kind == NODE_STRING ? n : n + 1; i < end; i = r->tree->nodes.at[i].next)
		if (kind_of(r, i) != NODE_STRING || !split(text_of(r, i), &literal) ||
		    !append(literal, &to))
			return false;
	*value = (struct str){ at, (size_t)(to - at) };
	return true;
}

bool
integer_value(const struct reader *r, node_id n, uint32_t *value)
{
	struct str rest = text_of(r, n);

	if (kind_of(r, n) != NODE_INTEGER || (rest.len > 1 && rest.at[0] == '0'))
		return false;
	return cut_number(&rest, 1, 9, 10, value) && rest.len == 0;
}
