/*
 * pass.c - expressions in which there is nothing but uses are passed over, without a tree.
 *
 * What is most frequent is told by the byte that it starts with; the lexer is asked about the rest.
 */
#include "grammars/python/automaton.h"

static const char closings[] = {
	[TOP] = '\0',      [ARGUMENTS] = ')', [PARENTHESES] = ')', [LIST] = ']',
	[SUBSCRIPT] = ']', [BRACES] = '}',    [SET] = '}',         [DICT] = '}',
};

/* What a token is that starts with a byte, as far as that tells. */
enum sign {
	SIGN_OTHER,
	SIGN_NAME, /* or a keyword, or a string with a prefix */
	SIGN_GAP,  /* a comment, a line end, which is none in brackets, or a backslash before one */
	SIGN_DOT,
	SIGN_OPEN,
	SIGN_OPEN_SQUARE,
	SIGN_OPEN_BRACE,
	SIGN_CLOSE,
	SIGN_COMMA,
	SIGN_COLON,
	SIGN_EQUALS,
	SIGN_SUM,   /* unless something makes it longer */
	SIGN_ORDER, /* likewise */
};

#define SIGN_NAMES(c) [c] = SIGN_NAME

static const unsigned char signs[256] = {
	LEX_LETTERS(SIGN_NAMES), ['\n'] = SIGN_GAP,        ['\r'] = SIGN_GAP,
	['#'] = SIGN_GAP,        ['\\'] = SIGN_GAP,        ['.'] = SIGN_DOT,
	['('] = SIGN_OPEN,       ['['] = SIGN_OPEN_SQUARE, [')'] = SIGN_CLOSE,
	[']'] = SIGN_CLOSE,      ['{'] = SIGN_OPEN_BRACE,  ['}'] = SIGN_CLOSE,
	[','] = SIGN_COMMA,      [':'] = SIGN_COLON,       ['='] = SIGN_EQUALS,
	['+'] = SIGN_SUM,        ['-'] = SIGN_SUM,         ['*'] = SIGN_SUM,
	['/'] = SIGN_SUM,        ['%'] = SIGN_SUM,         ['<'] = SIGN_ORDER,
	['>'] = SIGN_ORDER,
};

/* A bracket closes where an element may begin: that of an empty one, or after a comma. */
static inline enum outcome
close_early(struct passing *s, uint32_t at)
{
	const struct level *l = s->level;

	if (s->depth == 0 || closings[l->kind] != s->p->l.text[at] ||
	    (l->kind == SUBSCRIPT && !l->comma))
		return FAILED;
	close_level(s, at);
	return OPERATOR;
}

/* Where an operand is wanted. */
static inline enum outcome
pass_operand(struct passing *s)
{
	struct lexer *l = &s->p->l;
	uint32_t at = lex_start(l);
	enum sign sign = (enum sign)signs[(unsigned char)l->text[at]];
	bool begins = s->begins;

	if (sign == SIGN_GAP && pass_gap(l, at))
		return OPERAND;
	if (begins)
		s->level->element = at;
	s->begins = false;
	switch (sign) {
	case SIGN_CLOSE:
		return begins ? close_early(s, at) : FAILED;
	case SIGN_COLON:
		look(l, at);
		return begins && s->level->kind == SUBSCRIPT && token(s->p) == TOKEN_COLON
		               ? pass_colon(s)
		               : FAILED;
	case SIGN_NAME:
		l->done = l->end;
		lex_name(l, at);
		return token(s->p) == TOKEN_NAME
		               ? (pass_name(s) ? OPERATOR : FAILED)
		               : pass_token(s);
	case SIGN_OPEN:
		return open_level(s, at, PARENTHESES);
	case SIGN_OPEN_SQUARE:
		return open_level(s, at, LIST);
	case SIGN_OPEN_BRACE:
		return open_level(s, at, BRACES);
	default:
		look(l, at);
		return pass_token(s);
	}
}

/* From a dot on. */
static inline enum outcome
pass_attribute(struct passing *s)
{
	struct lexer *l = &s->p->l;
	uint32_t at = lex_start(l);

	while (signs[(unsigned char)l->text[at]] == SIGN_GAP && pass_gap(l, at))
		at = lex_start(l);
	if (signs[(unsigned char)l->text[at]] != SIGN_NAME)
		return FAILED;
	lex_name(l, at);
	s->name = UINT32_MAX;
	s->assignable = true;
	return token(s->p) == TOKEN_NAME ? OPERATOR : FAILED;
}

/* The expression ends before what starts there. */
static enum outcome
end_before(struct passing *s, uint32_t at)
{
	return look(&s->p->l, at) != TOKEN_ODD ? DONE : FAILED;
}

static inline enum outcome
pass_close(struct passing *s, uint32_t at)
{
	const struct level *l = s->level;

	if (s->depth == 0)
		return end_before(s, at);
	if (closings[l->kind] != s->p->l.text[at] || l->choice || (l->kind == DICT && !l->value))
		return FAILED;
	close_level(s, at);
	return OPERATOR;
}

/* After a comma outside of brackets. */
static enum outcome
pass_element(struct passing *s)
{
	struct lexer *l = &s->p->l;
	uint32_t at;
	char c = pass_coming(l);

	if (c != '\n' && c != '\r' && c != ';' && c != '=') {
		begin_element(s);
		return OPERAND;
	}
	at = lex_start(l);
	s->simple = s->assignable = true; /* what is before the comma counts */
	return end_before(s, at);
}

static enum outcome
pass_comma(struct passing *s, uint32_t at)
{
	struct level *l = s->level;

	if (s->depth == 0 && !s->list)
		return end_before(s, at);
	if (l->choice || l->clause || (l->kind == DICT && !l->value))
		return FAILED;
	if (l->kind == BRACES)
		l->kind = SET;
	l->comma = true;
	s->p->l.end = at + 1;
	if (s->depth == 0) {
		s->targets = s->targets && s->simple && s->assignable;
		return pass_element(s);
	}
	begin_element(s);
	return OPERAND;
}

/* After an equals sign alone: that of an argument. */
static inline enum outcome
pass_keyword(struct passing *s, uint32_t at)
{
	struct level *l = s->level;

	if (s->depth == 0)
		return end_before(s, at);
	if (l->kind != ARGUMENTS || s->name == UINT32_MAX || s->name != l->element)
		return FAILED;
	l->element = UINT32_MAX;
	s->p->l.end = at + 1;
	return pass_binary(s, ANY_PREFIX);
}

/* After an operand. */
static inline enum outcome
pass_on(struct passing *s)
{
	struct lexer *l = &s->p->l;
	uint32_t at = lex_start(l);
	char c = l->text[at], after = l->text[at + 1];

	switch (signs[(unsigned char)c]) {
	case SIGN_GAP:
		if (pass_gap(l, at))
			return OPERATOR;
		break;
	case SIGN_DOT:
		return pass_attribute(s);
	case SIGN_OPEN:
		return open_level(s, at, ARGUMENTS);
	case SIGN_OPEN_SQUARE:
		return open_level(s, at, SUBSCRIPT);
	case SIGN_CLOSE:
		return pass_close(s, at);
	case SIGN_COMMA:
		return pass_comma(s, at);
	case SIGN_EQUALS:
		if (after == '=')
			break;
		return pass_keyword(s, at);
	case SIGN_SUM:
		if (after == '=' || after == c || after == '>')
			break;
		l->end = at + 1;
		return pass_binary(s, SIGNS);
	case SIGN_ORDER:
		if (after == '=' || after == '<' || after == '>' || s->level->starred)
			break;
		l->end = at + 1;
		return pass_binary(s, SIGNS);
	default:
		break;
	}
	look(l, at);
	return pass_step(s);
}

bool
pass(struct parser *p, bool list, struct passed *out)
{
	struct level levels[DEPTH_LIMIT]; /* each as it is opened */
	struct passing s = {
		.p = p, .level = levels, .list = list, .targets = true, .name = UINT32_MAX
	};
	enum outcome outcome;

	levels[0] = (struct level){ .kind = TOP, .element = p->l.start };
	outcome = pass_token(&s);
	while (outcome == OPERAND || outcome == OPERATOR) {
		while (outcome == OPERAND)
			outcome = pass_operand(&s);
		while (outcome == OPERATOR)
			outcome = pass_on(&s);
	}
	if (outcome == FAILED)
		return false;
	out->comma = levels[0].comma;
	out->targets = s.targets && s.simple && s.assignable;
	return !levels[0].choice;
}
