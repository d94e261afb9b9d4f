/*
 * automaton.c - the tokens of expressions that are passed over about which the lexer has to be asked.
 */
#include "grammars/python/automaton.h"
#include "base/arena.h"

#define SIGNS_LIMIT 60 /* that make an expression as deep as brackets do */

bool
pass_gap(struct lexer *l, uint32_t at)
{
	switch (l->text[at]) {
	case '#':
		lex_go(l, lex_comment(l, at));
		return true;
	case '\\':
		return lex_continued(l, at);
	case '\n':
	case '\r':
		return l->nest > 0 && at < l->len;
	default:
		return false;
	}
}

char
pass_coming(struct lexer *l)
{
	uint32_t at;

	do
		at = lex_start(l);
	while (pass_gap(l, at));
	lex_go(l, at);
	return l->text[at];
}

/* `.b.c` after a name that is put: the node of a use. */
static bool
pass_attributes(struct passing *s, uint32_t start, uint32_t from)
{
	for (; token(s->p) == TOKEN_DOT; s->name = UINT32_MAX)
		read_attribute(s->p, start, from);
	return token(s->p) != TOKEN_ODD;
}

bool
pass_live(struct passing *s)
{
	struct parser *p = s->p;
	struct str name = { p->l.text + p->l.start, p->l.end - p->l.start };
	uint32_t start = p->l.start, from = mark(p);

	if (interest_has(&p->set->telling, p->l.key)) {
		telling(p);
		return false;
	}
	put_token(p, NODE_IDENT);
	next(p);
	if (!pass_attributes(s, start, from))
		return false;
	/* It may go on behind a parenthesis, or make a class. */
	if (s->level->kind == PARENTHESES && s->level->element == start &&
	    (token(p) == TOKEN_CLOSE || str_eq(name, STR("type"))))
		return false;
	give_back(&p->l);
	if (mark(p) == from + 1) {
		p->nodes.count = from;
		return true;
	}
	if (interest_is_module(name)) {
		const struct built *first = &p->nodes.at[from + 1];

		if (interest_asks(
			    name,
			    (struct str){ p->l.text + first->start, first->end - first->start })) {
			telling(p);
			return false;
		}
	}
	interesting(p);
	return true;
}

/* May a string start with that byte? */
static bool
may_be_string(char c)
{
	return c != '\0' && strchr("\"'rRbBuUfF", c) != NULL;
}

static bool
pass_strings(struct passing *s)
{
	struct parser *p = s->p;
	uint32_t from = mark(p), interest = p->interest;

	s->name = UINT32_MAX;
	if (token(p) == TOKEN_STRING && !may_be_string(pass_coming(&p->l)))
		return true;
	while (token(p) == TOKEN_STRING)
		next(p);
	if (token(p) == TOKEN_FIELDS) {
		read_strings(p);
		if (p->interest == interest)
			p->nodes.count = from;
	}
	if (token(p) == TOKEN_ODD)
		return false;
	give_back(&p->l);
	return true;
}

/* A sign before an operand; false when it cannot stand here. */
static bool
pass_sign(struct passing *s)
{
	enum token sign = token(s->p);

	if (s->prefix == NO_PREFIX || (sign == TOKEN_NOT && s->prefix != ANY_PREFIX) ||
	    ++s->signs > SIGNS_LIMIT)
		return false;
	if (sign != TOKEN_NOT)
		s->prefix = sign == TOKEN_AWAIT ? NO_PREFIX : SIGNS;
	complicate(s);
	return true;
}

/* Stars before an element. */
static bool
pass_stars(struct passing *s)
{
	struct level *l = s->level;

	if (l->element != s->p->l.start)
		return false;
	if (l->kind == ARGUMENTS) {
		l->element = UINT32_MAX;
		return true;
	}
	if ((l->kind != BRACES && l->kind != DICT) || token(s->p) != TOKEN_STARS)
		return false;
	l->kind = DICT;
	l->starred = true;
	l->value = true;
	s->prefix = SIGNS;
	return true;
}

enum outcome
pass_colon(struct passing *s)
{
	struct level *l = s->level;
	char c;

	if (s->depth == 0)
		return DONE;
	if (l->choice || l->clause)
		return FAILED;
	s->prefix = ANY_PREFIX;
	if (l->kind == SUBSCRIPT && l->colons++ < 2) {
		c = pass_coming(&s->p->l);
		return c == ':' || c == ',' || c == ']' ? OPERATOR : OPERAND;
	}
	if ((l->kind != BRACES && l->kind != DICT) || l->value)
		return FAILED;
	l->kind = DICT;
	l->value = true;
	return OPERAND;
}

enum outcome
pass_token(struct passing *s)
{
	switch (token(s->p)) {
	case TOKEN_NAME:
		return pass_name(s) ? OPERATOR : FAILED;
	case TOKEN_STRING:
	case TOKEN_FIELDS:
		return pass_strings(s) ? OPERATOR : FAILED;
	case TOKEN_INTEGER:
	case TOKEN_FLOAT:
	case TOKEN_TRUE:
	case TOKEN_FALSE:
	case TOKEN_NONE:
	case TOKEN_ELLIPSIS:
		s->name = UINT32_MAX;
		return OPERATOR;
	case TOKEN_OPEN:
		return open_level(s, s->p->l.start, PARENTHESES);
	case TOKEN_OPEN_SQUARE:
		return open_level(s, s->p->l.start, LIST);
	case TOKEN_OPEN_BRACE:
		return open_level(s, s->p->l.start, BRACES);
	case TOKEN_NOT:
	case TOKEN_PLUS:
	case TOKEN_MINUS:
	case TOKEN_TILDE:
	case TOKEN_AWAIT:
		return pass_sign(s) ? OPERAND : FAILED;
	case TOKEN_STAR:
	case TOKEN_STARS:
		return pass_stars(s) ? OPERAND : FAILED;
	default:
		return FAILED;
	}
}

static enum outcome
pass_comparison(struct passing *s)
{
	enum token sign = token(s->p);

	if (s->level->starred)
		return FAILED;
	if (sign == TOKEN_NOT) {
		next(s->p);
		if (token(s->p) != TOKEN_IN)
			return FAILED;
	} else if (sign == TOKEN_IS) {
		next(s->p);
		if (token(s->p) == TOKEN_ODD)
			return FAILED;
		if (token(s->p) != TOKEN_NOT)
			give_back(&s->p->l);
	}
	return pass_binary(s, SIGNS);
}

static enum outcome
pass_if(struct passing *s)
{
	struct level *l = s->level;

	if (l->choice || l->starred)
		return FAILED;
	l->choice = !l->clause;
	return pass_binary(s, ANY_PREFIX);
}

static enum outcome
pass_else(struct passing *s)
{
	struct level *l = s->level;

	if (!l->choice || ++s->signs > SIGNS_LIMIT)
		return FAILED;
	l->choice = false;
	return pass_binary(s, ANY_PREFIX);
}

/* `for x in` of a comprehension. */
static enum outcome
pass_for(struct passing *s)
{
	struct level *l = s->level;
	struct parser *p = s->p;
	uint32_t from = mark(p), interest = p->interest;

	if (s->depth == 0)
		return DONE;
	if (l->comma || l->choice || l->starred || l->kind == SUBSCRIPT || l->kind == SET ||
	    (l->kind == ARGUMENTS && l->element == UINT32_MAX) || (l->kind == DICT && !l->value))
		return FAILED;
	if (token(p) == TOKEN_ASYNC)
		next(p);
	if (token(p) != TOKEN_FOR)
		return FAILED;
	next(p);
	read_targets(p);
	if (token(p) != TOKEN_IN)
		return FAILED;
	if (p->interest == interest)
		p->nodes.count = from;
	l->clause = true;
	return pass_binary(s, ANY_PREFIX);
}

/* What other tokens do after an operand; STEP_END: it is no part of the expression. */
enum step {
	STEP_END,
	STEP_ODD,
	STEP_SUM,
	STEP_POWER,
	STEP_COMPARISON,
	STEP_BOOLEAN,
	STEP_COLON,
	STEP_IF,
	STEP_ELSE,
	STEP_FOR,
};

static const unsigned char steps[TOKEN_COUNT] = {
	[TOKEN_ODD] = STEP_ODD,
	[TOKEN_WALRUS] = STEP_ODD,
	[TOKEN_PLUS] = STEP_SUM,
	[TOKEN_MINUS] = STEP_SUM,
	[TOKEN_STAR] = STEP_SUM,
	[TOKEN_SLASH] = STEP_SUM,
	[TOKEN_SLASHES] = STEP_SUM,
	[TOKEN_PERCENT] = STEP_SUM,
	[TOKEN_AT] = STEP_SUM,
	[TOKEN_SHIFT_LEFT] = STEP_SUM,
	[TOKEN_SHIFT_RIGHT] = STEP_SUM,
	[TOKEN_BIT_AND] = STEP_SUM,
	[TOKEN_BIT_OR] = STEP_SUM,
	[TOKEN_XOR] = STEP_SUM,
	[TOKEN_STARS] = STEP_POWER,
	[TOKEN_LESS] = STEP_COMPARISON,
	[TOKEN_MORE] = STEP_COMPARISON,
	[TOKEN_LESS_EQUAL] = STEP_COMPARISON,
	[TOKEN_EQUAL] = STEP_COMPARISON,
	[TOKEN_UNEQUAL] = STEP_COMPARISON,
	[TOKEN_MORE_EQUAL] = STEP_COMPARISON,
	[TOKEN_IN] = STEP_COMPARISON,
	[TOKEN_IS] = STEP_COMPARISON,
	[TOKEN_NOT] = STEP_COMPARISON,
	[TOKEN_AND] = STEP_BOOLEAN,
	[TOKEN_OR] = STEP_BOOLEAN,
	[TOKEN_COLON] = STEP_COLON,
	[TOKEN_IF] = STEP_IF,
	[TOKEN_ELSE] = STEP_ELSE,
	[TOKEN_FOR] = STEP_FOR,
	[TOKEN_ASYNC] = STEP_FOR,
};

enum outcome
pass_step(struct passing *s)
{
	switch ((enum step)steps[token(s->p)]) {
	case STEP_COLON:
		return pass_colon(s);
	case STEP_IF:
		return pass_if(s);
	case STEP_ELSE:
		return pass_else(s);
	case STEP_FOR:
		return pass_for(s);
	case STEP_SUM:
		return pass_binary(s, SIGNS);
	case STEP_POWER:
		return ++s->signs > SIGNS_LIMIT ? FAILED : pass_binary(s, SIGNS);
	case STEP_COMPARISON:
		return pass_comparison(s);
	case STEP_BOOLEAN:
		return s->level->starred ? FAILED : pass_binary(s, ANY_PREFIX);
	case STEP_ODD:
		return FAILED;
	default:
		return s->depth == 0 ? DONE : FAILED;
	}
}
