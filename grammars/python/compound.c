/*
 * compound.c - statements with blocks (language reference, "Compound statements").
 */
#include "grammars/python/parser.h"

#include "base/arena.h"

#define BLOCKS_LIMIT 90 /* CPython's is 100 indentations */

bool
enter_block(struct parser *p, uint32_t *outer)
{
	*outer = p->indent;
	lex_line(&p->l);
	if (p->l.column <= *outer || ++p->blocks > BLOCKS_LIMIT) {
		unsure(p);
		return false;
	}
	p->indent = p->l.column;
	return true;
}

bool
in_block(const struct parser *p)
{
	return p->l.column == p->indent && token(p) != TOKEN_ODD && token(p) != TOKEN_END;
}

void
leave_block(struct parser *p, uint32_t outer)
{
	p->indent = outer;
	p->blocks--;
	if (p->l.column > outer)
		unsure(p);
}

/* The colon, and statements. */
static void
read_statements(struct parser *p)
{
	uint32_t outer;

	expect(p, TOKEN_COLON);
	if (token(p) != TOKEN_LINE) {
		read_line(p);
	} else if (enter_block(p, &outer)) {
		while (in_block(p))
			read_statement(p);
		leave_block(p, outer);
	}
}

void
read_block(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	read_statements(p);
	put_statement(p, NODE_BLOCK, start, from);
}

/* The block of a statement that decides nothing: it may have no node. */
static void
read_part(struct parser *p)
{
	if (is_flat(p))
		read_statements(p);
	else
		read_block(p);
}

/* The node of such a statement, or of a clause of it. */
static void
put_part(struct parser *p, enum node_kind kind, uint32_t start, uint32_t from)
{
	if (!is_flat(p))
		put_statement(p, kind, start, from);
}

/* Nodes of targets are not wanted there. */
static void
leave_targets(struct parser *p, uint32_t from, uint32_t interest)
{
	if (is_flat(p) && p->interest == interest)
		p->nodes.count = from;
}

/* Does a clause of the statement follow? */
static bool
follows(const struct parser *p, enum token keyword)
{
	return token(p) == keyword && p->l.column == p->indent;
}

/* A keyword and a block. */
static void
read_clause(struct parser *p, enum node_kind kind)
{
	uint32_t start = p->l.start, from = mark(p);

	next(p);
	read_block(p);
	put_statement(p, kind, start, from);
}

/* The clause `else` of a statement that decides nothing. */
static void
read_else(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	next(p);
	read_part(p);
	put_part(p, NODE_ELSE, start, from);
}

/* A keyword, a condition and a block: `if`, `elif`, `while`. */
static void
read_tested(struct parser *p)
{
	uint32_t start, from = mark(p);

	next(p);
	start = p->l.start;
	pass_named(p);
	if (p->passes && !is_flat(p))
		put(p, NODE_OTHER, start, from);
	read_part(p);
}

static void
read_if(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	read_tested(p);
	while (follows(p, TOKEN_ELIF)) {
		uint32_t first = p->l.start, inner = mark(p);

		read_tested(p);
		put_part(p, NODE_ELIF, first, inner);
	}
	if (follows(p, TOKEN_ELSE))
		read_else(p);
	put_part(p, NODE_IF, start, from);
}

static void
read_while(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	keep(p); /* it may have no end */
	read_tested(p);
	if (follows(p, TOKEN_ELSE))
		read_else(p);
	put_part(p, NODE_WHILE, start, from);
}

static void
read_for(struct parser *p, uint32_t start)
{
	uint32_t from = mark(p), interest = p->interest;

	keep(p);
	next(p);
	read_targets(p);
	leave_targets(p, from, interest);
	expect(p, TOKEN_IN);
	pass_expression_list(p);
	read_part(p);
	if (follows(p, TOKEN_ELSE))
		read_else(p);
	put_part(p, NODE_FOR, start, from);
}

/* `as`, for the grammar's lambda takes it for its own body's. */
static void
read_as(struct parser *p, uint32_t from)
{
	const struct built *last = &p->nodes.at[mark(p) - 1];

	if (mark(p) == from || last->kind == NODE_LAMBDA ||
	    (mark(p) > from + 1 && last[-1].kind == NODE_LAMBDA && last[-1].end == last->end))
		unsure(p);
	next(p);
}

/* `except A as b:`, `except* A:`, `except (A, B):`, `except A, B:` (PEP 758). */
static void
read_except(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), first;

	next(p);
	if (token(p) == TOKEN_STAR)
		next(p);
	first = p->l.start;
	if (token(p) != TOKEN_COLON) {
		read_expression(p);
		while (token(p) == TOKEN_COMMA) {
			next(p);
			read_expression(p);
		}
	}
	if (token(p) == TOKEN_AS) {
		uint32_t inner;

		read_as(p, from);
		inner = mark(p);
		keep(p);
		if (!expect_name(p, 0))
			return;
		put(p, NODE_AS_TARGET, p->nodes.at[inner].start, inner);
		put(p, NODE_AS_PATTERN, first, from);
	}
	p->handlers++;
	read_block(p);
	p->handlers--;
	put_statement(p, NODE_EXCEPT, start, from);
}

static void
read_try(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);
	bool handled = false;

	next(p);
	read_block(p);
	for (; follows(p, TOKEN_EXCEPT); handled = true)
		read_except(p);
	if (handled && follows(p, TOKEN_ELSE))
		read_clause(p, NODE_ELSE);
	if (follows(p, TOKEN_FINALLY))
		read_clause(p, NODE_FINALLY);
	else if (!handled)
		unsure(p);
	put_statement(p, NODE_TRY, start, from);
}

/* `a as b`, of which no fact comes; false when it has to be read. */
static bool
pass_item(struct parser *p)
{
	struct place start = here(p);

	if (!p->passes || !pass_one(p))
		return false;
	if (token(p) == TOKEN_AS) {
		uint32_t from = mark(p), interest = p->interest;

		next(p);
		read_primary(p);
		if (p->interest == interest)
			p->nodes.count = from;
	}
	if (token(p) == TOKEN_COMMA || token(p) == TOKEN_COLON || token(p) == TOKEN_CLOSE)
		return true;
	go_back(p, start);
	return false;
}

/* `a as b` */
static void
read_item(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (pass_item(p))
		return;
	read_expression(p);
	if (token(p) == TOKEN_AS) {
		uint32_t inner, first;

		read_as(p, from);
		keep(p);
		inner = mark(p);
		first = p->l.start;
		read_primary(p);
		put(p, NODE_AS_TARGET, first, inner);
		put(p, NODE_AS_PATTERN, start, from);
	}
	put(p, NODE_WITH_ITEM, start, from);
}

static void
read_items(struct parser *p)
{
	for (;;) {
		read_item(p);
		if (token(p) != TOKEN_COMMA)
			return;
		next(p);
		if (p->l.nest > 0 && token(p) == TOKEN_CLOSE)
			return;
	}
}

/* `with (a as b, c):`: false when the parentheses are around something else. */
static bool
read_items_in_parentheses(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	open_bracket(p);
	read_items(p);
	close_bracket(p, TOKEN_CLOSE);
	if (token(p) == TOKEN_COLON)
		return true;
	read_back(p, from, start);
	return false;
}

static void
read_with(struct parser *p, uint32_t start)
{
	uint32_t from = mark(p), first;

	next(p);
	first = p->l.start;
	if (token(p) != TOKEN_OPEN || !read_items_in_parentheses(p))
		read_items(p);
	if (!is_flat(p))
		put(p, NODE_WITH_CLAUSE, first, from);
	read_part(p);
	put_part(p, NODE_WITH, start, from);
}

/* The name after `def` or `class`, and type parameters. */
static void
read_name(struct parser *p)
{
	next(p);
	if (!expect_name(p, 0))
		return;
	if (token(p) == TOKEN_OPEN_SQUARE)
		read_type_parameters(p);
}

/* Leave out what is from one mark to the other. */
static void
leave_parameters(struct parser *p, uint32_t from, uint32_t body)
{
	memmove(&p->nodes.at[from], &p->nodes.at[body], (mark(p) - body) * sizeof(*p->nodes.at));
	p->nodes.count -= body - from;
}

/* Does a body on the same line begin with `a[`? The grammar takes that for a type's. */
static bool
begins_with_subscript(struct parser *p)
{
	struct lexer colon = p->l;
	bool subscript = false;

	next(p);
	if (token(p) == TOKEN_NAME) {
		next(p);
		subscript = token(p) == TOKEN_OPEN_SQUARE;
	}
	colon.noted = p->l.noted;
	p->l = colon;
	return subscript;
}

static void
read_def(struct parser *p, uint32_t start)
{
	uint32_t from = mark(p), inner, first, body, interest, kept = p->kept, handlers;
	bool dull, passed;
	struct extent outer = p->first;

	read_name(p);
	inner = mark(p);
	first = p->l.start;
	if (token(p) != TOKEN_OPEN)
		unsure(p);
	open_bracket(p);
	p->first = (struct extent){ p->l.start, p->l.end };
	read_parameters(p, TOKEN_CLOSE, true);
	close_bracket(p, TOKEN_CLOSE);
	put(p, NODE_PARAMETERS, first, inner);
	if (token(p) == TOKEN_ARROW) {
		next(p);
		read_type(p);
		if (begins_with_subscript(p))
			unsure(p);
	}
	body = mark(p);
	dull = p->kept == kept;
	interest = p->interest;
	handlers = p->handlers;
	p->handlers = 0;
	passed = pass_body(p);
	if (!passed) {
		p->reads = true;
		read_block(p);
	}
	p->handlers = handlers;
	/* Its names are nobody's business: it needs no body, and no parameters. */
	if (p->prunes && p->interest == interest)
		p->nodes.count = dull ? inner : body;
	else if (passed && dull)
		leave_parameters(p, inner, body);
	put_statement(p, NODE_DEF, start, from);
	p->first = outer;
	interesting(p);
}

static void
read_class(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	telling(p);
	read_name(p);
	if (token(p) == TOKEN_OPEN) {
		read_arguments(p);
		if (p->nodes.at[mark(p) - 1].kind != NODE_ARGUMENTS)
			unsure(p);
	}
	read_block(p);
	put_statement(p, NODE_CLASS, start, from);
	interesting(p);
}

/* What comes after `async`, or does not. */
static void
read_async(struct parser *p)
{
	uint32_t start = p->l.start;

	next(p);
	switch (token(p)) {
	case TOKEN_DEF:
		read_def(p, start);
		break;
	case TOKEN_FOR:
		read_for(p, start);
		break;
	case TOKEN_WITH:
		read_with(p, start);
		break;
	default:
		unsure(p);
	}
}

/* What is told of a decorator of a function is one name alone. */
static void
pass_decorator(struct parser *p)
{
	char behind = p->l.text[p->l.end];

	if (token(p) != TOKEN_NAME || (behind != '.' && behind != '(') || !pass_one(p))
		read_named(p);
}

static void
read_decorators(struct parser *p, void (*read)(struct parser *p))
{
	while (follows(p, TOKEN_AT)) {
		uint32_t first = p->l.start, inner = mark(p);

		next(p);
		read(p);
		put(p, NODE_DECORATOR, first, inner);
		if (token(p) == TOKEN_LINE)
			lex_line(&p->l);
		else
			unsure(p);
	}
}

static void
read_decorated(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), column = p->l.column, function;
	const struct place first = here(p);

	read_decorators(p, p->prunes ? pass_decorator : read_named);
	if (p->prunes && token(p) == TOKEN_CLASS) {
		go_back(p, first);
		p->l.column = column;
		read_decorators(p, read_named);
	}
	if (p->l.column != p->indent)
		unsure(p);
	function = p->l.start;
	if (token(p) == TOKEN_CLASS) {
		read_class(p);
	} else {
		if (token(p) == TOKEN_ASYNC)
			next(p);
		if (token(p) == TOKEN_DEF)
			read_def(p, function);
		else
			unsure(p);
	}
	put_statement(p, NODE_DECORATED, start, from);
}

/* A statement that has blocks and no scope; false, with nothing read, when it is none. */
static bool
read_branching(struct parser *p)
{
	switch (token(p)) {
	case TOKEN_IF:
		read_if(p);
		return true;
	case TOKEN_WHILE:
		read_while(p);
		return true;
	case TOKEN_FOR:
		read_for(p, p->l.start);
		return true;
	case TOKEN_TRY:
		read_try(p);
		return true;
	case TOKEN_WITH:
		read_with(p, p->l.start);
		return true;
	default:
		return is_word(p, STR("match")) && read_match(p);
	}
}

void
read_statement(struct parser *p)
{
	uint32_t from = mark(p), kept = p->kept;

	switch (token(p)) {
	case TOKEN_IF:
	case TOKEN_WHILE:
	case TOKEN_FOR:
	case TOKEN_TRY:
	case TOKEN_WITH:
	case TOKEN_NAME:
		p->inside++;
		if (!read_branching(p)) {
			p->inside--;
			read_line(p);
		} else {
			p->inside--;
		}
		break;
	case TOKEN_DEF:
		read_def(p, p->l.start);
		break;
	case TOKEN_CLASS:
		read_class(p);
		break;
	case TOKEN_ASYNC:
		p->inside++;
		read_async(p);
		p->inside--;
		break;
	case TOKEN_AT:
		read_decorated(p);
		break;
	default:
		read_line(p);
	}
	leave_out(p, from, kept);
}
