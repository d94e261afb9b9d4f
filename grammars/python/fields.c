/*
 * fields.c - strings, and the expressions in the fields of some (language reference,
 * "f-strings").
 */
#include "base/arena.h"
#include "grammars/python/parser.h"

/* A string with fields, while its text is passed over. */
struct fields {
	struct parser *p;
	uint32_t at;
	char quote;
	bool triple, raw;
};

static char
look(const struct fields *f, uint32_t ahead)
{
	return f->p->l.text[f->at + ahead];
}

static void read_field(struct fields *f, enum node_kind kind);

/* `!r` */
static void
read_conversion(struct parser *p)
{
	uint32_t at = p->l.start;
	char letter = p->l.text[at + 1];

	if (letter < 'a' || letter > 'z' || lex_in_name(p->l.text[at + 2])) {
		unsure(p);
		return;
	}
	p->l.end = at + 2;
	put_token(p, NODE_OTHER);
	lex_from(&p->l, at + 2);
}

/* From after the colon to the brace at the end, which is left. */
static void
read_format(struct fields *f)
{
	struct parser *p = f->p;
	uint32_t start = p->l.start, from = mark(p);
	char c;

	f->at = p->l.end;
	while ((c = look(f, 0)) != '}') {
		if (c == f->quote || strchr("\n\\", c) != NULL || (c == '{' && look(f, 1) == '{')) {
			unsure(p);
			return;
		}
		if (c == '{')
			read_field(f, NODE_OTHER);
		else
			f->at++;
		if (token(p) == TOKEN_ODD)
			return;
	}
	p->l.done = f->at;
	put(p, NODE_OTHER, start, from);
	lex_from(&p->l, f->at);
}

/* From the brace to behind the one that closes it. */
static void
read_field(struct fields *f, enum node_kind kind)
{
	struct parser *p = f->p;
	uint32_t start = f->at, from = mark(p), nest = p->l.nest, size;

	p->l.nest++;
	lex_from(&p->l, f->at + 1);
	read_value(p);
	if (token(p) == TOKEN_ASSIGN)
		next(p);
	if (token(p) == TOKEN_BANG)
		read_conversion(p);
	if (token(p) == TOKEN_COLON)
		read_format(f);
	if (token(p) != TOKEN_CLOSE_BRACE)
		unsure(p);
	if (token(p) == TOKEN_ODD)
		return;
	p->l.nest = nest;
	p->l.done = f->at = p->l.end;
	size = f->at - start;
	if ((!f->triple && memchr(p->l.text + start, '\n', size) != NULL) ||
	    memchr(p->l.text + start, '\\', size) != NULL)
		unsure(p);
	put(p, kind, start, from);
}

/* Past a backslash and what it escapes. */
static void
skip_escape(struct fields *f)
{
	char next = look(f, 1);

	if (f->raw) {
		f->at += next == f->quote || next == '\\' ? 2 : 1;
	} else if (next == 'N' && look(f, 2) == '{') {
		while (look(f, 0) != '}' && look(f, 0) != f->quote && look(f, 0) != '\n')
			f->at++;
		if (look(f, 0) == '}')
			f->at++;
		else
			unsure(f->p);
	} else if (next == '{' || next == '}') {
		unsure(f->p);
	} else {
		f->at += next == '\r' && look(f, 2) == '\n' ? 3 : 2;
	}
	if (f->at > f->p->l.len)
		unsure(f->p);
}

static bool
at_quotes(const struct fields *f)
{
	return look(f, 0) == f->quote &&
	       (!f->triple || (look(f, 1) == f->quote && look(f, 2) == f->quote));
}

static void
read_text(struct fields *f)
{
	while (token(f->p) != TOKEN_ODD && !at_quotes(f)) {
		char c = look(f, 0);

		if (c == '\\')
			skip_escape(f);
		else if (c == '{' && look(f, 1) != '{')
			read_field(f, NODE_INTERPOLATION);
		else if ((c == '}' && look(f, 1) != '}') || c == '\0' || (c == '\n' && !f->triple))
			unsure(f->p);
		else
			f->at += c == '{' || c == '}' ? 2 : 1;
	}
}

/* A string with fields; the lexer is at its prefix and quotes. */
static void
read_fields(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);
	struct fields f = { .p = p, .at = p->l.end, .quote = p->l.text[p->l.end - 1] };

	for (uint32_t i = start; p->l.text[i] != f.quote; i++)
		f.raw = f.raw || p->l.text[i] == 'r' || p->l.text[i] == 'R';
	f.triple = f.at - start > 3 && p->l.text[f.at - 2] == f.quote;
	if (++p->depth > 50)
		unsure(p);
	read_text(&f);
	p->depth--;
	if (token(p) == TOKEN_ODD)
		return;
	p->l.done = f.at + (f.triple ? 3 : 1);
	put(p, NODE_STRING, start, from);
	lex_from(&p->l, p->l.done);
}

void
read_strings(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), count = 0;

	while (token(p) == TOKEN_STRING || token(p) == TOKEN_FIELDS) {
		count++;
		if (token(p) == TOKEN_FIELDS) {
			read_fields(p);
		} else {
			put_token(p, NODE_STRING);
			next(p);
		}
	}
	if (count > 1)
		put(p, NODE_STRINGS, start, from);
}
