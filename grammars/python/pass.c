/*
 * pass.c - expressions in which there is nothing but uses are passed over, without a tree.
 *
 * An automaton over the tokens: an operand is wanted, or an operator, and of each open bracket it
 * is known what it is for. It takes a part of what expressions.c takes, and nothing else; what
 * it does not take is read there.
 */
#include "grammars/python/parser.h"

#include "base/arena.h"

#define DEPTH_LIMIT 30 /* of brackets in brackets */
#define SIGNS_LIMIT 60 /* that make an expression as deep as brackets do */

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

static const unsigned char closings[] = {
	[TOP] = TOKEN_ODD,           [ARGUMENTS] = TOKEN_CLOSE,        [PARENTHESES] = TOKEN_CLOSE,
	[LIST] = TOKEN_CLOSE_SQUARE, [SUBSCRIPT] = TOKEN_CLOSE_SQUARE, [BRACES] = TOKEN_CLOSE_BRACE,
	[SET] = TOKEN_CLOSE_BRACE,   [DICT] = TOKEN_CLOSE_BRACE,
};

struct passing {
	struct parser *p;
	struct level at[DEPTH_LIMIT];
	unsigned depth;
	unsigned signs;
	enum prefix prefix;
	uint32_t name;   /* the start of the operand that was read, if it is a name */
	bool list;       /* commas may stand outside of brackets */
	bool simple;     /* outside of them: the element is a primary that begins with a name */
	bool assignable; /* and no call */
	bool targets;    /* all elements before it are simple and assignable */
};

static inline struct level *
level(struct passing *s)
{
	return &s->at[s->depth];
}

/* It is more than a primary. */
static inline void
complicate(struct passing *s)
{
	if (s->depth == 0)
		s->simple = false;
}

static void
begin_element(struct passing *s)
{
	struct level *l = level(s);
	enum token t = token(s->p);

	l->element = s->p->l.start;
	l->starred = false;
	l->value = false;
	l->colons = 0;
	s->prefix = ANY_PREFIX;
	if (s->depth == 0)
		s->simple = t == TOKEN_NAME;
	if (l->kind == ARGUMENTS && (t == TOKEN_STAR || t == TOKEN_STARS)) {
		l->element = UINT32_MAX;
		next(s->p);
	} else if ((l->kind == BRACES || l->kind == DICT) && t == TOKEN_STARS) {
		l->kind = DICT;
		l->starred = true;
		l->value = true;
		s->prefix = SIGNS;
		next(s->p);
	}
}

static bool
open_level(struct passing *s, enum level_kind kind)
{
	if (s->depth + 1 == DEPTH_LIMIT)
		return false;
	s->at[++s->depth] = (struct level){ .kind = (unsigned char)kind };
	open_bracket(s->p);
	begin_element(s);
	return true;
}

static void
close_level(struct passing *s)
{
	s->assignable = level(s)->kind == SUBSCRIPT;
	s->depth--;
	s->name = UINT32_MAX;
	s->p->l.nest--;
	next(s->p);
}

/* `.b.c` after a name that is put: the node of a use. */
static bool
pass_attributes(struct passing *s, uint32_t start, uint32_t from)
{
	struct parser *p = s->p;

	while (token(p) == TOKEN_DOT) {
		next(p);
		if (token(p) != TOKEN_NAME)
			return false;
		put_token(p, NODE_IDENT)->flags = NODE_LABEL;
		next(p);
		put(p, NODE_ATTR, start, from);
		s->name = UINT32_MAX;
	}
	return true;
}

/* A name that may be of interest. */
static bool
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
	if (level(s)->kind == PARENTHESES && level(s)->element == start &&
	    (token(p) == TOKEN_CLOSE || str_eq(name, STR("type"))))
		return false;
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

static bool
pass_name(struct passing *s)
{
	struct parser *p = s->p;

	s->name = p->l.start;
	s->assignable = true;
	if (interest_has(&p->set->live, p->l.key))
		return pass_live(s);
	next(p);
	return true;
}

static bool
pass_strings(struct passing *s)
{
	struct parser *p = s->p;
	uint32_t from = mark(p), interest = p->interest;

	while (token(p) == TOKEN_STRING)
		next(p);
	if (token(p) == TOKEN_FIELDS) {
		read_strings(p);
		if (p->interest == interest)
			p->nodes.count = from;
	}
	return token(p) != TOKEN_ODD;
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
	next(s->p);
	return true;
}

/* A bracket that begins an operand: *empty says that it is closed again. */
static bool
pass_display(struct passing *s, enum level_kind kind, bool *empty)
{
	if (!open_level(s, kind))
		return false;
	*empty = token(s->p) == closings[kind] && level(s)->kind == kind;
	if (*empty)
		close_level(s);
	return true;
}

/* Up to behind a name, a number and the like; brackets before it stay open. */
static bool
pass_operand(struct passing *s)
{
	bool done = false;

	while (!done) {
		switch (token(s->p)) {
		case TOKEN_NAME:
			return pass_name(s);
		case TOKEN_STRING:
		case TOKEN_FIELDS:
			s->name = UINT32_MAX;
			return pass_strings(s);
		case TOKEN_INTEGER:
		case TOKEN_FLOAT:
		case TOKEN_TRUE:
		case TOKEN_FALSE:
		case TOKEN_NONE:
		case TOKEN_ELLIPSIS:
			s->name = UINT32_MAX;
			next(s->p);
			return true;
		case TOKEN_OPEN:
			if (!pass_display(s, PARENTHESES, &done))
				return false;
			break;
		case TOKEN_OPEN_SQUARE:
			if (!pass_display(s, LIST, &done))
				return false;
			break;
		case TOKEN_OPEN_BRACE:
			if (!pass_display(s, BRACES, &done))
				return false;
			break;
		case TOKEN_NOT:
		case TOKEN_PLUS:
		case TOKEN_MINUS:
		case TOKEN_TILDE:
		case TOKEN_AWAIT:
			if (!pass_sign(s))
				return false;
			break;
		default:
			return false;
		}
	}
	return true;
}

/* What comes after a token that is no operand. */
enum outcome {
	FAILED,
	OPERAND,  /* an operand */
	OPERATOR, /* an operator, or what else can follow an operand */
	DONE,     /* nothing: the expression ends before it */
};

static enum outcome
pass_binary(struct passing *s, enum prefix prefix)
{
	complicate(s);
	s->prefix = prefix;
	next(s->p);
	return OPERAND;
}

static enum outcome
pass_comparison(struct passing *s)
{
	enum token sign = token(s->p);

	if (level(s)->starred)
		return FAILED;
	complicate(s);
	s->prefix = SIGNS;
	next(s->p);
	if (sign == TOKEN_NOT) {
		if (token(s->p) != TOKEN_IN)
			return FAILED;
		next(s->p);
	} else if (sign == TOKEN_IS && token(s->p) == TOKEN_NOT) {
		next(s->p);
	}
	return OPERAND;
}

static enum outcome
pass_attribute(struct passing *s)
{
	next(s->p);
	if (token(s->p) != TOKEN_NAME)
		return FAILED;
	s->name = UINT32_MAX;
	s->assignable = true;
	next(s->p);
	return OPERATOR;
}

static enum outcome
pass_call(struct passing *s)
{
	if (!open_level(s, ARGUMENTS))
		return FAILED;
	if (token(s->p) != TOKEN_CLOSE)
		return OPERAND;
	if (level(s)->element == UINT32_MAX)
		return FAILED;
	close_level(s);
	return OPERATOR;
}

static enum outcome
pass_subscript(struct passing *s)
{
	if (!open_level(s, SUBSCRIPT))
		return FAILED;
	return token(s->p) == TOKEN_COLON ? OPERATOR : OPERAND;
}

static enum outcome
pass_close(struct passing *s)
{
	const struct level *l = level(s);

	if (s->depth == 0)
		return DONE;
	if (closings[l->kind] != token(s->p) || l->choice || (l->kind == DICT && !l->value))
		return FAILED;
	close_level(s);
	return OPERATOR;
}

/* Is the lexer at what ends a list outside of brackets, after a comma? */
static bool
ends_list(const struct parser *p)
{
	return token(p) == TOKEN_LINE || token(p) == TOKEN_SEMICOLON || token(p) == TOKEN_ASSIGN;
}

static enum outcome
pass_comma(struct passing *s)
{
	struct level *l = level(s);

	if (s->depth == 0 && !s->list)
		return DONE;
	if (l->choice || l->clause || (l->kind == DICT && !l->value))
		return FAILED;
	if (l->kind == BRACES)
		l->kind = SET;
	if (s->depth == 0)
		s->targets = s->targets && s->simple && s->assignable;
	l->comma = true;
	next(s->p);
	if (s->depth == 0 && ends_list(s->p)) {
		s->simple = s->assignable = true; /* what is before the comma counts */
		return DONE;
	}
	if (s->depth > 0 && token(s->p) == closings[l->kind]) {
		close_level(s);
		return OPERATOR;
	}
	begin_element(s);
	return l->kind == SUBSCRIPT && token(s->p) == TOKEN_COLON ? OPERATOR : OPERAND;
}

static enum outcome
pass_colon(struct passing *s)
{
	struct level *l = level(s);

	if (s->depth == 0)
		return DONE;
	if (l->choice || l->clause)
		return FAILED;
	s->prefix = ANY_PREFIX;
	if (l->kind == SUBSCRIPT && l->colons++ < 2) {
		next(s->p);
		return token(s->p) == TOKEN_COLON || token(s->p) == TOKEN_COMMA ||
		                       token(s->p) == TOKEN_CLOSE_SQUARE
		               ? OPERATOR
		               : OPERAND;
	}
	if ((l->kind != BRACES && l->kind != DICT) || l->value)
		return FAILED;
	l->kind = DICT;
	l->value = true;
	next(s->p);
	return OPERAND;
}

static enum outcome
pass_if(struct passing *s)
{
	struct level *l = level(s);

	if (l->choice || l->starred)
		return FAILED;
	l->choice = !l->clause;
	return pass_binary(s, ANY_PREFIX);
}

static enum outcome
pass_else(struct passing *s)
{
	struct level *l = level(s);

	if (!l->choice || ++s->signs > SIGNS_LIMIT)
		return FAILED;
	l->choice = false;
	return pass_binary(s, ANY_PREFIX);
}

/* `for x in` of a comprehension. */
static enum outcome
pass_for(struct passing *s)
{
	struct level *l = level(s);
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

/* `name=` of an argument. */
static enum outcome
pass_keyword(struct passing *s)
{
	struct level *l = level(s);

	if (s->depth == 0)
		return DONE;
	if (l->kind != ARGUMENTS || s->name != l->element)
		return FAILED;
	l->element = UINT32_MAX;
	return pass_binary(s, ANY_PREFIX);
}

static enum outcome
pass_operator(struct passing *s)
{
	switch (token(s->p)) {
	case TOKEN_DOT:
		return pass_attribute(s);
	case TOKEN_OPEN:
		return pass_call(s);
	case TOKEN_OPEN_SQUARE:
		return pass_subscript(s);
	case TOKEN_CLOSE:
	case TOKEN_CLOSE_SQUARE:
	case TOKEN_CLOSE_BRACE:
		return pass_close(s);
	case TOKEN_COMMA:
		return pass_comma(s);
	case TOKEN_COLON:
		return pass_colon(s);
	case TOKEN_ASSIGN:
		return pass_keyword(s);
	case TOKEN_IF:
		return pass_if(s);
	case TOKEN_ELSE:
		return pass_else(s);
	case TOKEN_FOR:
	case TOKEN_ASYNC:
		return pass_for(s);
	case TOKEN_ODD:
	case TOKEN_WALRUS:
		return FAILED;
	default:
		return s->depth == 0 ? DONE : FAILED;
	}
}

/* Which operators are between two operands. */
enum between { NOTHING, SUM, POWER, COMPARISON, BOOLEAN };

static const unsigned char between[TOKEN_COUNT] = {
	[TOKEN_PLUS] = SUM,         [TOKEN_MINUS] = SUM,          [TOKEN_STAR] = SUM,
	[TOKEN_SLASH] = SUM,        [TOKEN_SLASHES] = SUM,        [TOKEN_PERCENT] = SUM,
	[TOKEN_AT] = SUM,           [TOKEN_SHIFT_LEFT] = SUM,     [TOKEN_SHIFT_RIGHT] = SUM,
	[TOKEN_BIT_AND] = SUM,      [TOKEN_BIT_OR] = SUM,         [TOKEN_XOR] = SUM,
	[TOKEN_STARS] = POWER,      [TOKEN_LESS] = COMPARISON,    [TOKEN_LESS_EQUAL] = COMPARISON,
	[TOKEN_EQUAL] = COMPARISON, [TOKEN_UNEQUAL] = COMPARISON, [TOKEN_MORE_EQUAL] = COMPARISON,
	[TOKEN_MORE] = COMPARISON,  [TOKEN_IN] = COMPARISON,      [TOKEN_IS] = COMPARISON,
	[TOKEN_NOT] = COMPARISON,   [TOKEN_AND] = BOOLEAN,        [TOKEN_OR] = BOOLEAN,
};

/* After an operand. */
static enum outcome
pass_on(struct passing *s)
{
	switch (between[token(s->p)]) {
	case SUM:
		return pass_binary(s, SIGNS);
	case POWER:
		return ++s->signs > SIGNS_LIMIT ? FAILED : pass_binary(s, SIGNS);
	case COMPARISON:
		return pass_comparison(s);
	case BOOLEAN:
		return level(s)->starred ? FAILED : pass_binary(s, ANY_PREFIX);
	default:
		return pass_operator(s);
	}
}

bool
pass(struct parser *p, bool list, struct passed *out)
{
	struct passing s = { .p = p, .list = list, .targets = true, .name = UINT32_MAX };

	begin_element(&s);
	for (;;) {
		enum outcome outcome;

		if (!pass_operand(&s))
			return false;
		do
			outcome = pass_on(&s);
		while (outcome == OPERATOR);
		if (outcome == FAILED)
			return false;
		if (outcome == DONE)
			break;
	}
	out->comma = s.at[0].comma;
	out->targets = s.targets && s.simple && s.assignable;
	return !s.at[0].choice;
}
