/*
 * pass.c - expressions in which there is nothing but uses are passed over, without a tree.
 *
 * An automaton takes the tokens one by one (make_automaton.py has its states); for each open bracket
 * it is kept where it goes on behind it. Names and signs are cut here, everything else by the lexer.
 */
#include "base/bytes.h"
#include "grammars/python/parser.h"

#include "grammars/python/automaton.inc"

#define DEPTH_LIMIT 30 /* of brackets in brackets */
#define SIGNS_LIMIT 60 /* that make an expression as deep as brackets do */
/* Steps are what is done and the state after it. */
#define STEP(op)       ((unsigned)(op) << 10)
#define STATE_OF(step) ((step)&0x3FFu)
#define STATE_NONE     0x400u /* there are fewer */

static const unsigned char signs[TOKEN_COUNT] = {
	[TOKEN_ODD] = SIGN_OTHER,
	[TOKEN_END] = SIGN_OTHER,
	[TOKEN_LINE] = SIGN_LINE,
	[TOKEN_NAME] = SIGN_NAME,
	[TOKEN_INTEGER] = SIGN_ATOM,
	[TOKEN_FLOAT] = SIGN_ATOM,
	[TOKEN_STRING] = SIGN_STRING,
	[TOKEN_FIELDS] = SIGN_FIELDS,
	[TOKEN_OPEN] = SIGN_OPEN,
	[TOKEN_CLOSE] = SIGN_CLOSE,
	[TOKEN_OPEN_SQUARE] = SIGN_OPEN_SQUARE,
	[TOKEN_CLOSE_SQUARE] = SIGN_CLOSE_SQUARE,
	[TOKEN_OPEN_BRACE] = SIGN_OPEN_BRACE,
	[TOKEN_CLOSE_BRACE] = SIGN_CLOSE_BRACE,
	[TOKEN_COMMA] = SIGN_COMMA,
	[TOKEN_COLON] = SIGN_COLON,
	[TOKEN_SEMICOLON] = SIGN_OTHER,
	[TOKEN_DOT] = SIGN_DOT,
	[TOKEN_ELLIPSIS] = SIGN_ATOM,
	[TOKEN_ARROW] = SIGN_OTHER,
	[TOKEN_BANG] = SIGN_OTHER,
	[TOKEN_ASSIGN] = SIGN_ASSIGN,
	[TOKEN_WALRUS] = SIGN_UNKNOWN,
	[TOKEN_PLUS_ASSIGN] = SIGN_AUGMENT,
	[TOKEN_AUGMENT] = SIGN_AUGMENT,
	[TOKEN_PLUS] = SIGN_SUM,
	[TOKEN_MINUS] = SIGN_SUM,
	[TOKEN_STAR] = SIGN_STAR,
	[TOKEN_STARS] = SIGN_STARS,
	[TOKEN_SLASH] = SIGN_PRODUCT,
	[TOKEN_SLASHES] = SIGN_PRODUCT,
	[TOKEN_PERCENT] = SIGN_PRODUCT,
	[TOKEN_AT] = SIGN_PRODUCT,
	[TOKEN_SHIFT_LEFT] = SIGN_PRODUCT,
	[TOKEN_SHIFT_RIGHT] = SIGN_PRODUCT,
	[TOKEN_BIT_AND] = SIGN_PRODUCT,
	[TOKEN_BIT_OR] = SIGN_PRODUCT,
	[TOKEN_XOR] = SIGN_PRODUCT,
	[TOKEN_TILDE] = SIGN_UNKNOWN,
	[TOKEN_LESS] = SIGN_ORDER,
	[TOKEN_LESS_EQUAL] = SIGN_ORDER,
	[TOKEN_EQUAL] = SIGN_ORDER,
	[TOKEN_UNEQUAL] = SIGN_ORDER,
	[TOKEN_MORE_EQUAL] = SIGN_ORDER,
	[TOKEN_MORE] = SIGN_ORDER,
	[TOKEN_FALSE] = SIGN_ATOM,
	[TOKEN_NONE] = SIGN_ATOM,
	[TOKEN_TRUE] = SIGN_ATOM,
	[TOKEN_AND] = SIGN_BOOLEAN,
	[TOKEN_AS] = SIGN_OTHER,
	[TOKEN_ASSERT] = SIGN_OTHER,
	[TOKEN_ASYNC] = SIGN_FOR,
	[TOKEN_AWAIT] = SIGN_AWAIT,
	[TOKEN_BREAK] = SIGN_OTHER,
	[TOKEN_CLASS] = SIGN_OTHER,
	[TOKEN_CONTINUE] = SIGN_OTHER,
	[TOKEN_DEF] = SIGN_OTHER,
	[TOKEN_DEL] = SIGN_OTHER,
	[TOKEN_ELIF] = SIGN_OTHER,
	[TOKEN_ELSE] = SIGN_ELSE,
	[TOKEN_EXCEPT] = SIGN_OTHER,
	[TOKEN_FINALLY] = SIGN_OTHER,
	[TOKEN_FOR] = SIGN_FOR,
	[TOKEN_FROM] = SIGN_OTHER,
	[TOKEN_GLOBAL] = SIGN_OTHER,
	[TOKEN_IF] = SIGN_IF,
	[TOKEN_IMPORT] = SIGN_OTHER,
	[TOKEN_IN] = SIGN_IN,
	[TOKEN_IS] = SIGN_IS,
	[TOKEN_LAMBDA] = SIGN_UNKNOWN,
	[TOKEN_NONLOCAL] = SIGN_OTHER,
	[TOKEN_NOT] = SIGN_NOT,
	[TOKEN_OR] = SIGN_BOOLEAN,
	[TOKEN_PASS] = SIGN_OTHER,
	[TOKEN_RAISE] = SIGN_OTHER,
	[TOKEN_RETURN] = SIGN_OTHER,
	[TOKEN_TRY] = SIGN_OTHER,
	[TOKEN_WHILE] = SIGN_OTHER,
	[TOKEN_WITH] = SIGN_OTHER,
	[TOKEN_YIELD] = SIGN_UNKNOWN,
};

/* What of a lexer changes from token to token. */
struct cursor {
	uint32_t at, start, end, done;
	enum token token;
};

struct passing {
	struct parser *p;
	const char *text;
	const unsigned char *starts;
	const unsigned char *named;
	const struct name_set *live;
	uint32_t nest; /* around it */
	uint32_t depth;
};

static inline struct cursor
cursor_at(const struct lexer *l)
{
	return (struct cursor){ l->at, l->start, l->end, l->done, l->token };
}

/* Leave the lexer there, as far as it does not matter what the token is. */
static inline void
cursor_put(struct passing *s, struct cursor c)
{
	struct lexer *l = &s->p->l;

	l->at = c.at;
	l->start = c.start;
	l->end = c.end;
	l->done = c.done;
	l->token = c.token;
	l->nest = s->nest + s->depth;
}

/* Names that may be of interest have a sign of their own, behind that of others. */
static inline enum sign
sign_of_name(const struct passing *s, uint64_t key)
{
	return SIGN_NAME + interest_has(s->live, key);
}

/* The token that the lexer is at. */
static inline enum sign
sign_of_token(const struct passing *s)
{
	const struct lexer *l = &s->p->l;

	return l->token == TOKEN_NAME ? sign_of_name(s, l->key) : (enum sign)signs[l->token];
}

/* Where the string ends that begins at that quote; NULL when that is not plain, or further away. */
static inline const char *
plain_string(const char *text)
{
	struct bytes inside = bytes_load(text + 1);
	struct bytes ends = bytes_or(bytes_are(inside, '\\'), bytes_are(inside, '\n'));
	unsigned bits = bytes_bits(bytes_or(ends, bytes_are(inside, text[0])));

	if (bits == 0 || (bits & 1) != 0 || text[1 + LOWEST_BIT(bits)] != text[0])
		return NULL;
	return text + 2 + LOWEST_BIT(bits);
}

/* The token at the lexer's start, which is no plain name and no plain sign. */
static APART void
cut(struct lexer *l)
{
	const char *text = l->text + l->start, *end = NULL;

	if (lex_starts[(unsigned char)*text] == START_QUOTE)
		end = plain_string(text);
	if (end == NULL) {
		lex_at(l, l->start);
		return;
	}
	l->end = l->start + (uint32_t)(end - text);
	l->token = TOKEN_STRING;
	lex_go(l, l->end);
}

/* The same of where passing is. */
static inline enum sign
cut_token(struct passing *s, struct cursor *c)
{
	cursor_put(s, *c);
	cut(&s->p->l);
	*c = cursor_at(&s->p->l);
	return sign_of_token(s);
}

/* The next token. */
static inline enum sign
next_token(struct passing *s, struct cursor *c)
{
	const char *text;
	struct lex_sign sign;

	c->done = c->end;
	c->start = starts_next(s->starts, c->at);
	c->at = c->start + 1;
	text = s->text + c->start;
	sign = lex_signs[(unsigned char)*text];
	if (sign.token == TOKEN_NAME) {
		uint32_t len = starts_name(s->named, c->start);

		if (len < NAMES_LONG && lex_starts[(unsigned char)text[len]] > START_QUOTE) {
			uint64_t key;

			c->end = c->start + len;
			c->token = lex_word(text, len, &key);
			return c->token == TOKEN_NAME ? sign_of_name(s, key)
			                              : (enum sign)signs[c->token];
		}
	} else if (sign.token != TOKEN_ODD &&
	           (sign.unless & lex_signs[(unsigned char)text[1]].follows) == 0) {
		c->end = c->start + 1;
		c->token = (enum token)sign.token;
		return (enum sign)signs[sign.token];
	}
	return cut_token(s, c);
}

/* What is rare, and the state after it; STATE_NONE when it has to be read. */
static APART unsigned
act(struct passing *s, unsigned step)
{
	struct parser *p = s->p;
	const enum op op = (enum op)(step >> 10);
	unsigned state = STATE_OF(step);
	bool chain = false, done;

	switch (op) {
	case OP_LIVE:
	case OP_LIVE_ALONE:
		done = pass_use(p, op == OP_LIVE_ALONE, &chain);
		break;
	case OP_LIVE_GIVEN:
		done = !is_word(p, STR("type")) && pass_use(p, false, &chain);
		break;
	case OP_LIVE_ATTRIBUTE:
		done = !pass_checks_types(p);
		break;
	case OP_FIELDS:
		done = pass_fields(p);
		break;
	case OP_FOR:
		done = pass_for(p);
		break;
	default:
		done = false;
	}
	/* It ends with an attribute. */
	if (chain)
		state = steps[steps[state][SIGN_DOT]][SIGN_NAME];
	return done ? state : STATE_NONE;
}

/* Have the lexer at the last token. */
static void
leave_at(struct passing *s, struct cursor c)
{
	struct lexer *l = &s->p->l;

	cursor_put(s, c);
	if (c.token == TOKEN_NAME)
		l->key = lex_key(l->text + c.start, c.end - c.start);
}

bool
pass(struct parser *p, enum passes what)
{
	uint16_t after[DEPTH_LIMIT]; /* by depth: the state behind the bracket */
	struct passing s = {
		.p = p,
		.text = p->l.text,
		.starts = p->l.starts->at,
		.named = p->l.starts->named,
		.live = &p->set->live,
		.nest = p->l.nest,
	};
	struct cursor c = cursor_at(&p->l);
	enum sign sign = sign_of_token(&s);
	unsigned state = what, counted = 0;

	for (;;) {
		unsigned step = steps[state][sign];

		if (step < STEP(OP_COUNT)) {
			state = step;
		} else if (step < STEP(OP_OPEN)) {
			state = STATE_OF(step);
			if (++counted > SIGNS_LIMIT)
				return false;
		} else if (step < STEP(OP_CLOSE)) {
			if (s.depth + 1 == DEPTH_LIMIT)
				return false;
			after[s.depth++] = closed[state][sign == SIGN_OPEN_SQUARE];
			state = STATE_OF(step);
		} else if (step < STEP(OP_DONE)) {
			state = after[--s.depth];
		} else if (c.token == TOKEN_LINE && s.nest > 0) {
			/* In a bracket around all of it the end of a line is nothing. */
			sign = cut_token(&s, &c);
			continue;
		} else {
			leave_at(&s, c);
			if (step < STEP(OP_FAIL))
				return c.token != TOKEN_ODD;
			state = act(&s, step);
			if (state == STATE_NONE)
				return false;
			c = cursor_at(&p->l);
		}
		sign = next_token(&s, &c);
	}
}
