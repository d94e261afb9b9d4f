/*
 * patterns.c - match statements (language reference, "The match statement").
 */
#include "base/arena.h"
#include "grammars/python/parser.h"

#define DEPTH_LIMIT 50 /* of patterns in patterns */

static void read_simple_pattern(struct parser *p, bool captures);

/* `a`, `a.b`, `a.b(...)`; a name alone is bound where it captures. */
static void
read_name_pattern(struct parser *p, bool captures)
{
	uint32_t start = p->l.start, from = mark(p);
	bool wild = is_word(p, STR("_"));

	do {
		if (mark(p) > from)
			next(p);
		if (!expect_name(p, 0))
			return;
	} while (token(p) == TOKEN_DOT);
	if (wild && mark(p) == from + 1) {
		if (token(p) == TOKEN_OPEN)
			unsure(p);
		p->nodes.count = from; /* to the grammar a token */
		return;
	}
	put(p, NODE_DOTTED, start, from);
	if (token(p) != TOKEN_OPEN) {
		p->nodes.at[mark(p) - 1].flags = captures ? NODE_CAPTURE : 0;
		return;
	}
	open_bracket(p);
	read_pattern_list(p, TOKEN_CLOSE);
	close_bracket(p, TOKEN_CLOSE);
	put(p, NODE_CLASS_PATTERN, start, from);
}

/* `-1`, `1 + 2j` */
static void
read_number(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (token(p) == TOKEN_MINUS)
		next(p);
	for (;;) {
		if (token(p) != TOKEN_INTEGER && token(p) != TOKEN_FLOAT) {
			unsure(p);
			return;
		}
		put_token(p, token(p) == TOKEN_INTEGER ? NODE_INTEGER : NODE_OTHER);
		next(p);
		if (mark(p) > from + 1)
			break;
		if (token(p) != TOKEN_PLUS && token(p) != TOKEN_MINUS)
			return;
		next(p);
	}
	put(p, NODE_OTHER, start, from);
}

/* `*a`, `**a` */
static void
read_splat(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	next(p);
	if (token(p) != TOKEN_NAME) {
		unsure(p);
		return;
	}
	if (!is_word(p, STR("_")))
		put_token(p, NODE_IDENT)->flags = NODE_CAPTURE;
	next(p);
	put(p, NODE_SPLAT_PATTERN, start, from);
}

/* `{a: b, **c}` */
static void
read_dict_pattern(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	open_bracket(p);
	while (token(p) != TOKEN_CLOSE_BRACE && token(p) != TOKEN_ODD) {
		if (token(p) == TOKEN_STARS) {
			read_splat(p);
		} else {
			read_simple_pattern(p, false);
			expect(p, TOKEN_COLON);
			read_pattern(p);
		}
		if (token(p) != TOKEN_COMMA)
			break;
		next(p);
	}
	close_bracket(p, TOKEN_CLOSE_BRACE);
	put(p, NODE_DICT_PATTERN, start, from);
}

static void
read_sequence(struct parser *p, enum token closing, enum node_kind kind)
{
	uint32_t start = p->l.start, from = mark(p);
	bool comma;

	open_bracket(p);
	comma = read_pattern_list(p, closing);
	close_bracket(p, closing);
	put(p, kind, start, from)->flags = comma ? NODE_COMMA : 0;
}

/* A pattern without `|` and `as`. */
static void
read_closed(struct parser *p, bool captures)
{
	switch (token(p)) {
	case TOKEN_NAME:
		read_name_pattern(p, captures);
		break;
	case TOKEN_STRING:
		read_strings(p);
		break;
	case TOKEN_INTEGER:
	case TOKEN_FLOAT:
	case TOKEN_MINUS:
		read_number(p);
		break;
	case TOKEN_NONE:
		put_token(p, NODE_NONE);
		next(p);
		break;
	case TOKEN_TRUE:
	case TOKEN_FALSE:
		put_token(p, NODE_OTHER);
		next(p);
		break;
	case TOKEN_OPEN:
		read_sequence(p, TOKEN_CLOSE, NODE_TUPLE_PATTERN);
		break;
	case TOKEN_OPEN_SQUARE:
		read_sequence(p, TOKEN_CLOSE_SQUARE, NODE_LIST_PATTERN);
		break;
	case TOKEN_OPEN_BRACE:
		read_dict_pattern(p);
		break;
	default:
		unsure(p);
	}
}

/* One without `as`. */
static void
read_simple_pattern(struct parser *p, bool captures)
{
	uint32_t start = p->l.start, from = mark(p);

	if (++p->depth > DEPTH_LIMIT)
		unsure(p);
	read_closed(p, captures);
	if (token(p) == TOKEN_BIT_OR) {
		while (token(p) == TOKEN_BIT_OR) {
			next(p);
			read_closed(p, true);
		}
		put(p, NODE_UNION_PATTERN, start, from);
	}
	p->depth--;
}

/* `name=pattern`; false, with nothing read, when it is no such. */
static bool
read_keyword_pattern(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (token(p) != TOKEN_NAME)
		return false;
	put_token(p, NODE_IDENT)->flags = NODE_LABEL;
	next(p);
	if (token(p) != TOKEN_ASSIGN) {
		p->nodes.count = from;
		lex_from(&p->l, start);
		return false;
	}
	next(p);
	read_simple_pattern(p, true);
	put(p, NODE_KEYWORD_PATTERN, start, from);
	return true;
}

void
read_pattern(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (token(p) == TOKEN_STAR)
		read_splat(p);
	else if (!read_keyword_pattern(p))
		read_simple_pattern(p, true);
	put(p, NODE_CASE_PATTERN, start, from);
	if (token(p) != TOKEN_AS)
		return;
	next(p);
	if (!expect_name(p, NODE_CAPTURE))
		return;
	put(p, NODE_AS_PATTERN, start, from);
	put(p, NODE_CASE_PATTERN, start, from);
}

bool
read_pattern_list(struct parser *p, enum token closing)
{
	bool comma = false;

	while (token(p) != closing && token(p) != TOKEN_ODD) {
		read_pattern(p);
		if (token(p) != TOKEN_COMMA)
			break;
		comma = true;
		next(p);
	}
	return comma;
}

static void
read_case(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), first;
	bool comma = false;

	if (!is_word(p, STR("case")))
		unsure(p);
	next(p);
	for (;;) {
		read_pattern(p);
		if (token(p) != TOKEN_COMMA)
			break;
		comma = true;
		next(p);
		if (token(p) == TOKEN_COLON || token(p) == TOKEN_IF)
			break;
	}
	if (token(p) == TOKEN_IF) {
		uint32_t inner = mark(p);

		first = p->l.start;
		next(p);
		read_named(p);
		put(p, NODE_OTHER, first, inner);
	}
	read_block(p);
	put_statement(p, NODE_CASE, start, from);
	p->nodes.at[mark(p) - 1].flags = comma ? NODE_COMMA : 0;
}

/* The cases, below a block. */
static void
read_cases(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), outer;

	if (!enter_block(p, &outer))
		return;
	while (in_block(p))
		read_case(p);
	leave_block(p, outer);
	put_statement(p, NODE_BLOCK, start, from);
}

/* What is matched, with the colon; false when there is no such thing. */
static bool
read_subject(struct parser *p)
{
	switch (token(p)) {
	case TOKEN_NAME:
	case TOKEN_STRING:
	case TOKEN_FIELDS:
	case TOKEN_INTEGER:
	case TOKEN_FLOAT:
	case TOKEN_NONE:
	case TOKEN_TRUE:
	case TOKEN_FALSE:
	case TOKEN_OPEN:
	case TOKEN_OPEN_SQUARE:
	case TOKEN_OPEN_BRACE:
	case TOKEN_NOT:
	case TOKEN_AWAIT:
		break;
	default:
		return false;
	}
	for (;;) {
		read_named(p);
		if (token(p) != TOKEN_COMMA)
			break;
		next(p);
		if (token(p) == TOKEN_COLON)
			break;
	}
	expect(p, TOKEN_COLON);
	return token(p) == TOKEN_LINE;
}

bool
read_match(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	next(p);
	if (!read_subject(p)) {
		read_back(p, from, start);
		return false;
	}
	interesting(p);
	read_cases(p);
	put_statement(p, NODE_MATCH, start, from);
	return true;
}
