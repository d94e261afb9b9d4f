/*
 * strings.c - finds the literals of a Python file by their quotes.
 */
#include "requirements/strings.h"

struct literals {
	struct str text;
	text_word *fn;
	void *ctx;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Does it tell somebody what to install? In French and Spanish, too. */
static bool
tells_to_install(struct str s)
{
	static const char *const words[] = {
		"nstall ", "nstall:", "nstalled", "nstallez ", "nstalar ", "nstala "
	};

	return str_has_any(s, words, countof(words));
}

/* Of a command's words those that start one, and the module after -m; of others URLs alone. All of what tells what to install. */
static void
commands(const struct literals *l, struct str s)
{
	size_t at = 0, last = 0;
	struct str word, before = { "", 0 };
	bool scheme, starts = true, all = tells_to_install(s);

	for (; text_next_word(s, &at, &word, &scheme); last = at, before = word) {
		for (const char *c = s.at + last; c < word.at; c++)
			starts = starts || *c == ';' || *c == '|' || *c == '&';
		starts = starts || str_eq(before, STR("m")) || str_eq(before, STR("run")) ||
		         str_eq(before, STR("exec"));
		if (starts || all || scheme || memchr(word.at, '+', word.len) != NULL)
			l->fn(l->ctx, word, scheme);
		starts = false;
	}
}

/* Code that is written to a file or run elsewhere, and URLs. */
static void
long_text(const struct literals *l, struct str s)
{
	struct str rest = s, line, word;

	while (str_cut(&rest, '\n', &line)) {
		size_t at = 0;
		bool scheme, imports = false;

		for (uint32_t i = 0; text_next_word(line, &at, &word, &scheme); i++) {
			if ((imports && i == 1) || scheme || memchr(word.at, '+', word.len) != NULL)
				l->fn(l->ctx, word, scheme);
			imports = i == 0 &&
			          (str_eq(word, STR("import")) || str_eq(word, STR("from")));
		}
	}
}

/* Is a literal between these places a key, or compared with? */
static bool
is_key(struct str text, size_t start, size_t end)
{
	while (end < text.len && is_blank(text.at[end]))
		end++;
	if (end < text.len && text.at[end] == ':')
		return true;
	while (start > 0 && is_blank(text.at[start - 1]))
		start--;
	if (start < 2)
		return false;
	char before = text.at[start - 2];
	if (text.at[start - 1] == '[')
		return char_is_name(before) || before == ']' || before == ')';
	return text.at[start - 1] == '=' && (before == '=' || before == '!');
}

/* The literal whose first quote is at `quote` and whose text is from `start` to `end`. */
static void
one_line(const struct literals *l, size_t quote, size_t start, size_t end)
{
	struct str s = { l->text.at + start, end - start }, word;
	size_t at = 0, prefix = quote;
	bool scheme;

	for (size_t i = 0; i < s.len; i++)
		if (is_blank(s.at[i])) {
			commands(l, s);
			return;
		}
	while (prefix > 0 && quote - prefix < 2 && char_is_name(l->text.at[prefix - 1]))
		prefix--;
	bool key = is_key(l->text, prefix, end + 1);
	while (text_next_word(s, &at, &word, &scheme))
		if (!key || scheme || memchr(word.at, '+', word.len) != NULL)
			l->fn(l->ctx, word, scheme);
}

static bool
is_triple(struct str text, size_t at)
{
	return at + 2 < text.len && text.at[at + 1] == text.at[at] &&
	       text.at[at + 2] == text.at[at];
}

/* Where the literal's text ends, at its closing quotes, or at the line's or text's end. */
static size_t
end_of(struct str text, size_t start, char quote, bool triple)
{
	size_t i = start;

	for (; i < text.len; i++) {
		if (text.at[i] == '\\')
			i++;
		else if (text.at[i] == quote && (!triple || is_triple(text, i)))
			return i;
		else if (text.at[i] == '\n' && !triple)
			return i;
	}
	return text.len;
}

void
strings_words(struct str text, text_word *fn, void *ctx)
{
	const struct literals l = { text, fn, ctx };

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (c == '#') {
			const char *end = memchr(text.at + i, '\n', text.len - i);
			i = end != NULL ? (size_t)(end - text.at) : text.len;
		} else if (c == '"' || c == '\'') {
			bool triple = is_triple(text, i);
			size_t start = i + (triple ? 3 : 1);
			size_t end = end_of(text, start, c, triple);

			if (triple)
				long_text(&l, (struct str){ text.at + start, end - start });
			else
				one_line(&l, i, start, end);
			i = end + (triple ? 2 : 0);
		}
	}
}
