/*
 * ignore.c - comments that hide findings, as they are written.
 */
#include "facts/ignore.h"

#include "base/arena.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\f';
}

static bool
is_word(char c)
{
	return char_is_word(c) || c == '-';
}

/* Blanks, and the word after them. */
static bool
take(struct str *rest, struct str word)
{
	struct str after = *rest;

	while (after.len > 0 && is_blank(after.at[0]))
		after = str_from(after, 1);
	if (!str_starts(after, word))
		return false;
	*rest = str_from(after, word.len);
	return true;
}

static bool
ends_here(struct str rest)
{
	return rest.len == 0 || (!is_word(rest.at[0]) && rest.at[0] != '[');
}

bool
ignore_read(struct str text, struct ignore *out)
{
	struct str rest = text;

	*out = (struct ignore){ .list = { NULL, 0 } };
	if (!str_starts(text, STR("#")))
		return false;
	rest = str_from(text, 1);
	if (!take(&rest, STR("shoring:")) || !take(&rest, STR("ignore")))
		return false;
	out->whole_file = str_starts(rest, STR("-file"));
	if (out->whole_file)
		rest = str_from(rest, sizeof("-file") - 1);
	if (rest.len > 0 && is_word(rest.at[0]))
		return false;
	out->len = text.len - rest.len;
	if (!take(&rest, STR("[")))
		return true;

	size_t end = 0;
	while (end < rest.len && rest.at[end] != ']' && rest.at[end] != '#')
		end++;
	if (end == rest.len || rest.at[end] == '#')
		return false;
	out->list = str_slice(rest, 0, end);
	rest = str_from(rest, end + 1);
	out->len = text.len - rest.len;
	return ends_here(rest);
}

struct str
ignore_rules(struct arena *a, struct str list)
{
	char *at = arena_array(a, char, list.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < list.len; i++)
		if (!is_blank(list.at[i]))
			at[len++] = list.at[i];
	return (struct str){ at, len };
}
