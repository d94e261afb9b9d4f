/*
 * interest.c - a text is searched for the names that its imports bind.
 */
#include "grammars/python/interest.h"

#include "base/bytes.h"
#include "grammars/python/lex.h"

/* Modules, or first names, that the makers of facts ask for. */
static const char *const roots[] = {
	"__import__", "builtins", "contextlib", "importlib", "os",     "pathlib",
	"platform",   "site",     "six",        "sys",       "typing", "typing_extensions",
};

/* Names that mean something by themselves. */
static const char *const words[] = { "__all__", "__slots__", "exit", "quit", "TYPE_CHECKING" };

static void
add(struct interest *set, const char *at, size_t len)
{
	char start[8] = { 0 };
	uint64_t bit;

	memcpy(start, at, len < sizeof(start) ? len : sizeof(start));
	bit = lex_key(start, (uint32_t)len) >> (64 - INTEREST_BITS);
	set->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool
is_root(struct str name, const struct strs *importers)
{
	for (size_t i = 0; i < countof(roots); i++)
		if (str_eq(name, str_of(roots[i])))
			return true;
	for (uint32_t i = 0; i < importers->count; i++)
		if (str_starts(importers->at[i], name) && importers->at[i].len > name.len &&
		    strchr(".:", importers->at[i].at[name.len]) != NULL)
			return true;
	return false;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Is the `import` at `at` one of `from m import`, of whose names none matters? */
static bool
is_dull(struct str text, size_t at, const struct strs *importers)
{
	size_t end = at, start, from, len;

	while (end > 0 && is_blank(text.at[end - 1]))
		end--;
	for (start = end; start > 0; start--)
		if (text.at[start - 1] != '.' && !lex_in_name(text.at[start - 1]))
			break;
	for (from = start; from > 0 && is_blank(text.at[from - 1]);)
		from--;
	if (start == end || from < 4 || memcmp(text.at + from - 4, "from", 4) != 0 ||
	    (from > 4 && lex_in_name(text.at[from - 5])))
		return false;
	for (len = 0; start + len < end && text.at[start + len] != '.';)
		len++;
	return len == 0 || !is_root((struct str){ text.at + start, len }, importers);
}

/* All names after an `import`, up to what can be no part of it, which is returned: those of other
 * imports up to there are among them. */
static size_t
add_names(struct interest *set, struct str text, size_t at)
{
	bool bracket = false, comment = false;

	while (at < text.len) {
		char c = text.at[at];
		size_t start = at;

		if (lex_in_name(c)) {
			while (lex_in_name(text.at[at]))
				at++;
			add(set, text.at + start, at - start);
			continue;
		}
		comment = c != '\n' && (comment || (c == '#' && bracket));
		if (c == '(')
			bracket = true;
		else if (c == '\\' && !comment)
			at += text.at[at + 1] == '\r' ? 2 : 1;
		else if (!comment && !(c == '\n' && bracket) && strchr(" \t\f\r,.*", c) == NULL)
			return at;
		at++;
	}
	return text.len;
}

void
interest_gather(struct interest *set, struct str text, const struct strs *importers)
{
	const char *end = text.at + text.len, *at = text.at;

	*set = (struct interest){ 0 };
	for (size_t i = 0; i < countof(roots); i++)
		add(set, roots[i], strlen(roots[i]));
	for (size_t i = 0; i < countof(words); i++)
		add(set, words[i], strlen(words[i]));
	for (uint32_t i = 0; i < importers->count; i++)
		add(set, importers->at[i].at, strcspn(importers->at[i].at, ".:"));
	while ((at = bytes_find_pair(at, end, 'm', 'p')) < end) {
		size_t place = (size_t)(at - text.at);

		at += 2;
		if (place < 1 || memcmp(text.at + place - 1, "import", 6) != 0 ||
		    (place > 1 && lex_in_name(text.at[place - 2])) ||
		    lex_in_name(text.at[place + 5]))
			continue;
		if (!is_dull(text, place - 1, importers))
			at = text.at + add_names(set, text, place + 5);
	}
}
