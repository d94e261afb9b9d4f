/*
 * repair.c - source is scanned token by token, and what the grammar misreads is written over.
 *
 *   lazy import a            ->      import a       PEP 810
 *   t"{x}"                   -> f"{x}"              PEP 750
 *   class C[T = int]         -> class C[T , int]    PEP 696
 *   x[*f()]                  -> x[ f()]             PEP 646
 *   x = a, *[b]              -> x = a,  [b]         a splat of no name, outside of brackets
 *   x: a[1:2], -> a[b](c)    -> x: 1[1:2]           a type is no subscript to the grammar
 *   from __future__ import * -> from __future_x import *
 *   line ends in brackets    -> blanks              a line indented less ends the block else
 *   b'\U'                    -> b'-U'               its scanner takes three bytes for one
 *   comments, continued line ends -> blanks         its scanner is slow on many in a row
 *   indentation of over 200 columns -> a blank a level    the scanner counts to 255
 */
#include "grammars/python/repair.h"

#include "base/arena.h"
#include "grammars/python/rewriter.h"

#define WIDE 200u /* columns */

static bool
is_one_of(struct str word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_eq(word, str_of(*words)))
			return true;
	return false;
}

/* Words that end no expression: a bracket after them starts one. */
static bool
is_keyword(struct str word)
{
	static const char *const keywords[] = {
		"and",    "as",   "assert", "await",   "case",  "class", "def",   "del",
		"elif",   "else", "except", "finally", "for",   "from",  "if",    "import",
		"in",     "is",   "lambda", "match",   "not",   "or",    "print", "raise",
		"return", "try",  "while",  "with",    "yield", NULL,
	};

	return is_one_of(word, keywords);
}

static void
open_square(struct rewriter *w, struct level *level)
{
	static const char *const types[] = { "class", "def", "type", NULL };
	bool after_name = w->last == WORD && !is_keyword(w->word);

	level->types = w->last == WORD && is_one_of(w->before, types);
	level->of_def = w->last == WORD && str_eq(w->before, STR("def"));
	level->subscript = after_name || strchr(")]}\"", w->last) != NULL;
	/* A number in the name's place: its subscript can be no type. */
	if (after_name && w->annotation == w->levels.count + 1 && !w->dotted)
		memset(w->out + (w->word.at - w->in), '1', w->word.len);
}

static bool
open_bracket(struct rewriter *w, char c)
{
	struct level level = { .open = c };

	if (c == '[')
		open_square(w, &level);
	if (c == '(')
		level.of_def = (w->last == WORD && str_eq(w->before, STR("def"))) ||
		               (w->last == ']' && w->types_of_def);
	*vec_push(w->arena, &w->levels) = level;
	w->last = c;
	w->at++;
	return true;
}

static bool
close_bracket(struct rewriter *w, char c)
{
	struct level *level = rewriter_top(w);
	char open = c == ')' ? '(' : c == ']' ? '[' : '{';

	if (level == NULL || (level->open != open && !(c == '}' && level->open == FIELD)))
		return false;
	if (w->annotation > w->levels.count)
		w->annotation = 0;
	w->types_of_def = c == ']' && level->of_def;
	w->levels.count--;
	w->last = c;
	w->at++;
	return true;
}

/* `lazy` before `import` or `from`, where a statement starts. */
static void
lazy_import(struct rewriter *w, size_t start)
{
	size_t at = w->at;

	while (at < w->len && char_is_gap(w->in[at]))
		at++;
	struct str rest = { w->in + at, w->len - at };
	size_t len = str_starts(rest, STR("import")) ? 6 : str_starts(rest, STR("from")) ? 4 : 0;
	if (at == w->at || len == 0 || (rest.len > len && char_is_word(rest.at[len])))
		return;
	*vec_push(w->arena, w->lazy) = (struct extent){ (uint32_t)start, (uint32_t)at };
	memset(w->out + start, ' ', w->at - start);
}

/* A word outside of brackets: what it says of the statement. */
static void
statement_word(struct rewriter *w, size_t start, char last)
{
	bool starts = last == LINE || last == ';' || last == ':';

	w->target =
		(last == LINE || last == ';' || (w->target && last == '.')) && !is_keyword(w->word);
	if (starts && str_eq(w->word, STR("lazy")))
		lazy_import(w, start);
	if (str_eq(w->word, STR("__future__")) && str_eq(w->before, STR("from")))
		w->future = start;
	w->imports_future =
		str_eq(w->word, STR("import")) && str_eq(w->before, STR("__future__")) &&
		w->in + w->future == w->before.at;
}

static bool
word(struct rewriter *w)
{
	size_t start = w->at;
	struct str text;
	bool raw, fields;
	char last = w->last, next;

	while (char_is_word(rewriter_peek(w, 0)))
		w->at++;
	next = rewriter_peek(w, 0);
	text = (struct str){ w->in + start, w->at - start };
	if ((next == '"' || next == '\'') && rewrite_is_prefix(text, &raw, &fields)) {
		for (size_t i = start; i < w->at; i++)
			if (w->in[i] == 't' || w->in[i] == 'T')
				w->out[i] = 'f';
		start = w->at;
		if (!rewrite_string(w, raw, fields))
			return false;
		if (!raw && (text.at[0] | 0x20) == 'b')
			rewrite_bytes(w, start);
		return true;
	}
	w->before = last == WORD ? w->word : STR("");
	w->word = text;
	w->dotted = last == '.';
	w->last = WORD;
	if (w->levels.count == 0)
		statement_word(w, start, last);
	return true;
}

/* `*name` and no more before a comma or a bracket's end? */
static bool
is_starred_name(const struct rewriter *w)
{
	size_t at = 1;

	while (rewriter_peek(w, at) == ' ')
		at++;
	if (!char_is_word(rewriter_peek(w, at)))
		return false;
	while (char_is_word(rewriter_peek(w, at)))
		at++;
	while (rewriter_peek(w, at) == ' ')
		at++;
	return rewriter_peek(w, at) == ',' || rewriter_peek(w, at) == ']';
}

/* In a list without brackets: `x = a, *[b]`, `return *[a], b`. Of what begins with a name it is read. */
static bool
is_listed_star(const struct rewriter *w)
{
	static const char *const before[] = { "in", "return", "yield", NULL };
	size_t at = 1;

	if (w->last != ',' && w->last != '=' && (w->last != WORD || !is_one_of(w->word, before)))
		return false;
	while (rewriter_peek(w, at) == ' ')
		at++;
	return rewriter_peek(w, at) != '\0' && strchr("[({\"'-+~", rewriter_peek(w, at)) != NULL;
}

/* A star that the grammar does not expect: of a default, and of what is no plain name. */
static bool
is_odd_star(const struct rewriter *w, const struct level *level)
{
	if (rewriter_peek(w, 0) != '*' || rewriter_peek(w, 1) == '*')
		return false;
	if (level == NULL)
		return is_listed_star(w);
	if (level->types)
		return w->last == '=';
	return level->subscript && (w->last == '[' || w->last == ',') && !is_starred_name(w);
}

/* Where an annotation begins and ends: `x: here = `, `def f(x: here, y) -> here:`. */
static void
annotate(struct rewriter *w, const struct level *level, char c)
{
	uint32_t here = w->levels.count + 1;
	bool begins = false;

	if (level == NULL)
		begins = (c == ':' && w->target) || (c == '>' && w->last == '-');
	else if (level->open == '(' && level->of_def)
		begins = c == ':' && w->annotation != here;
	if (begins)
		w->annotation = here;
	else if (w->annotation == here && strchr(":=,;", c) != NULL)
		w->annotation = 0;
}

static bool
sign(struct rewriter *w, char c)
{
	struct level *level = rewriter_top(w);

	if (is_odd_star(w, level))
		w->out[w->at] = ' ';
	if (level != NULL && level->types && c == '=')
		w->out[w->at] = ',';
	/* There `:=` is a colon and a fill character: f"{title:=^50}". */
	if (level != NULL && level->open == FIELD && c == ':' && rewriter_peek(w, 1) == '=')
		w->out[w->at + 1] = ' ';
	if (level == NULL && c == '*' && w->imports_future)
		w->out[w->future + sizeof("__future__") - 2] = 'x';
	annotate(w, level, c);
	if (level == NULL && c != '.')
		w->target = false;
	w->last = c;
	w->at++;
	if (level != NULL && level->open == FIELD && c == ':')
		*vec_push(w->arena, &w->levels) = (struct level){ .open = FORMAT };
	return true;
}

/* The columns of the blanks from here, as the reference has it ("Indentation"). */
static uint32_t
indentation(const struct rewriter *w, size_t *blanks)
{
	uint32_t columns = 0;

	for (*blanks = 0;; ++*blanks) {
		char c = rewriter_peek(w, *blanks);

		if (c == ' ')
			columns++;
		else if (c == '\t')
			columns = (columns / 8 + 1) * 8;
		else if (c == '\f')
			columns = 0;
		else
			return columns;
	}
}

/* A line begins outside of brackets. */
static void
line_start(struct rewriter *w)
{
	size_t blanks;
	uint32_t columns = indentation(w, &blanks);
	char c = rewriter_peek(w, blanks);

	w->last = LINE;
	w->annotation = 0;
	if (w->at + blanks == w->len || strchr("\n\r#", c) != NULL)
		return;
	while (w->indents.count > 0 && w->indents.at[w->indents.count - 1] > columns)
		w->indents.count--;
	if (columns > (w->indents.count > 0 ? w->indents.at[w->indents.count - 1] : 0))
		*vec_push(w->arena, &w->indents) = columns;
	w->found_wide = w->found_wide || columns > WIDE;
	if (!w->wide || blanks < w->indents.count)
		return;
	/* A form feed makes what is before it not count. */
	memset(w->out + w->at, ' ', blanks);
	if (blanks > w->indents.count)
		w->out[w->at + blanks - w->indents.count - 1] = '\f';
	w->at += blanks;
}

/* An end of line, or a backslash before one. */
static bool
line_end(struct rewriter *w)
{
	size_t len = rewriter_peek(w, 0) == '\\';

	len += rewriter_peek(w, len) == '\r';
	if (rewriter_peek(w, len) != '\n') {
		w->at++;
		return true;
	}
	if (w->levels.count > 0 || rewriter_peek(w, 0) == '\\') {
		rewriter_blank(w, len + 1);
		return true;
	}
	w->at += len + 1;
	w->imports_future = false;
	line_start(w);
	return true;
}

static bool
code(struct rewriter *w)
{
	char c = rewriter_peek(w, 0);

	if (char_is_word(c))
		return word(w);
	switch (c) {
	case ' ':
	case '\t':
	case '\f':
		w->at++;
		return true;
	case '\n':
	case '\r':
	case '\\':
		return line_end(w);
	case '#':
		rewrite_comment(w);
		return true;
	default:
		break;
	}
	if (strchr("([{", c) != NULL)
		return open_bracket(w, c);
	if (strchr(")]}", c) != NULL)
		return close_bracket(w, c);
	return c == '"' || c == '\'' ? rewrite_string(w, false, false) : sign(w, c);
}

static bool
rewrite(struct rewriter *w)
{
	line_start(w);
	while (w->at < w->len) {
		struct level *level = rewriter_top(w);
		bool good =
			level != NULL && level->open == TEXT ? rewrite_text(w)
			: level != NULL && level->open == FORMAT
				? rewrite_format(w)
				: code(w);

		if (!good)
			return false;
	}
	return w->levels.count == 0;
}

bool
repair(struct arena *a, struct str text, struct repaired *out)
{
	bool wide = false;

	for (;;) {
		struct rewriter w = {
			.arena = a,
			.in = text.at,
			.len = text.len,
			.wide = wide,
			.lazy = &out->lazy,
			.comments = &out->comments,
		};

		*out = (struct repaired){ 0 };
		w.out = arena_copy(a, text.at, text.len);
		out->text = (struct str){ w.out, text.len };
		if (!rewrite(&w) || w.at > w.len)
			return false;
		if (wide || !w.found_wide)
			return true;
		wide = true;
	}
}
