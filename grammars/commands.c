/*
 * commands.c - a shell's line as a row of simple commands.
 */
#include "grammars/commands.h"

#include "base/arena.h"
#include "base/path.h"

static bool
is_assignment(struct str s)
{
	size_t i = 0;

	while (i < s.len && char_is_name(s.at[i]))
		i++;
	return i > 0 && i < s.len && s.at[i] == '=';
}

/* How many words at the start only prepare the command. */
static uint32_t
preparing(const struct command *c)
{
	static const char *const words[] = {
		"exec",  "command", "time", "nohup", "if", "then", "else", "elif",   "do",
		"while", "until",   "!",    "{",     "}",  "fi",   "done", "builtin"
	};
	static const char *const with_options[] = { "sudo", "env" };
	uint32_t i = 0;

	while (i < c->count) {
		struct str word = c->words[i].text;

		if (str_is_any(word, with_options, countof(with_options))) {
			for (i++; i < c->count && str_starts(c->words[i].text, STR("-")); i++)
				i += str_eq(c->words[i].text, STR("-u"));
		} else if (is_assignment(word) || str_is_any(word, words, countof(words))) {
			i++;
		} else {
			break;
		}
	}
	return i < c->count ? i : c->count;
}

bool
command_next(struct word_vec words, uint32_t *next, struct command *out)
{
	while (*next < words.count) {
		uint32_t first = *next, end = first, skip;

		while (end < words.count && !words.at[end].op)
			end++;
		*next = end + 1;
		*out = (struct command){ words.at + first, end - first };
		skip = preparing(out);
		*out = (struct command){ out->words + skip, out->count - skip };
		if (out->count > 0)
			return true;
	}
	return false;
}

struct word_vec
command_unwrap(const struct splitter *s, struct word_vec words)
{
	static const char *const shells[] = { "sh", "bash", "ash", "dash", "zsh", "ksh" };
	struct splitter inner = *s;
	uint32_t i = 1;

	inner.mode = WORDS_SHELL;
	if (words.count < 3 || !str_is_any(path_base(words.at[0].text), shells, countof(shells)))
		return words;
	while (i < words.count && str_starts(words.at[i].text, STR("-")) &&
	       memchr(words.at[i].text.at, 'c', words.at[i].text.len) == NULL)
		i++;
	if (i + 1 >= words.count || !str_starts(words.at[i].text, STR("-")))
		return words;

	const struct word script = words.at[i + 1];
	const struct splice text = { script.text, NULL, 0 };
	struct word_vec inside = words_split(&inner, &text);
	/* Quotes and escapes are gone: only the place of the whole is known. */
	for (uint32_t k = 0; k < inside.count; k++) {
		inside.at[k].start = script.start;
		inside.at[k].end = script.end;
	}
	return inside;
}

void
commands_add(const struct manifest *m, struct word_vec words, struct str key)
{
	struct command c;
	uint32_t next = 0;

	while (command_next(words, &next, &c)) {
		struct span span = manifest_span(m, c.words[0].start, c.words[c.count - 1].end);

		manifest_directive(
			m, DIRECTIVE_COMMAND, span, key, words_join(m->a, c.words, c.count, '\n'));
	}
}
