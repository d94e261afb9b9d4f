/*
 * repair.c - source is scanned token by token, and what the grammar misreads is written over.
 *
 *   lazy import a            ->      import a       PEP 810
 *   t"{x}"                   -> f"{x}"              PEP 750
 *   class C[T = int]         -> class C[T , int]    PEP 696
 *   x[*f()]                  -> x[ f()]             PEP 646
 *   from __future__ import * -> from __future_x import *
 *   line ends in brackets    -> blanks              a line indented less ends the block else
 *   comments, continued line ends -> blanks         its scanner is slow on many in a row
 *   indentation of over 200 columns -> a blank a level    the scanner counts to 255
 */
#include "grammars/python/repair.h"

#include "base/arena.h"

#define WIDE 200u /* columns */

/* What is open at a place of the text: a bracket, or a string with fields. */
struct level {
	char open;      /* one of ( [ {, FIELD, TEXT, FORMAT */
	char quote;     /* TEXT: what ends it, */
	bool triple;    /* three of them, */
	bool raw;       /* and no backslash escapes */
	bool types;     /* a list of type parameters */
	bool subscript; /* a [ that is no list */
};

#define FIELD  'f' /* the brace of a replacement field */
#define TEXT   't' /* the text of a string that has fields */
#define FORMAT ':' /* the format of a field */

/* What came last, besides brackets and operators, which are themselves. */
#define LINE   '\n'
#define WORD   'a'
#define STRING '"'

struct rewriter {
	struct arena *arena;
	const char *in;
	char *out;
	size_t at, len;
	VEC(levels, struct level) levels;
	char last;                      /* token */
	struct str word, before;        /* the last word, and the word right before it */
	bool imports_future;            /* after `from __future__ import` */
	size_t future;                  /* where that __future__ is */
	bool wide, found_wide;          /* indentation is to be written anew; or would have to be */
	VEC(indents, uint32_t) indents; /* columns of the blocks that are open */
	struct extents *lazy, *comments;
};

static char
peek(const struct rewriter *w, size_t ahead)
{
	return w->at + ahead < w->len ? w->in[w->at + ahead] : '\0';
}

static struct level *
top(struct rewriter *w)
{
	return w->levels.count > 0 ? &w->levels.at[w->levels.count - 1] : NULL;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

static bool
is_one_of(struct str word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strlen(*words) == word.len && memcmp(*words, word.at, word.len) == 0)
			return true;
	return false;
}

static void
blank(struct rewriter *w, size_t count)
{
	memset(w->out + w->at, ' ', count);
	w->at += count;
}

static void
comment(struct rewriter *w)
{
	const char *end = memchr(w->in + w->at, '\n', w->len - w->at);
	size_t len = end != NULL ? (size_t)(end - w->in) - w->at : w->len - w->at;
	const struct str mark = STR("shoring");

	for (size_t i = 0; i + mark.len <= len; i++) {
		if (memcmp(w->in + w->at + i, mark.at, mark.len) != 0)
			continue;
		*vec_push(w->arena, w->comments) =
			(struct extent){ (uint32_t)w->at, (uint32_t)(w->at + len) };
		break;
	}
	blank(w, len);
}

/* From an opening quote on. A string with fields opens a level; others are passed over. */
static bool
string(struct rewriter *w, bool raw, bool fields)
{
	char quote = peek(w, 0);
	bool triple = peek(w, 1) == quote && peek(w, 2) == quote;
	size_t quotes = triple ? 3 : 1;

	w->at += quotes;
	w->last = STRING;
	if (fields) {
		*vec_push(w->arena, &w->levels) = (struct level){
			.open = TEXT, .quote = quote, .triple = triple, .raw = raw
		};
		return true;
	}
	while (w->at < w->len) {
		char c = peek(w, 0);

		if (c == '\\') {
			w->at += peek(w, 1) == '\r' && peek(w, 2) == '\n' ? 3 : 2;
		} else if (c == '\n' && !triple) {
			return false;
		} else if (c == quote &&
		           (!triple || (peek(w, 1) == quote && peek(w, 2) == quote))) {
			w->at += quotes;
			return true;
		} else {
			w->at++;
		}
	}
	return false;
}

/* The text of a string with fields, up to a field or its end. */
static bool
string_text(struct rewriter *w)
{
	struct level level = *top(w);
	char c = peek(w, 0), next = peek(w, 1);

	if (c == '\\' && (next == level.quote || next == '\\' || next == '\n')) {
		w->at += 2;
	} else if (c == '\\' && next == 'N' && peek(w, 2) == '{' && !level.raw) {
		while (w->at < w->len && peek(w, 0) != '}' && peek(w, 0) != '\n')
			w->at++;
	} else if ((c == '{' || c == '}') && next == c) {
		w->at += 2;
	} else if (c == '{') {
		w->at++;
		w->last = '{';
		*vec_push(w->arena, &w->levels) = (struct level){ .open = FIELD };
	} else if (c == '\n' && !level.triple) {
		return false;
	} else if (c == level.quote && (!level.triple || (next == c && peek(w, 2) == c))) {
		w->at += level.triple ? 3 : 1;
		w->last = STRING;
		w->levels.count--;
	} else {
		w->at++;
	}
	return true;
}

/* The format of a field: text with fields again, up to the brace that closes the field. */
static bool
format(struct rewriter *w)
{
	char c = peek(w, 0);

	w->at++;
	if (c == '{')
		*vec_push(w->arena, &w->levels) = (struct level){ .open = FIELD };
	else if (c == '}')
		w->levels.count -= 2;
	w->last = c;
	return true;
}

static bool
open_bracket(struct rewriter *w, char c)
{
	static const char *const types[] = { "class", "def", "type", NULL };
	static const char *const keywords[] = {
		"and", "as",    "assert", "await", "case",  "del",    "elif",  "else",
		"for", "from",  "if",     "in",    "is",    "lambda", "match", "not",
		"or",  "print", "return", "try",   "while", "with",   "yield", NULL,
	};
	struct level level = { .open = c };

	if (c == '[') {
		level.types = w->last == WORD && is_one_of(w->before, types);
		level.subscript =
			w->last == ')' || w->last == ']' || w->last == '}' || w->last == STRING ||
			(w->last == WORD && !is_one_of(w->word, keywords));
	}
	*vec_push(w->arena, &w->levels) = level;
	w->last = c;
	w->at++;
	return true;
}

static bool
close_bracket(struct rewriter *w, char c)
{
	struct level *level = top(w);

	if (level == NULL)
		return false;
	if (!(c == ')' && level->open == '(') && !(c == ']' && level->open == '[') &&
	    !(c == '}' && (level->open == '{' || level->open == FIELD)))
		return false;
	w->levels.count--;
	w->last = c;
	w->at++;
	return true;
}

/* Letters before a quote; what they say of the string. */
static bool
is_prefix(struct str word, bool *raw, bool *fields)
{
	if (word.len > 2)
		return false;
	*raw = *fields = false;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.at[i];

		if (c == 'r' || c == 'R')
			*raw = true;
		else if (c == 'f' || c == 'F' || c == 't' || c == 'T')
			*fields = true;
		else if (c != 'b' && c != 'B' && c != 'u' && c != 'U')
			return false;
	}
	return true;
}

/* `lazy` before `import` or `from`, where a statement starts. */
static void
lazy_import(struct rewriter *w, size_t start)
{
	size_t at = w->at;

	while (at < w->len && (w->in[at] == ' ' || w->in[at] == '\t'))
		at++;
	struct str rest = { w->in + at, w->len - at };
	size_t len = str_starts(rest, STR("import")) ? 6 : str_starts(rest, STR("from")) ? 4 : 0;
	if (at == w->at || len == 0 || (rest.len > len && is_word(rest.at[len])))
		return;
	*vec_push(w->arena, w->lazy) = (struct extent){ (uint32_t)start, (uint32_t)at };
	memset(w->out + start, ' ', w->at - start);
}

static bool
word(struct rewriter *w)
{
	size_t start = w->at;
	struct str text;
	bool raw, fields;
	char last = w->last;

	while (is_word(peek(w, 0)))
		w->at++;
	text = (struct str){ w->in + start, w->at - start };
	if ((peek(w, 0) == '"' || peek(w, 0) == '\'') && is_prefix(text, &raw, &fields)) {
		for (size_t i = start; i < w->at; i++)
			if (w->in[i] == 't' || w->in[i] == 'T')
				w->out[i] = 'f';
		return string(w, raw, fields);
	}
	w->before = last == WORD ? w->word : STR("");
	w->word = text;
	w->last = WORD;
	if (w->levels.count > 0)
		return true;
	if (str_eq(text, STR("lazy")) && (last == LINE || last == ';' || last == ':'))
		lazy_import(w, start);
	if (str_eq(text, STR("__future__")) && str_eq(w->before, STR("from")))
		w->future = start;
	w->imports_future =
		str_eq(text, STR("import")) && str_eq(w->before, STR("__future__")) &&
		w->in + w->future == w->before.at;
	return true;
}

/* A star that the grammar does not expect: of a default, and of what is no plain name. */
static bool
is_odd_star(const struct rewriter *w, const struct level *level)
{
	if (level == NULL || peek(w, 0) != '*' || peek(w, 1) == '*')
		return false;
	if (level->types)
		return w->last == '=';
	return level->subscript && (w->last == '[' || w->last == ',');
}

static bool
sign(struct rewriter *w, char c)
{
	struct level *level = top(w);

	if (is_odd_star(w, level))
		w->out[w->at] = ' ';
	if (level != NULL && level->types && c == '=')
		w->out[w->at] = ',';
	if (level == NULL && c == '*' && w->imports_future)
		w->out[w->future + sizeof("__future__") - 2] = 'x';
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
		char c = peek(w, *blanks);

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
	char c = peek(w, blanks);

	w->last = LINE;
	if (c == '\n' || c == '\r' || c == '#' || w->at + blanks == w->len)
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
	size_t len = peek(w, 0) == '\\';

	len += peek(w, len) == '\r';
	if (peek(w, len) != '\n') {
		w->at++;
		return true;
	}
	if (w->levels.count > 0 || peek(w, 0) == '\\') {
		blank(w, len + 1);
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
	char c = peek(w, 0);

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
		comment(w);
		return true;
	case '"':
	case '\'':
		return string(w, false, false);
	case '(':
	case '[':
	case '{':
		return open_bracket(w, c);
	case ')':
	case ']':
	case '}':
		return close_bracket(w, c);
	default:
		return is_word(c) ? word(w) : sign(w, c);
	}
}

static bool
rewrite(struct rewriter *w)
{
	line_start(w);
	while (w->at < w->len) {
		struct level *level = top(w);
		bool good =
			level != NULL && level->open == TEXT ? string_text(w)
			: level != NULL && level->open == FORMAT
				? format(w)
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
