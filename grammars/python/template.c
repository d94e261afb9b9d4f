/*
 * template.c - whether a text that is no Python is a template of some.
 */
#include "grammars/python/template.h"

#define EXPRESSION_MOST 200 /* bytes between braces */

/* Behind the string that starts with the quote at i. One of one line ends with that; one of several that is not
 * closed is all the rest. */
static size_t
after_string(struct str t, size_t i)
{
	char quote = t.at[i];
	size_t quotes = 1, closed = 0;

	if (i + 2 < t.len && t.at[i + 1] == quote && t.at[i + 2] == quote)
		quotes = 3;
	for (i += quotes; i < t.len && closed < quotes; i++) {
		closed = t.at[i] == quote ? closed + 1 : 0;
		if (t.at[i] == '\\')
			i++;
		else if (t.at[i] == '\n' && quotes == 1)
			return i;
	}
	return i < t.len ? i : t.len;
}

static size_t
line_end(struct str t, size_t i)
{
	const char *end = memchr(t.at + i, '\n', t.len - i);

	return end != NULL ? (size_t)(end - t.at) : t.len;
}

/* What stands behind "{%" or "{{" begins so: "- for", " name". */
static bool
begins_with_name(struct str t, size_t i)
{
	if (i < t.len && (t.at[i] == '-' || t.at[i] == '+'))
		i++;
	while (i < t.len && char_is_gap(t.at[i]))
		i++;
	return i < t.len && char_is_name(t.at[i]) && !char_is_digit(t.at[i]);
}

/* The word that ends before i. */
static struct str
word_before(struct str t, size_t i)
{
	size_t start = i;

	while (start > 0 && char_is_name(t.at[start - 1]))
		start--;
	return str_slice(t, start, i);
}

static struct str
word_at(struct str t, size_t i)
{
	size_t end = i;

	while (end < t.len && char_is_name(t.at[end]))
		end++;
	return str_slice(t, i, end);
}

/* Keywords that an expression in braces may stand beside. */
static bool
may_be_beside(struct str word)
{
	static const char *const words[] = {
		"and",   "as",    "assert", "async", "await",  "del",   "elif", "else",
		"exec",  "for",   "from",   "if",    "in",     "is",    "not",  "or",
		"print", "raise", "while",  "with",  "return", "yield",
	};

	return word.len == 0 || str_is_any(word, words, countof(words));
}

/* Does the "{{" at i begin a part of a name, or stand where only a name can? */
static bool
is_part_of_name(struct str t, size_t i)
{
	static const char *const named[] = { "class", "def", "import" };
	size_t end = i + 2, before = i;
	size_t stop = t.len - i < EXPRESSION_MOST ? t.len : i + EXPRESSION_MOST;

	if (!begins_with_name(t, end))
		return false;
	while (end + 1 < stop && t.at[end] != '\n' && !(t.at[end] == '}' && t.at[end + 1] == '}'))
		end++;
	if (end + 1 >= stop || t.at[end] == '\n')
		return false;
	if (i > 0 && (t.at[i - 1] == '.' || !may_be_beside(word_before(t, i))))
		return true;
	while (before > 0 && char_is_gap(t.at[before - 1]))
		before--;
	return !may_be_beside(word_at(t, end + 2)) ||
	       str_is_any(word_before(t, before), named, countof(named));
}

bool
template_is(struct str text)
{
	for (size_t i = 0; i < text.len;) {
		char c = text.at[i], next = i + 1 < text.len ? text.at[i + 1] : '\0';

		if (c == '#') {
			i = line_end(text, i);
			continue;
		}
		if (c == '"' || c == '\'') {
			i = after_string(text, i);
			continue;
		}
		if (c == '{' && next == '%' && begins_with_name(text, i + 2))
			return str_has(str_from(text, i), STR("%}"));
		if (c == '{' && next == '{' && is_part_of_name(text, i))
			return true;
		i++;
	}
	return false;
}
