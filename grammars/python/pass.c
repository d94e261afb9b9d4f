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
	struct level *level; /* the innermost of as many as */
	unsigned depth;
	unsigned signs;
	enum prefix prefix;
	uint32_t name;   /* the start of the operand that was read, if it is a name */
	bool list;       /* commas may stand outside of brackets */
	bool simple;     /* outside of them: the element is a primary that begins with a name */
	bool assignable; /* and no call */
	bool targets;    /* all elements before it are simple and assignable */
};

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
	struct level *l = s->level;
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
	s->depth++;
	*++s->level = (struct level){ .kind = (unsigned char)kind };
	open_bracket(s->p);
	begin_element(s);
	return true;
}

static void
close_level(struct passing *s)
{
	s->assignable = s->level->kind == SUBSCRIPT;
	s->depth--;
	s->level--;
	s->name = UINT32_MAX;
	s->p->l.nest--;
	next(s->p);
}

/* `.b.c` after a name that is put: the node of a use. */
static bool
pass_attributes(struct passing *s, uint32_t start, uint32_t from)
{
	for (; token(s->p) == TOKEN_DOT; s->name = UINT32_MAX)
		read_attribute(s->p, start, from);
	return token(s->p) != TOKEN_ODD;
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
	if (s->level->kind == PARENTHESES && s->level->element == start &&
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
	*empty = token(s->p) == closings[kind] && s->level->kind == kind;
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

	if (s->level->starred)
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
	if (s->level->element == UINT32_MAX)
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
	const struct level *l = s->level;

	if (s->depth == 0)
		return DONE;
	if (closings[l->kind] != token(s->p) || l->choice || (l->kind == DICT && !l->value))
		return FAILED;
	close_level(s);
	return OPERATOR;
}

static enum outcome
pass_comma(struct passing *s)
{
	struct level *l = s->level;

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
	if (s->depth == 0 && (at_end(s->p) || token(s->p) == TOKEN_ASSIGN)) {
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
	struct level *l = s->level;

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

/* `name=` of an argument. */
static enum outcome
pass_keyword(struct passing *s)
{
	struct level *l = s->level;

	if (s->depth == 0)
		return DONE;
	if (l->kind != ARGUMENTS || s->name == UINT32_MAX || s->name != l->element)
		return FAILED;
	l->element = UINT32_MAX;
	return pass_binary(s, ANY_PREFIX);
}

/* What a token does after an operand; STEP_END: it is no part of the expression. */
enum step {
	STEP_END,
	STEP_ODD,
	STEP_SUM,
	STEP_POWER,
	STEP_COMPARISON,
	STEP_BOOLEAN,
	STEP_ATTRIBUTE,
	STEP_CALL,
	STEP_SUBSCRIPT,
	STEP_CLOSE,
	STEP_COMMA,
	STEP_COLON,
	STEP_KEYWORD,
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
	[TOKEN_LESS_EQUAL] = STEP_COMPARISON,
	[TOKEN_EQUAL] = STEP_COMPARISON,
	[TOKEN_UNEQUAL] = STEP_COMPARISON,
	[TOKEN_MORE_EQUAL] = STEP_COMPARISON,
	[TOKEN_MORE] = STEP_COMPARISON,
	[TOKEN_IN] = STEP_COMPARISON,
	[TOKEN_IS] = STEP_COMPARISON,
	[TOKEN_NOT] = STEP_COMPARISON,
	[TOKEN_AND] = STEP_BOOLEAN,
	[TOKEN_OR] = STEP_BOOLEAN,
	[TOKEN_DOT] = STEP_ATTRIBUTE,
	[TOKEN_OPEN] = STEP_CALL,
	[TOKEN_OPEN_SQUARE] = STEP_SUBSCRIPT,
	[TOKEN_CLOSE] = STEP_CLOSE,
	[TOKEN_CLOSE_SQUARE] = STEP_CLOSE,
	[TOKEN_CLOSE_BRACE] = STEP_CLOSE,
	[TOKEN_COMMA] = STEP_COMMA,
	[TOKEN_COLON] = STEP_COLON,
	[TOKEN_ASSIGN] = STEP_KEYWORD,
	[TOKEN_IF] = STEP_IF,
	[TOKEN_ELSE] = STEP_ELSE,
	[TOKEN_FOR] = STEP_FOR,
	[TOKEN_ASYNC] = STEP_FOR,
};

static enum outcome
pass_on(struct passing *s)
{
	switch ((enum step)steps[token(s->p)]) {
	case STEP_ATTRIBUTE:
		return pass_attribute(s);
	case STEP_CALL:
		return pass_call(s);
	case STEP_SUBSCRIPT:
		return pass_subscript(s);
	case STEP_CLOSE:
		return pass_close(s);
	case STEP_COMMA:
		return pass_comma(s);
	case STEP_COLON:
		return pass_colon(s);
	case STEP_KEYWORD:
		return pass_keyword(s);
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

bool
pass(struct parser *p, bool list, struct passed *out)
{
	struct level levels[DEPTH_LIMIT]; /* each as it is opened */
	struct passing s = {
		.p = p, .level = levels, .list = list, .targets = true, .name = UINT32_MAX
	};

	levels[0] = (struct level){ .kind = TOP };
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
	out->comma = levels[0].comma;
	out->targets = s.targets && s.simple && s.assignable;
	return !levels[0].choice;
}
