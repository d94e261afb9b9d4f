/*
 * pep508.c - dependency specifiers, read as the packaging library reads them.
 */
#include "base/arena.h"
#include "grammars/pip.h"

struct cursor {
	struct str text;
	size_t i;
};

static bool
at_end(const struct cursor *c)
{
	return c->i >= c->text.len;
}

static char
peek(const struct cursor *c)
{
	return at_end(c) ? '\0' : c->text.at[c->i];
}

static void
skip_blanks(struct cursor *c)
{
	while (!at_end(c) && char_is_blank(peek(c)))
		c->i++;
}

static bool
is_identifier_char(char c)
{
	return char_is_name(c) || c == '.' || c == '-';
}

/* A name starts with a letter or digit and does not end in '.' or '-'. */
static bool
read_identifier(struct cursor *c, struct str *out)
{
	size_t start = c->i;

	if (!char_is_name(peek(c)) || peek(c) == '_')
		return false;
	while (!at_end(c) && is_identifier_char(peek(c)))
		c->i++;
	if (!char_is_name(c->text.at[c->i - 1]))
		return false;
	*out = str_slice(c->text, start, c->i);
	return true;
}

static bool
read_extras(struct cursor *c, struct arena *a, struct str *out)
{
	char *at = arena_array(a, char, c->text.len - c->i + 1);
	size_t len = 0;

	c->i++;
	skip_blanks(c);
	while (peek(c) != ']') {
		struct str extra;

		if (len > 0) {
			if (peek(c) != ',')
				return false;
			at[len++] = ',';
			c->i++;
			skip_blanks(c);
		}
		if (!read_identifier(c, &extra))
			return false;
		memcpy(at + len, extra.at, extra.len);
		len += extra.len;
		skip_blanks(c);
	}
	c->i++;
	*out = (struct str){ at, len };
	return true;
}

/* The length of the comparison operator here; 0 for none. */
static size_t
operator_length(const struct cursor *c)
{
	static const char *const operators[] = { "===", "==", "~=", "!=", "<=", ">=", "<", ">" };

	for (size_t i = 0; i < countof(operators); i++) {
		struct str op = { operators[i], strlen(operators[i]) };

		if (str_starts(str_from(c->text, c->i), op))
			return op.len;
	}
	return 0;
}

static bool
is_version_char(char c, bool any)
{
	if (any)
		return !char_is_blank(c) && c != ';' && c != ')' && c != ',';
	return char_is_name(c) || (c != '\0' && strchr(".*+!-", c) != NULL);
}

/* Clauses with commas between them; a comma may also stand at the end. */
static bool
read_specifier(struct cursor *c, struct str *out)
{
	size_t start = c->i, end = c->i;

	while (operator_length(c) > 0) {
		size_t len = operator_length(c);

		c->i += len;
		skip_blanks(c);
		size_t version = c->i;
		while (!at_end(c) && is_version_char(peek(c), len == 3))
			c->i++;
		if (c->i == version && len != 3)
			return false;
		end = c->i;
		skip_blanks(c);
		if (peek(c) != ',')
			break;
		c->i++;
		skip_blanks(c);
	}
	*out = str_slice(c->text, start, end);
	return true;
}

static bool
read_parenthesised(struct cursor *c, struct str *out)
{
	c->i++;
	skip_blanks(c);
	if (!read_specifier(c, out) || peek(c) != ')')
		return false;
	c->i++;
	return true;
}

static bool
read_url(struct cursor *c, struct str *out)
{
	c->i++;
	skip_blanks(c);
	size_t start = c->i;
	while (!at_end(c) && !char_is_blank(peek(c)))
		c->i++;
	*out = str_slice(c->text, start, c->i);
	return out->len > 0;
}

bool
pep508_parse(struct arena *a, struct str text, struct pep508 *out)
{
	struct cursor c = { str_trim(text), 0 };
	bool ok;

	*out = (struct pep508){ STR(""), STR(""), STR(""), STR(""), STR("") };
	if (!read_identifier(&c, &out->name))
		return false;
	skip_blanks(&c);
	if (peek(&c) == '[' && !read_extras(&c, a, &out->extras))
		return false;
	skip_blanks(&c);
	if (peek(&c) == '@')
		ok = read_url(&c, &out->url);
	else if (peek(&c) == '(')
		ok = read_parenthesised(&c, &out->specifier);
	else
		ok = read_specifier(&c, &out->specifier);
	skip_blanks(&c);
	if (ok && peek(&c) == ';') {
		out->marker = str_trim(str_from(c.text, c.i + 1));
		return true;
	}
	return ok && at_end(&c);
}
