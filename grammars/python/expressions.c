/*
 * expressions.c - expressions outside of brackets (language reference, "Expressions").
 */
#include "grammars/python/parser.h"

#include "base/arena.h"

#define DEPTH_LIMIT 150 /* of expressions in expressions; Python's own is 200 brackets */

/* How tight operators bind to Tree-sitter's grammar; 0 is no operator. */
enum precedence {
	BIND_OR = 10,
	BIND_AND,
	BIND_NOT,
	BIND_COMPARISON,
	BIND_BIT_OR,
	BIND_BIT_AND,
	BIND_XOR,
	BIND_SHIFT,
	BIND_SUM,
	BIND_PRODUCT,
	BIND_UNARY,
	BIND_POWER,
};

static const struct {
	unsigned char bind;
	unsigned char kind; /* enum node_kind of the token; 0: it has no node */
} operators[TOKEN_COUNT] = {
	[TOKEN_OR] = { BIND_OR, NODE_OR },
	[TOKEN_AND] = { BIND_AND, NODE_AND },
	[TOKEN_NOT] = { BIND_COMPARISON, NODE_IS_NOT_IN },
	[TOKEN_IN] = { BIND_COMPARISON, NODE_IS_IN },
	[TOKEN_IS] = { BIND_COMPARISON, NODE_IS },
	[TOKEN_LESS] = { BIND_COMPARISON, NODE_IS_LESS },
	[TOKEN_LESS_EQUAL] = { BIND_COMPARISON, NODE_IS_LESS_EQUAL },
	[TOKEN_EQUAL] = { BIND_COMPARISON, NODE_IS_EQUAL },
	[TOKEN_UNEQUAL] = { BIND_COMPARISON, NODE_IS_UNEQUAL },
	[TOKEN_MORE_EQUAL] = { BIND_COMPARISON, NODE_IS_MORE_EQUAL },
	[TOKEN_MORE] = { BIND_COMPARISON, NODE_IS_MORE },
	[TOKEN_BIT_OR] = { BIND_BIT_OR, 0 },
	[TOKEN_BIT_AND] = { BIND_BIT_AND, 0 },
	[TOKEN_XOR] = { BIND_XOR, 0 },
	[TOKEN_SHIFT_LEFT] = { BIND_SHIFT, 0 },
	[TOKEN_SHIFT_RIGHT] = { BIND_SHIFT, 0 },
	[TOKEN_PLUS] = { BIND_SUM, NODE_PLUS },
	[TOKEN_MINUS] = { BIND_SUM, 0 },
	[TOKEN_STAR] = { BIND_PRODUCT, 0 },
	[TOKEN_AT] = { BIND_PRODUCT, 0 },
	[TOKEN_SLASH] = { BIND_PRODUCT, NODE_SLASH },
	[TOKEN_SLASHES] = { BIND_PRODUCT, 0 },
	[TOKEN_PERCENT] = { BIND_PRODUCT, 0 },
	[TOKEN_STARS] = { BIND_POWER, 0 },
};

/* Can the name at the lexer mean what walk.c asks for? */
static bool
is_telling(const struct parser *p)
{
	const struct str name = { p->l.text + p->l.start, p->l.end - p->l.start };

	return interest_tells(p->set, p->l.key, name) || interest_is_module(name);
}

static uint16_t
name_flags(struct parser *p)
{
	if (!p->prunes)
		return 0;
	if (!interest_has(&p->set->all, p->l.key) && !interest_has(&p->set->live, p->l.key))
		return NODE_DULL;
	if (p->passes && is_telling(p))
		telling(p);
	interesting(p);
	return 0;
}

static void
read_atom(struct parser *p)
{
	switch (token(p)) {
	case TOKEN_NAME:
		put_token(p, NODE_IDENT)->flags = name_flags(p);
		break;
	case TOKEN_INTEGER:
		put_token(p, NODE_INTEGER);
		break;
	case TOKEN_FLOAT:
	case TOKEN_TRUE:
	case TOKEN_FALSE:
	case TOKEN_ELLIPSIS:
		put_token(p, NODE_OTHER);
		break;
	case TOKEN_NONE:
		put_token(p, NODE_NONE);
		break;
	case TOKEN_STRING:
	case TOKEN_FIELDS:
		read_strings(p);
		return;
	case TOKEN_OPEN:
		read_parentheses(p);
		return;
	case TOKEN_OPEN_SQUARE:
		read_list(p);
		return;
	case TOKEN_OPEN_BRACE:
		read_braces(p);
		return;
	default:
		unsure(p);
		return;
	}
	next(p);
}

static void read_subscript(struct parser *p, uint32_t start, uint32_t from);

void
read_attribute(struct parser *p, uint32_t start, uint32_t from)
{
	next(p);
	if (p->passes && token(p) == TOKEN_NAME)
		(void)pass_checks_types(p);
	if (expect_name(p, NODE_LABEL))
		put(p, NODE_ATTR, start, from);
}

/* `*a.b[c]` in a subscript (PEP 646), of which the grammar knows no more than that. */
static void
read_starred_index(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), first;

	next(p);
	first = p->l.start;
	if (token(p) != TOKEN_NAME)
		unsure(p);
	read_atom(p);
	while (token(p) == TOKEN_DOT || token(p) == TOKEN_OPEN_SQUARE) {
		if (token(p) == TOKEN_DOT)
			read_attribute(p, first, from);
		else
			read_subscript(p, first, from);
	}
	put(p, NODE_LIST_SPLAT, start, from);
	if (token(p) != TOKEN_COMMA && token(p) != TOKEN_CLOSE_SQUARE)
		unsure(p);
}

/* One thing between the commas of a subscript: an expression or a slice. */
static void
read_index(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (token(p) == TOKEN_STAR) {
		read_starred_index(p);
		return;
	}
	if (token(p) != TOKEN_COLON)
		read_named(p);
	if (token(p) != TOKEN_COLON)
		return;
	for (unsigned i = 0; i < 2 && token(p) == TOKEN_COLON; i++) {
		next(p);
		if (token(p) != TOKEN_COLON && token(p) != TOKEN_COMMA &&
		    token(p) != TOKEN_CLOSE_SQUARE)
			read_expression(p);
	}
	put(p, NODE_SLICE, start, from);
}

static void
read_subscript(struct parser *p, uint32_t start, uint32_t from)
{
	bool comma = false;

	open_bracket(p);
	for (;;) {
		read_index(p);
		if (token(p) != TOKEN_COMMA)
			break;
		comma = true;
		next(p);
		if (token(p) == TOKEN_CLOSE_SQUARE)
			break;
	}
	close_bracket(p, TOKEN_CLOSE_SQUARE);
	put(p, NODE_SUBSCRIPT, start, from)->flags = comma ? NODE_COMMA : 0;
}

void
read_arguments(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), count = 0;
	bool comma = false;

	open_bracket(p);
	while (token(p) != TOKEN_CLOSE && token(p) != TOKEN_ODD) {
		uint32_t first = mark(p);
		bool starred = token(p) == TOKEN_STAR || token(p) == TOKEN_STARS;

		read_argument(p);
		if (count++ == 0 && (token(p) == TOKEN_FOR || token(p) == TOKEN_ASYNC)) {
			/* No generator gives `a=b` or `*a`. */
			if (starred || p->nodes.at[first].flags == NODE_LABEL)
				unsure(p);
			read_clauses(p);
			close_bracket(p, TOKEN_CLOSE);
			put(p, NODE_OTHER, start, from);
			return;
		}
		if (token(p) != TOKEN_COMMA)
			break;
		comma = true;
		next(p);
	}
	close_bracket(p, TOKEN_CLOSE);
	put(p, NODE_ARGUMENTS, start, from)->flags = comma ? NODE_COMMA : 0;
}

void
read_primary(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	read_atom(p);
	for (;;) {
		switch (token(p)) {
		case TOKEN_DOT:
			read_attribute(p, start, from);
			break;
		case TOKEN_OPEN:
			read_arguments(p);
			put(p, NODE_CALL, start, from);
			break;
		case TOKEN_OPEN_SQUARE:
			read_subscript(p, start, from);
			break;
		default:
			return;
		}
	}
}

static void read_tighter(struct parser *p, unsigned bind);

/* `not x`, `-x`, `await x`, or what has no operator before it. */
static void
read_prefixed(struct parser *p, unsigned bind)
{
	uint32_t start = p->l.start, from = mark(p);

	switch (token(p)) {
	case TOKEN_NOT:
		if (bind > BIND_NOT) {
			unsure(p);
			return;
		}
		next(p);
		read_tighter(p, BIND_NOT);
		put(p, NODE_NOT, start, from);
		break;
	case TOKEN_PLUS:
	case TOKEN_MINUS:
	case TOKEN_TILDE:
		next(p);
		read_tighter(p, BIND_UNARY);
		put(p, NODE_OTHER, start, from);
		break;
	case TOKEN_AWAIT:
		next(p);
		read_primary(p);
		put(p, NODE_OTHER, start, from);
		break;
	default:
		read_primary(p);
	}
}

/* `not in` and `is not` are one node. */
static void
read_comparison_operator(struct parser *p)
{
	enum token first = token(p);
	struct built *node = put_token(p, (enum node_kind)operators[first].kind);

	next(p);
	if (first == TOKEN_NOT) {
		expect(p, TOKEN_IN);
	} else if (first == TOKEN_IS && token(p) == TOKEN_NOT) {
		node->kind = NODE_IS_NOT;
		next(p);
	} else {
		return;
	}
	node->end = p->l.done;
}

static void
read_comparison(struct parser *p, uint32_t start, uint32_t from)
{
	while (operators[token(p)].bind == BIND_COMPARISON) {
		read_comparison_operator(p);
		read_tighter(p, BIND_COMPARISON + 1);
	}
	put(p, NODE_COMPARISON, start, from);
}

/* Operands and operators that bind at least as tight. */
static void
read_tighter(struct parser *p, unsigned bind)
{
	uint32_t start = p->l.start, from = mark(p);

	if (++p->depth > DEPTH_LIMIT)
		unsure(p);
	read_prefixed(p, bind);
	for (;;) {
		enum token operator= token(p);
		unsigned binds = operators[operator].bind;

		if (binds < bind || binds == 0)
			break;
		if (binds == BIND_COMPARISON) {
			read_comparison(p, start, from);
			continue;
		}
		if (operators[operator].kind != 0)
			put_token(p, (enum node_kind)operators[operator].kind);
		next(p);
		/* Powers group to the right, and take a sign there. */
		read_tighter(p, binds == BIND_POWER ? BIND_UNARY : binds + 1);
		put(p, binds <= BIND_AND ? NODE_BOOLEAN : NODE_BINARY, start, from);
	}
	p->depth--;
}

void
read_operand(struct parser *p)
{
	read_tighter(p, BIND_BIT_OR);
}

void
read_disjunction(struct parser *p)
{
	read_tighter(p, BIND_OR);
}

void
read_expression(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (token(p) == TOKEN_LAMBDA) {
		read_lambda(p);
		return;
	}
	read_disjunction(p);
	if (token(p) != TOKEN_IF)
		return;
	next(p);
	read_disjunction(p);
	expect(p, TOKEN_ELSE);
	if (++p->depth > DEPTH_LIMIT)
		unsure(p);
	read_expression(p);
	p->depth--;
	put(p, NODE_OTHER, start, from);
}

/* Is what came since the mark a name alone, without parentheses? */
static bool
is_name(const struct parser *p, uint32_t from, uint32_t start)
{
	const struct built *node = &p->nodes.at[from];

	return mark(p) == from + 1 && node->kind == NODE_IDENT && node->start == start &&
	       node->end == p->l.done;
}

void
read_named(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	read_expression(p);
	if (token(p) != TOKEN_WALRUS)
		return;
	if (!is_name(p, from, start))
		unsure(p);
	keep(p);
	next(p);
	read_expression(p);
	put(p, NODE_NAMED, start, from);
}

void
read_argument(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (token(p) == TOKEN_STAR || token(p) == TOKEN_STARS) {
		enum node_kind kind = token(p) == TOKEN_STAR ? NODE_LIST_SPLAT : NODE_DICT_SPLAT;

		next(p);
		read_expression(p);
		put(p, kind, start, from);
		return;
	}
	read_named(p);
	if (token(p) != TOKEN_ASSIGN)
		return;
	if (!is_name(p, from, start)) {
		unsure(p);
		return;
	}
	p->nodes.at[from].flags = NODE_LABEL;
	next(p);
	read_expression(p);
	put(p, NODE_KEYWORD, start, from);
}

/* What ends expressions with commas: no other follows. */
static bool
is_list_end(enum token t)
{
	switch (t) {
	case TOKEN_LINE:
	case TOKEN_SEMICOLON:
	case TOKEN_ASSIGN:
	case TOKEN_COLON:
	case TOKEN_CLOSE:
	case TOKEN_CLOSE_SQUARE:
	case TOKEN_CLOSE_BRACE:
	case TOKEN_IN:
	case TOKEN_ODD:
		return true;
	default:
		return false;
	}
}

bool
read_expressions(struct parser *p)
{
	bool comma = false;

	for (;;) {
		uint32_t start = p->l.start, from = mark(p);

		if (token(p) == TOKEN_STAR) {
			/* The grammar knows a star here before names alone. */
			next(p);
			if (token(p) != TOKEN_NAME)
				unsure(p);
			read_operand(p);
			if (!comma && token(p) != TOKEN_COMMA)
				unsure(p);
			put(p, NODE_LIST_SPLAT, start, from);
		} else {
			read_expression(p);
		}
		if (token(p) != TOKEN_COMMA)
			return comma;
		comma = true;
		next(p);
		if (is_list_end(token(p)))
			return comma;
	}
}

void
read_expression_list(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (read_expressions(p))
		put(p, NODE_EXPRESSION_LIST, start, from)->flags = NODE_COMMA;
}

void
read_value(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (token(p) != TOKEN_YIELD) {
		read_expression_list(p);
		return;
	}
	keep(p); /* a generator gives nothing else */
	next(p);
	if (token(p) == TOKEN_FROM) {
		next(p);
		read_expression(p);
	} else if (!is_list_end(token(p))) {
		read_expression_list(p);
	}
	put(p, NODE_OTHER, start, from);
}

void
read_type(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), kept = p->kept;

	pass_aside(p);
	put(p, NODE_TYPE, start, from);
	put_bare(p, from, kept);
}
