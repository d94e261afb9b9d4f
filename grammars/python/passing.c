/*
 * passing.c - statements of a function's body are passed over, as far as pass.c does it.
 */
#include "grammars/python/parser.h"

/* `yield`, or expressions with commas. */
static bool
pass_value(struct parser *p, struct passed *out)
{
	if (token(p) != TOKEN_YIELD)
		return pass(p, true, out);
	next(p);
	if (token(p) == TOKEN_FROM) {
		next(p);
		if (!pass(p, false, out))
			return false;
	} else if (!at_end(p) && !pass(p, true, out)) {
		return false;
	}
	*out = (struct passed){ 0 };
	return true;
}

/* After an equals sign; a call of `type` may make a class. */
static bool
pass_given(struct parser *p, struct passed *out)
{
	return !is_word(p, STR("type")) && pass_value(p, out);
}

static bool
pass_assignments(struct parser *p)
{
	struct passed passed;

	if (!pass_value(p, &passed))
		return false;
	switch (token(p)) {
	case TOKEN_ASSIGN:
		while (token(p) == TOKEN_ASSIGN) {
			if (!passed.targets)
				return false;
			next(p);
			if (!pass_given(p, &passed))
				return false;
		}
		return true;
	case TOKEN_COLON:
		if (!passed.targets || passed.comma)
			return false;
		next(p);
		if (!pass(p, false, &passed))
			return false;
		if (token(p) != TOKEN_ASSIGN)
			return true;
		next(p);
		return pass_given(p, &passed);
	case TOKEN_PLUS_ASSIGN:
	case TOKEN_AUGMENT:
		if (!passed.targets || passed.comma)
			return false;
		next(p);
		return pass_value(p, &passed);
	default:
		return true;
	}
}

bool
pass_statement(struct parser *p)
{
	struct place start = here(p);

	if (pass_assignments(p) && at_end(p))
		return true;
	go_back(p, start);
	return false;
}

static bool
try_pass(struct parser *p, bool list)
{
	struct place start = here(p);
	struct passed passed;

	if (pass(p, list, &passed))
		return true;
	go_back(p, start);
	return false;
}

bool
pass_one(struct parser *p)
{
	return try_pass(p, false);
}

void
pass_aside(struct parser *p)
{
	if (!p->prunes || !try_pass(p, false))
		read_expression(p);
}

static void
pass_or_read(struct parser *p, bool list, void (*read)(struct parser *p))
{
	if (!p->passes || !try_pass(p, list))
		read(p);
}

void
pass_named(struct parser *p)
{
	pass_or_read(p, false, read_named);
}

void
pass_expression(struct parser *p)
{
	pass_or_read(p, false, read_expression);
}

void
pass_expression_list(struct parser *p)
{
	pass_or_read(p, true, read_expression_list);
}
