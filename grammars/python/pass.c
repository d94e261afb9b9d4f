/*
 * pass.c - expressions in which there is nothing but uses are passed over, without a tree.
 *
 * An automaton takes the tokens one by one (make_automaton.py has its states); for each open bracket
 * it is kept where it goes on behind it. Names and signs are cut here, everything else by the lexer.
 */
#include "grammars/python/parser.h"

#include "grammars/python/automaton.inc"

#define DEPTH_LIMIT 30 /* of brackets in brackets */
#define SIGNS_LIMIT 60 /* that make an expression as deep as brackets do */
/* Steps are what is done and the state after it. */
#define STEP(op)       ((unsigned)(op) << 10)
#define OP_OF(step)    ((enum op)((step) >> 10))
#define STATE_OF(step) ((step)&0x3FF)

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
	[TOKEN_SEMICOLON] = SIGN_LINE,
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
	uint64_t ahead, key;
	uint32_t word, start, end, done;
	enum token token;
};

static inline struct cursor
cursor_at(const struct lexer *l)
{
	return (struct cursor){ l->ahead, l->key, l->word, l->start, l->end, l->done, l->token };
}

static inline void
cursor_put(struct lexer *l, const struct cursor *c)
{
	l->ahead = c->ahead;
	l->key = c->key;
	l->word = c->word;
	l->start = c->start;
	l->end = c->end;
	l->done = c->done;
	l->token = c->token;
}

struct passing {
	struct parser *p;
	const struct name_set *live;
	unsigned depth, signs;
	uint16_t after[DEPTH_LIMIT]; /* by depth: the state behind the bracket */
};

/* The next start. */
static inline uint32_t
cursor_next(const struct lexer *l, struct cursor *c)
{
	while (c->ahead == 0) {
		c->word += 64;
		c->ahead = l->starts->at[c->word / 64];
	}
	c->start = c->word + LOWEST_BIT_64(c->ahead);
	c->ahead &= c->ahead - 1;
	return c->start;
}

/* A token that is no plain name and no plain sign. */
static APART struct cursor
cut(struct lexer *l, struct cursor c)
{
	uint32_t at = c.start;

	cursor_put(l, &c);
	lex_at(l, at);
	return cursor_at(l);
}

/* The next token, if it is a plain name or a keyword. */
static inline bool
next_name(const struct lexer *l, struct cursor *c)
{
	const char *text = l->text + c->start;
	uint32_t len = starts_name(l->starts, c->start);

	if (len == NAMES_LONG || lex_starts[(unsigned char)text[len]] <= START_QUOTE)
		return false;
	c->end = c->start + len;
	c->token = lex_word(text, len, &c->key);
	return true;
}

/* Names that may be of interest have a sign of their own, behind that of others. */
static inline enum sign
sign_of(const struct passing *s, const struct cursor *c)
{
	enum sign sign = (enum sign)signs[c->token];

	return sign + (c->token == TOKEN_NAME && interest_has(s->live, c->key));
}

/* The next token. */
static inline void
next_token(struct lexer *l, struct cursor *c)
{
	const char *text;
	struct lex_sign sign;

	c->done = c->end;
	text = l->text + cursor_next(l, c);
	sign = lex_signs[(unsigned char)*text];
	if (sign.token == TOKEN_NAME) {
		if (next_name(l, c))
			return;
	} else if (sign.token != TOKEN_ODD &&
	           (sign.unless & lex_signs[(unsigned char)text[1]].follows) == 0) {
		c->end = c->start + 1;
		c->token = (enum token)sign.token;
		return;
	}
	*c = cut(l, *c);
}

/* What is rare; false when it has to be read. */
static bool
act(struct passing *s, enum op op, struct cursor *c, uint16_t *state)
{
	struct parser *p = s->p;
	bool chain = false, done;

	cursor_put(&p->l, c);
	switch (op) {
	case OP_LIVE:
	case OP_LIVE_ALONE:
		done = pass_use(p, op == OP_LIVE_ALONE, &chain);
		break;
	case OP_LIVE_GIVEN:
		done = !is_word(p, STR("type")) && pass_use(p, false, &chain);
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
		*state = STATE_OF(steps[STATE_OF(steps[*state][SIGN_DOT])][SIGN_NAME]);
	*c = cursor_at(&p->l);
	return done;
}

bool
pass(struct parser *p, enum passes what)
{
	struct passing s = { .p = p, .live = &p->set->live };
	struct cursor c = cursor_at(&p->l);
	uint16_t state = (uint16_t)what;

	for (;; next_token(&p->l, &c)) {
		enum sign sign = sign_of(&s, &c);
		uint16_t step = steps[state][sign];

		if (step < STEP(OP_COUNT)) {
			state = step;
		} else if (step < STEP(OP_OPEN)) {
			state = STATE_OF(step);
			if (++s.signs > SIGNS_LIMIT)
				return false;
		} else if (step < STEP(OP_CLOSE)) {
			if (s.depth + 1 == DEPTH_LIMIT)
				return false;
			s.after[s.depth++] = closed[state][sign == SIGN_OPEN_SQUARE];
			p->l.nest++;
			state = STATE_OF(step);
		} else if (step < STEP(OP_DONE)) {
			p->l.nest--;
			state = s.after[--s.depth];
		} else if (step < STEP(OP_FAIL)) {
			cursor_put(&p->l, &c);
			return c.token != TOKEN_ODD;
		} else {
			state = STATE_OF(step);
			if (!act(&s, OP_OF(step), &c, &state))
				return false;
		}
	}
}
