/*
 * chains.c - names, strings and comments of a Python file, one after the other.
 */
#include "imports/chains.h"

#include "common/reread.h"

/* Past the string that starts at the quote `at`. *sure: it ends there; a string with code in it may hold
 * its own quotes (PEP 701). */
static size_t
skip_string(struct str text, size_t at, bool *sure)
{
	int depth = 0;

	*sure = true;
	char quote = text.at[at];
	bool three = at + 2 < text.len && text.at[at + 1] == quote && text.at[at + 2] == quote;

	for (at += three ? 3 : 1; at < text.len; at++) {
		depth += (text.at[at] == '{') - (text.at[at] == '}');
		*sure = depth <= 0;
		if (text.at[at] == '\\') {
			at++;
		} else if (text.at[at] == quote && !three) {
			return at + 1;
		} else if (text.at[at] == quote && at + 2 < text.len && text.at[at + 1] == quote &&
		           text.at[at + 2] == quote) {
			return at + 3;
		} else if (text.at[at] == '\n' && !three) {
			return at;
		}
	}
	return text.len;
}

/* "f", "Rb": what may stand before a string. */
static bool
is_prefix(struct str word, bool *format)
{
	*format = false;
	for (size_t i = 0; i < word.len; i++) {
		char c = (char)(word.at[i] | 0x20);

		if (c != 'r' && c != 'b' && c != 'u' && c != 'f' && c != 't')
			return false;
		*format = *format || c == 'f' || c == 't';
	}
	return word.len <= 2;
}

/* Does the string name what is looked for? */
static bool
names(struct str string, bool format, struct str first, struct str dotted)
{
	if (format && reread_mentions(string, first))
		return true;
	return reread_mentions(string, dotted);
}

/* From a letter on: words with dots between. */
static size_t
chain_end(struct str text, size_t at)
{
	for (;;) {
		while (at < text.len && char_is_word(text.at[at]))
			at++;
		if (at + 1 >= text.len || text.at[at] != '.' || !char_is_word(text.at[at + 1]) ||
		    char_is_digit(text.at[at + 1]))
			return at;
		at++;
	}
}

bool
chains_each(struct str text, struct str first, struct str dotted,
            bool (*fn)(void *ctx, const struct chain_text *chain), void *ctx)
{
	bool dot = false; /* the last token is one */

	for (size_t at = 0; at < text.len;) {
		char c = text.at[at];
		size_t end = at + 1;
		bool sure;

		if (c == '#') {
			while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
				end++;
		} else if (c == '"' || c == '\'') {
			end = skip_string(text, at, &sure);
			if (names((struct str){ text.at + at, end - at }, false, first, dotted))
				return false;
			dot = false;
		} else if (char_is_word(c)) {
			struct chain_text chain = { .start = at, .attribute = dot };
			bool format;

			end = chain_end(text, at);
			chain.text = (struct str){ text.at + at, end - at };
			dot = false;
			if (end < text.len && (text.at[end] == '"' || text.at[end] == '\'') &&
			    is_prefix(chain.text, &format)) {
				at = end;
				end = skip_string(text, at, &sure);
				if ((format && !sure) ||
				    names((struct str){ text.at + at, end - at }, format, first,
				          dotted))
					return false;
			} else if (!fn(ctx, &chain)) {
				return false;
			}
		} else if (c == '.') {
			dot = true;
		} else if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\\') {
			dot = false;
		}
		at = end;
	}
	return true;
}
