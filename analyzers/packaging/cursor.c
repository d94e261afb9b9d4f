/*
 * cursor.c - going through the text of a requirement.
 */
#include "packaging/cursor.h"

#include "packaging/text.h"

char
cursor_peek(const struct cursor *c)
{
	return text_at(c->text, c->i);
}

bool
cursor_at_end(const struct cursor *c)
{
	return c->i >= c->text.len;
}

struct str
cursor_rest(const struct cursor *c)
{
	return str_from(c->text, c->i);
}

void
cursor_skip_blanks(struct cursor *c)
{
	while (cursor_peek(c) == ' ' || cursor_peek(c) == '\t')
		c->i++;
}

bool
cursor_skip(struct cursor *c, char what)
{
	if (cursor_at_end(c) || cursor_peek(c) != what)
		return false;
	c->i++;
	return true;
}

bool
cursor_fail(struct cursor *c, size_t at, const char *why)
{
	c->at = at;
	return err_set(c->err, "%s", why);
}
