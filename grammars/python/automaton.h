/*
 * automaton.h - private to pass.c and automaton.c: expressions that are passed over without a tree.
 *
 * An operand is wanted, or an operator, and of each open bracket it is known what it is for. That is
 * a part of what expressions.c takes, and nothing else; what it does not take is read there. Between
 * tokens the last one has been taken, and the lexer is behind it.
 */
#ifndef SHORING_PYTHON_AUTOMATON_H
#define SHORING_PYTHON_AUTOMATON_H

#include "grammars/python/parser.h"

#define DEPTH_LIMIT 30 /* of brackets in brackets */

enum level_kind {
	TOP,
	ARGUMENTS,
	PARENTHESES,
	LIST,
	SUBSCRIPT,
	BRACES, /* nobody knows yet */
	SET,
	DICT,
};

/* The inside of a bracket, or of none. */
struct level {
	unsigned char kind;
	bool comma;
	bool starred; /* the element is of such as `**a`, which takes operators alone */
	bool choice;  /* between `if` and `else` */
	bool clause;  /* after a `for` */
	bool value;   /* after the colon of a pair */
	unsigned char colons;
	uint32_t element; /* its start */
};

/* What may stand before an operand. */
enum prefix { ANY_PREFIX, SIGNS, NO_PREFIX };

struct passing {
	struct parser *p;
	struct level *level; /* the innermost of as many as */
	unsigned depth;
	unsigned signs;
	enum prefix prefix;
	uint32_t name;   /* the start of the operand that was read, if it is a name */
	bool begins;     /* an element does, at what comes */
	bool list;       /* commas may stand outside of brackets */
	bool simple;     /* outside of them: the element is a primary that begins with a name */
	bool assignable; /* and no call */
	bool targets;    /* all elements before it are simple and assignable */
};

/* What comes after a token. */
enum outcome {
	FAILED,
	OPERAND,  /* an operand */
	OPERATOR, /* an operator, or what else can follow an operand */
	DONE,     /* nothing: the expression ends before it */
};

/* Have the lexer say which token starts there. */
static inline enum token
look(struct lexer *l, uint32_t at)
{
	l->done = l->end;
	lex_at(l, at);
	return l->token;
}

/* The token that the lexer is at has not been taken. */
static inline void
give_back(struct lexer *l)
{
	l->end = l->done;
	lex_go(l, l->start);
}

/* It is more than a primary. */
static inline void
complicate(struct passing *s)
{
	if (s->depth == 0)
		s->simple = false;
}

static inline void
begin_element(struct passing *s)
{
	struct level *l = s->level;

	l->starred = false;
	l->value = false;
	l->colons = 0;
	s->begins = true;
	s->prefix = ANY_PREFIX;
	complicate(s);
}

/* The bracket at `at` closes. */
static inline void
close_level(struct passing *s, uint32_t at)
{
	s->assignable = s->level->kind == SUBSCRIPT;
	s->depth--;
	s->level--;
	s->name = UINT32_MAX;
	s->p->l.nest--;
	s->p->l.end = at + 1;
}

/* The bracket at `at` begins something. */
static inline enum outcome
open_level(struct passing *s, uint32_t at, enum level_kind kind)
{
	struct lexer *l = &s->p->l;

	if (s->depth + 1 == DEPTH_LIMIT)
		return FAILED;
	s->depth++;
	*++s->level = (struct level){ .kind = (unsigned char)kind };
	l->nest++;
	l->end = at + 1;
	begin_element(s);
	return OPERAND;
}

/* An operator is taken; what may stand before the operand after it. */
static inline enum outcome
pass_binary(struct passing *s, enum prefix prefix)
{
	complicate(s);
	s->prefix = prefix;
	return OPERAND;
}

/* automaton.c: an attribute chain on a name that may be of interest; the lexer is at the name. */
bool pass_live(struct passing *s);

/* A name that the lexer is at. */
static inline bool
pass_name(struct passing *s)
{
	struct parser *p = s->p;

	s->name = p->l.start;
	s->assignable = true;
	if (s->depth == 0)
		s->simple = s->level->element == s->name;
	return !interest_has(&p->set->live, p->l.key) || pass_live(s);
}

/* Past what starts there, if no token does. */
bool pass_gap(struct lexer *l, uint32_t at);
/* The byte that the next token starts with. */
char pass_coming(struct lexer *l);
/* What the lexer is at, where an operand is wanted; after one. */
enum outcome pass_token(struct passing *s);
enum outcome pass_step(struct passing *s);
/* A colon, likewise. */
enum outcome pass_colon(struct passing *s);

#endif
