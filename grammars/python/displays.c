/*
 * displays.c - what stands in brackets, and parameters (language reference, "Atoms", "Lambdas").
 */
#include "grammars/python/parser.h"

#include "base/arena.h"

/* `*x`, or an expression that may be `name := value`. True for the first. */
static bool
read_element(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (token(p) != TOKEN_STAR) {
		read_named(p);
		return false;
	}
	next(p);
	read_operand(p);
	put(p, NODE_LIST_SPLAT, start, from);
	return true;
}

/* Elements after the first, which a comma follows. */
static void
read_elements(struct parser *p, enum token closing)
{
	while (token(p) == TOKEN_COMMA) {
		next(p);
		if (token(p) == closing)
			break;
		read_element(p);
	}
	close_bracket(p, closing);
}

static bool
starts_clause(const struct parser *p)
{
	return token(p) == TOKEN_FOR || token(p) == TOKEN_ASYNC;
}

/* A comprehension: its body is read. */
static void
read_comprehension(struct parser *p, enum token closing)
{
	read_clauses(p);
	close_bracket(p, closing);
}

void
read_clauses(struct parser *p)
{
	while (starts_clause(p) || token(p) == TOKEN_IF) {
		uint32_t start = p->l.start, from = mark(p);

		if (token(p) == TOKEN_IF) {
			next(p);
			read_disjunction(p);
			put(p, NODE_OTHER, start, from);
			continue;
		}
		if (token(p) == TOKEN_ASYNC)
			next(p);
		expect(p, TOKEN_FOR);
		read_targets(p);
		expect(p, TOKEN_IN);
		read_disjunction(p);
		put(p, NODE_OTHER, start, from);
	}
}

void
read_parentheses(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);
	bool star = false;

	open_bracket(p);
	if (token(p) == TOKEN_CLOSE) {
		close_bracket(p, TOKEN_CLOSE);
		put(p, NODE_TUPLE, start, from);
		return;
	}
	if (token(p) == TOKEN_YIELD) {
		read_value(p);
		close_bracket(p, TOKEN_CLOSE);
		return;
	}
	star = read_element(p);
	if (token(p) == TOKEN_COMMA) {
		read_elements(p, TOKEN_CLOSE);
		put(p, NODE_TUPLE, start, from)->flags = NODE_COMMA;
	} else if (star) {
		unsure(p);
	} else if (starts_clause(p)) {
		read_comprehension(p, TOKEN_CLOSE);
		put(p, NODE_OTHER, start, from);
	} else {
		close_bracket(p, TOKEN_CLOSE);
	}
}

void
read_list(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);
	bool comma = false;

	open_bracket(p);
	if (token(p) == TOKEN_CLOSE_SQUARE) {
		close_bracket(p, TOKEN_CLOSE_SQUARE);
	} else if (!read_element(p) && starts_clause(p)) {
		read_comprehension(p, TOKEN_CLOSE_SQUARE);
		put(p, NODE_OTHER, start, from);
		return;
	} else {
		comma = token(p) == TOKEN_COMMA;
		read_elements(p, TOKEN_CLOSE_SQUARE);
	}
	put(p, NODE_LIST, start, from)->flags = comma ? NODE_COMMA : 0;
}

/* `key: value`, whose key is read, or `**x`. */
static void
read_pair(struct parser *p, uint32_t start, uint32_t from)
{
	if (token(p) == TOKEN_STARS) {
		next(p);
		read_operand(p);
		put(p, NODE_DICT_SPLAT, start, from);
		return;
	}
	expect(p, TOKEN_COLON);
	read_expression(p);
	put(p, NODE_PAIR, start, from);
}

/* Pairs after the first, which is read. */
static void
read_pairs(struct parser *p)
{
	while (token(p) == TOKEN_COMMA) {
		uint32_t start, from = mark(p);

		next(p);
		start = p->l.start;
		if (token(p) == TOKEN_CLOSE_BRACE)
			break;
		if (token(p) != TOKEN_STARS)
			read_expression(p);
		read_pair(p, start, from);
	}
	close_bracket(p, TOKEN_CLOSE_BRACE);
}

void
read_braces(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), first;
	enum node_kind kind = NODE_DICT;
	bool comma;

	open_bracket(p);
	first = p->l.start;
	if (token(p) == TOKEN_CLOSE_BRACE) {
		close_bracket(p, TOKEN_CLOSE_BRACE);
		put(p, NODE_DICT, start, from);
		return;
	}
	if (token(p) != TOKEN_STARS && !read_element(p) && token(p) == TOKEN_COLON) {
		read_pair(p, first, from);
		if (starts_clause(p)) {
			read_comprehension(p, TOKEN_CLOSE_BRACE);
			put(p, NODE_OTHER, start, from);
			return;
		}
	} else if (token(p) == TOKEN_STARS) {
		read_pair(p, first, from);
	} else {
		kind = NODE_SET;
	}
	comma = token(p) == TOKEN_COMMA;
	if (kind == NODE_SET && starts_clause(p)) {
		read_comprehension(p, TOKEN_CLOSE_BRACE);
		kind = NODE_OTHER;
	} else if (kind == NODE_SET) {
		read_elements(p, TOKEN_CLOSE_BRACE);
	} else {
		read_pairs(p);
	}
	put(p, kind, start, from)->flags = comma ? NODE_COMMA : 0;
}

void
read_lambda(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), first;

	next(p);
	first = p->l.start;
	if (token(p) != TOKEN_COLON) {
		read_parameters(p, TOKEN_COLON, false);
		put(p, NODE_OTHER, first, from);
	}
	expect(p, TOKEN_COLON);
	read_expression(p);
	put(p, NODE_LAMBDA, start, from);
}

/* `name`, `*name` or `**name`. */
static void
read_parameter_name(struct parser *p)
{
	enum token star = token(p);
	uint32_t start = p->l.start, from = mark(p);

	if (star == TOKEN_STAR || star == TOKEN_STARS)
		next(p);
	if (!expect_name(p, 0))
		return;
	if (star == TOKEN_STAR)
		put(p, NODE_LIST_SPLAT_PATTERN, start, from);
	else if (star == TOKEN_STARS)
		put(p, NODE_OTHER, start, from);
}

static void
read_parameter(struct parser *p, bool typed)
{
	uint32_t start = p->l.start, from = mark(p);
	bool starred = token(p) == TOKEN_STAR || token(p) == TOKEN_STARS, more = false;

	read_parameter_name(p);
	if (typed && token(p) == TOKEN_COLON) {
		next(p);
		read_type(p);
		more = true;
	}
	if (!starred && token(p) == TOKEN_ASSIGN) {
		next(p);
		pass_aside(p);
		more = true;
	}
	if (more)
		put(p, NODE_OTHER, start, from);
}

/* `*` alone, or `/`; false when the lexer is at neither. */
static bool
read_separator(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), end = p->l.end;
	enum token sign = token(p);

	if (sign != TOKEN_STAR && sign != TOKEN_SLASH)
		return false;
	next(p);
	if (sign == TOKEN_SLASH || token(p) == TOKEN_COMMA) {
		put(p, NODE_OTHER, start, from)->end = end;
		return true;
	}
	lex_from(&p->l, start);
	return false;
}

void
read_parameters(struct parser *p, enum token closing, bool typed)
{
	while (token(p) != closing && token(p) != TOKEN_ODD) {
		if (!read_separator(p))
			read_parameter(p, typed);
		if (token(p) != TOKEN_COMMA)
			break;
		next(p);
	}
}

void
read_type_parameters(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	open_bracket(p);
	while (token(p) != TOKEN_CLOSE_SQUARE && token(p) != TOKEN_ODD) {
		uint32_t first = p->l.start, inner = mark(p);

		read_parameter_name(p);
		if (token(p) == TOKEN_COLON) {
			next(p);
			read_expression(p);
		}
		put(p, NODE_TYPE, first, inner);
		if (token(p) != TOKEN_COMMA)
			break;
		next(p);
	}
	close_bracket(p, TOKEN_CLOSE_SQUARE);
	put(p, NODE_TYPE_PARAMETER, start, from);
}
