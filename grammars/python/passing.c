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
pass_checks_types(struct parser *p)
{
	if (!interest_has(&p->set->telling, p->l.key) || !is_word(p, STR("TYPE_CHECKING")))
		return false;
	telling(p);
	return true;
}

/* The attributes behind a name; *first: the first of them, if there is one. False when there are gaps. */
static bool
pass_attributes(struct parser *p, struct str *first)
{
	struct lexer *l = &p->l;

	*first = (struct str){ 0 };
	while (token(p) == TOKEN_DOT) {
		uint32_t dot = l->start;

		if (dot != l->done)
			return false;
		next(p);
		if (token(p) != TOKEN_NAME || l->start != dot + 1 || pass_checks_types(p))
			return false;
		if (first->len == 0)
			*first = (struct str){ l->text + l->start, l->end - l->start };
		next(p);
	}
	return token(p) != TOKEN_ODD;
}

/* May the token behind that place be a dot, or is it odd? */
static bool
may_go_on(const struct lexer *l, uint32_t end)
{
	enum start next = (enum start)lex_starts[(unsigned char)l->text[end]];

	if (next == START_BLANK) {
		end = starts_next(l->starts->at, end);
		next = (enum start)lex_starts[(unsigned char)l->text[end]];
	}
	if (next == START_LINE)
		return l->nest > 0 || l->text[end] != '\n';
	return next <= START_QUOTE || next == START_HASH || next == START_BACKSLASH ||
	       next == START_DOT;
}

/* Where the attributes end, as above, of a name that is one with them or has none; 0 where that is not plain. */
static uint32_t
plain_attributes(const struct parser *p, struct str *first)
{
	const struct lexer *l = &p->l;
	uint32_t end = l->end;

	*first = (struct str){ 0 };
	while (l->text[end] == '.') {
		const char *at = l->text + end + 1;
		uint32_t len = starts_name(l->starts->named, end + 1);
		uint64_t key;

		if (lex_starts[(unsigned char)*at] != START_LETTER || len >= NAMES_LONG ||
		    lex_word(at, len, &key) != TOKEN_NAME || interest_has(&p->set->telling, key))
			return 0;
		if (first->len == 0)
			*first = (struct str){ at, len };
		end += 1 + len;
	}
	return may_go_on(l, end) ? 0 : end;
}

/* The same, whatever they are; the token behind them has been read. */
static bool
pass_to_end(struct parser *p, struct str name, bool alone, struct str *first)
{
	next(p);
	if (!pass_attributes(p, first))
		return false;
	/* It may go on behind a parenthesis, or make a class. */
	return !alone || (token(p) != TOKEN_CLOSE && !str_eq(name, STR("type")));
}

bool
pass_use(struct parser *p, bool alone, bool *chain)
{
	const uint32_t start = p->l.start;
	const struct str name = { p->l.text + start, p->l.end - start };
	const bool module = interest_has(&p->set->modules, p->l.key);
	struct str first;
	uint32_t end;

	if (interest_tells(p->set, p->l.key, name)) {
		telling(p);
		return false;
	}
	end = alone ? 0 : plain_attributes(p, &first);
	if (end > 0)
		p->l.done = end;
	else if (!pass_to_end(p, name, alone, &first))
		return false;
	*chain = first.len > 0;
	if (*chain && module && interest_is_module(name) && interest_asks(name, first)) {
		telling(p);
		return false;
	}
	if (*chain) {
		put(p, NODE_USE, start, mark(p));
		interesting(p);
	}
	if (end > 0)
		p->l.start = end;
	give_back(&p->l);
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

/* The body of a function that is passed over. It matters when all that it gives is its first parameter. */
static void
pass_to_returns(struct parser *p)
{
	bool gives = p->gives, gives_more = p->gives_more;

	p->gives = p->gives_more = false;
	read_block(p);
	if (p->gives && !p->gives_more)
		telling(p);
	p->gives = gives;
	p->gives_more = gives_more;
}

bool
pass_body(struct parser *p)
{
	const struct lexer start = p->l;
	const uint32_t nodes = p->nodes.count, depth = p->depth, blocks = p->blocks,
		       indent = p->indent, interest = p->interest, kept = p->kept,
		       inside = p->inside;
	uint32_t noted;

	if (!p->prunes)
		return false;
	/* In one that is passed over it is part of that. */
	if (p->passes) {
		pass_to_returns(p);
		return true;
	}
	p->passes = true;
	p->turned = false;
	p->inside = 0;
	pass_to_returns(p);
	p->passes = false;
	p->inside = inside;
	if (!p->turned)
		return true;
	p->turned = false;
	noted = p->l.noted;
	p->l = start;
	p->l.noted = noted;
	p->nodes.count = nodes;
	p->depth = depth;
	p->blocks = blocks;
	p->indent = indent;
	p->interest = interest;
	p->kept = kept;
	return false;
}
