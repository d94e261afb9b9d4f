/*
 * passing.c - what is passed over, and what of it the automaton of pass.c leaves to others.
 */
#include "base/arena.h"
#include "grammars/python/parser.h"

/* The token that the lexer is at has not been taken. */
static void
give_back(struct lexer *l)
{
	l->end = l->done;
	lex_go(l, l->start);
}

/* Leave out what came since, if nothing in it is of interest. */
static void
leave_dull(struct parser *p, uint32_t from, uint32_t interest)
{
	if (p->interest == interest)
		p->nodes.count = from;
}

bool
pass_use(struct parser *p, bool alone, bool *chain)
{
	struct str name = { p->l.text + p->l.start, p->l.end - p->l.start };
	uint32_t start = p->l.start, from = mark(p);

	if (interest_has(&p->set->telling, p->l.key)) {
		telling(p);
		return false;
	}
	put_token(p, NODE_IDENT);
	next(p);
	while (token(p) == TOKEN_DOT)
		read_attribute(p, start, from);
	if (token(p) == TOKEN_ODD)
		return false;
	/* It may go on behind a parenthesis, or make a class. */
	if (alone && (token(p) == TOKEN_CLOSE || str_eq(name, STR("type"))))
		return false;
	give_back(&p->l);
	if (mark(p) == from + 1) {
		p->nodes.count = from;
		return true;
	}
	*chain = true;
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

bool
pass_fields(struct parser *p)
{
	uint32_t from = mark(p), interest = p->interest;

	read_strings(p);
	leave_dull(p, from, interest);
	if (token(p) == TOKEN_ODD)
		return false;
	give_back(&p->l);
	return true;
}

bool
pass_for(struct parser *p)
{
	uint32_t from = mark(p), interest = p->interest;

	if (token(p) == TOKEN_ASYNC)
		next(p);
	if (token(p) != TOKEN_FOR)
		return false;
	next(p);
	read_targets(p);
	leave_dull(p, from, interest);
	return token(p) == TOKEN_IN;
}

/* The same as pass(); where it fails, nothing has been read. */
static bool
try_pass(struct parser *p, enum passes what)
{
	struct place start = here(p);

	if (pass(p, what))
		return true;
	go_back(p, start);
	return false;
}

bool
pass_statement(struct parser *p)
{
	return try_pass(p, PASS_STATEMENT);
}

bool
pass_one(struct parser *p)
{
	return try_pass(p, PASS_ONE);
}

void
pass_aside(struct parser *p)
{
	if (!p->prunes || !pass_one(p))
		read_expression(p);
}

static void
pass_or_read(struct parser *p, enum passes what, void (*read)(struct parser *p))
{
	if (!p->passes || !try_pass(p, what))
		read(p);
}

void
pass_named(struct parser *p)
{
	pass_or_read(p, PASS_ONE, read_named);
}

void
pass_expression(struct parser *p)
{
	pass_or_read(p, PASS_ONE, read_expression);
}

void
pass_expression_list(struct parser *p)
{
	pass_or_read(p, PASS_LIST, read_expression_list);
}
