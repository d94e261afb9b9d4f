/*
 * simple.c - statements of one line (language reference, "Simple statements").
 */
#include "grammars/python/parser.h"

#include "base/arena.h"

#define CHAIN_LIMIT 50 /* of a = b = c */

/* Is the name that the lexer is at made of plain letters, right behind what was before it? */
static bool
is_plain_part(const struct parser *p, uint32_t end)
{
	return p->l.start == end &&
	       starts_name(p->l.starts->named, p->l.start) == p->l.end - p->l.start;
}

/* `a.b.c`, or a name alone. Of a module, and of one name, no parts are told if the text tells all. */
static void
read_dotted(struct parser *p, bool module, bool alone)
{
	uint32_t start = p->l.start, from = mark(p), end = start;
	bool plain = true;

	for (;;) {
		if (token(p) != TOKEN_NAME) {
			unsure(p);
			return;
		}
		plain = plain && is_plain_part(p, end);
		put_token(p, NODE_IDENT);
		next(p);
		if (alone || token(p) != TOKEN_DOT)
			break;
		plain = plain && p->l.start == p->l.done;
		end = p->l.end;
		next(p);
	}
	if (plain && (module || mark(p) == from + 1))
		p->nodes.count = from;
	put(p, NODE_DOTTED, start, from)->flags = NODE_LABEL;
}

/* `a.b as c` */
static void
read_alias(struct parser *p, bool alone)
{
	uint32_t start = p->l.start, from = mark(p);

	read_dotted(p, false, alone);
	if (token(p) != TOKEN_AS)
		return;
	next(p);
	if (expect_name(p, NODE_LABEL))
		put(p, NODE_ALIASED, start, from);
}

/* An import: in which arms it stands matters. */
static void
importing(struct parser *p)
{
	if (p->inside > 0)
		telling(p);
	interesting(p);
}

static void
read_import(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	importing(p);
	do {
		next(p);
		read_alias(p, false);
	} while (token(p) == TOKEN_COMMA);
	put(p, NODE_IMPORT, start, from);
}

/* `.`, `..a.b` */
static void
read_relative(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	while (token(p) == TOKEN_DOT || token(p) == TOKEN_ELLIPSIS)
		next(p);
	put(p, NODE_PREFIX, start, from);
	if (token(p) == TOKEN_NAME)
		read_dotted(p, true, false);
	put(p, NODE_RELATIVE, start, from);
}

/* The names of a from-import. */
static void
read_names(struct parser *p)
{
	bool bracket = token(p) == TOKEN_OPEN;

	if (bracket)
		open_bracket(p);
	for (;;) {
		read_alias(p, true);
		if (token(p) != TOKEN_COMMA)
			break;
		next(p);
		if (bracket && token(p) == TOKEN_CLOSE)
			break;
	}
	if (bracket)
		close_bracket(p, TOKEN_CLOSE);
}

static void
read_from(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);
	enum node_kind kind = NODE_FROM;

	importing(p);
	next(p);
	if (is_word(p, STR("__future__"))) {
		kind = NODE_FUTURE;
		next(p);
	} else if (token(p) == TOKEN_NAME) {
		read_dotted(p, true, false);
	} else if (token(p) == TOKEN_DOT || token(p) == TOKEN_ELLIPSIS) {
		read_relative(p);
	} else {
		unsure(p);
	}
	expect(p, TOKEN_IMPORT);
	if (token(p) == TOKEN_STAR && kind == NODE_FROM) {
		put_token(p, NODE_WILDCARD);
		next(p);
	} else {
		read_names(p);
	}
	put(p, kind, start, from);
}

/* The keyword, and names with commas between them. */
static void
read_declaration(struct parser *p, enum node_kind kind)
{
	uint32_t start = p->l.start, from = mark(p);

	telling(p);
	interesting(p);
	do {
		next(p);
		if (token(p) != TOKEN_NAME) {
			unsure(p);
			return;
		}
		put_token(p, NODE_IDENT);
		next(p);
	} while (token(p) == TOKEN_COMMA);
	put(p, kind, start, from);
}

/* The keyword alone. */
static void
read_word(struct parser *p, enum node_kind kind)
{
	if (kind != NODE_OTHER)
		keep(p);
	put_token(p, kind);
	next(p);
}

static void
read_delete(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	keep(p);
	next(p);
	pass_expression_list(p);
	put(p, NODE_DELETE, start, from);
}

/* The name alone that is given back; empty when it is something else. */
static struct extent
returned_name(struct parser *p, uint32_t from)
{
	uint32_t start = p->l.start, end = token(p) == TOKEN_NAME ? p->l.end : start;

	if (token(p) == TOKEN_OPEN || is_word(p, STR("type")))
		read_expression_list(p);
	else if (!at_end(p))
		pass_expression_list(p);
	if (mark(p) == from + 1 && p->nodes.at[from].kind == NODE_IDENT)
		return (struct extent){ p->nodes.at[from].start, p->nodes.at[from].end };
	return p->l.done == end ? (struct extent){ start, end } : (struct extent){ 0 };
}

/* `type(a, b...)`, which may make a class? */
static bool
is_type_call(const struct parser *p, uint32_t from)
{
	const struct built *first = &p->nodes.at[from], *last = &p->nodes.at[mark(p) - 1];

	return last->kind == NODE_CALL && (last[-1].flags & NODE_COMMA) != 0 &&
	       first->kind == NODE_IDENT && first->end - first->start == 4 &&
	       memcmp(p->l.text + first->start, "type", 4) == 0;
}

/* A name that is given back may be a parameter or a function: gives.c. Where that is passed over, the end of the
 * function tells whether it matters. */
static void
read_return(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), kept, len;
	struct extent name;
	bool given;

	keep(p);
	kept = p->kept;
	next(p);
	name = returned_name(p, from);
	len = name.end - name.start;
	given = len > 0 && len == p->first.end - p->first.start &&
	        memcmp(p->l.text + name.start, p->l.text + p->first.start, len) == 0;
	p->gives = p->gives || given;
	p->gives_more = p->gives_more || !given;
	if (given && !p->passes) {
		interesting(p);
	} else if (!given && mark(p) > from && is_type_call(p, from)) {
		telling(p);
		interesting(p);
	}
	put(p, NODE_RETURN, start, from);
	if (len == 0)
		put_bare(p, from, kept);
}

/* `assert a, b` */
static void
read_assert(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	next(p);
	pass_expression(p);
	if (token(p) == TOKEN_COMMA) {
		next(p);
		pass_expression(p);
	}
	put(p, NODE_OTHER, start, from);
}

/* `raise a from b` */
static void
read_raise(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), kept;

	keep(p);
	kept = p->kept;
	next(p);
	if (!at_end(p)) {
		pass_expression(p);
		if (token(p) == TOKEN_FROM) {
			next(p);
			pass_expression(p);
		}
	}
	put(p, NODE_RAISE, start, from);
	put_bare(p, from, kept);
}

/* Is nothing told of such a value but that it is there? */
static bool
is_opaque(enum node_kind kind)
{
	switch (kind) {
	case NODE_OTHER:
	case NODE_LIST:
	case NODE_TUPLE:
	case NODE_SET:
	case NODE_DICT:
	case NODE_EXPRESSION_LIST:
		return true;
	default:
		return false;
	}
}

/* A list, a set or a dictionary, of which nothing is told but that it is there. False, with nothing read, when there
 * is something of interest in it. */
static bool
pass_display(struct parser *p)
{
	const struct place start = here(p);
	char last;

	if (!p->prunes || p->passes || p->interest != p->began ||
	    (token(p) != TOKEN_OPEN_SQUARE && token(p) != TOKEN_OPEN_BRACE))
		return false;
	if (pass(p, PASS_ONE) && at_end(p) && p->interest == start.interest &&
	    p->kept == start.kept) {
		last = p->l.text[p->l.done - 1];
		p->nodes.count = start.nodes;
		/* Else it may be called, which is told. */
		if (last == ']' || last == '}') {
			put(p, NODE_OTHER, start.start, start.nodes);
			return true;
		}
	}
	go_back(p, start);
	return false;
}

/* What is assigned. */
static void
read_given(struct parser *p)
{
	uint32_t from = mark(p), kept = p->kept;

	if (pass_display(p))
		return;
	read_value(p);
	if (mark(p) == from)
		return;
	if (is_type_call(p, from)) {
		telling(p);
		interesting(p);
	}
	if (p->interest == p->began && is_opaque((enum node_kind)p->nodes.at[mark(p) - 1].kind))
		put_bare(p, from, kept);
}

/* A target that was read: does it bind names? */
static void
keep_target(struct parser *p, uint32_t from)
{
	enum node_kind kind = NODE_OTHER;

	if (mark(p) > from)
		kind = (enum node_kind)p->nodes.at[mark(p) - 1].kind;
	if (kind != NODE_ATTR && kind != NODE_SUBSCRIPT)
		keep(p);
}

/* Read again, as a target, what was read as expressions since the mark and is no plain one. */
static void
read_again(struct parser *p, uint32_t from, uint32_t start)
{
	if (is_plain_target(p, from, start) || token(p) == TOKEN_ODD)
		return;
	read_back(p, from, start);
	read_targets(p);
}

/* The equals sign and all after it; the target before it is read. */
static void
read_assigned(struct parser *p, uint32_t start, uint32_t from, unsigned depth)
{
	uint32_t value, first;

	keep_target(p, from);
	expect(p, TOKEN_ASSIGN);
	value = mark(p);
	first = p->l.start;
	read_given(p);
	if (token(p) == TOKEN_ASSIGN) {
		if (depth > CHAIN_LIMIT)
			unsure(p);
		read_again(p, value, first);
		read_assigned(p, first, value, depth + 1);
	}
	put(p, NODE_ASSIGN, start, from);
}

/* `target: type = value` */
static void
read_annotated(struct parser *p, uint32_t start, uint32_t from)
{
	if (!is_plain_target(p, from, start))
		unsure(p);
	keep_target(p, from);
	next(p);
	read_type(p);
	if (token(p) == TOKEN_ASSIGN) {
		next(p);
		read_given(p);
	}
	put(p, NODE_ASSIGN, start, from);
}

static void
read_augmented(struct parser *p, uint32_t start, uint32_t from)
{
	if (!is_plain_target(p, from, start))
		unsure(p);
	keep_target(p, from);
	if (token(p) == TOKEN_PLUS_ASSIGN)
		put_token(p, NODE_PLUS_ASSIGN);
	next(p);
	read_value(p);
	put(p, NODE_AUGMENT, start, from);
}

/* Could what was read last be assigned to? */
static bool
is_like_target(const struct parser *p, uint32_t from)
{
	if (mark(p) == from)
		return false;
	switch (p->nodes.at[mark(p) - 1].kind) {
	case NODE_IDENT:
	case NODE_ATTR:
	case NODE_SUBSCRIPT:
	case NODE_TUPLE:
	case NODE_LIST:
	case NODE_LIST_SPLAT:
		return true;
	default:
		return false;
	}
}

/* An expression, or an assignment. */
static void
read_expression_statement(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);
	bool comma = false;

	if (token(p) == TOKEN_YIELD)
		read_value(p);
	else
		comma = read_expressions(p);
	switch (token(p)) {
	case TOKEN_ASSIGN:
		read_again(p, from, start);
		read_assigned(p, start, from, 0);
		comma = false;
		break;
	case TOKEN_COLON:
		read_annotated(p, start, from);
		break;
	case TOKEN_PLUS_ASSIGN:
	case TOKEN_AUGMENT:
		read_augmented(p, start, from);
		break;
	case TOKEN_LINE:
		/* The grammar looks for more targets in the next line. */
		if (comma && p->l.text[p->l.done - 1] == ',' && is_like_target(p, from))
			unsure(p);
		break;
	default:
		break;
	}
	put(p, NODE_EXPRESSION, start, from)->flags = comma ? NODE_COMMA : 0;
}

/* `type A[T] = ...` (PEP 695); false when it is no such statement. */
static bool
read_type_alias(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p), name, value;

	next(p);
	if (token(p) != TOKEN_NAME) {
		lex_from(&p->l, start);
		return false;
	}
	name = p->l.start;
	keep(p);
	put_token(p, NODE_IDENT);
	next(p);
	if (token(p) == TOKEN_OPEN_SQUARE) {
		read_type_parameters(p);
		put(p, NODE_GENERIC_TYPE, name, from);
	}
	put(p, NODE_TYPE, name, from);
	expect(p, TOKEN_ASSIGN);
	value = p->l.start;
	read_type(p);
	/* The grammar knows no slice in a type. */
	if (token(p) != TOKEN_ODD && memchr(p->l.text + value, ':', p->l.done - value) != NULL)
		unsure(p);
	put(p, NODE_TYPE_ALIAS, start, from);
	return true;
}

/* `tried`: it could not be passed over. */
static void
read_simple(struct parser *p, bool tried)
{
	switch (token(p)) {
	case TOKEN_IMPORT:
		read_import(p);
		return;
	case TOKEN_FROM:
		read_from(p);
		return;
	case TOKEN_GLOBAL:
		read_declaration(p, NODE_GLOBAL);
		return;
	case TOKEN_NONLOCAL:
		read_declaration(p, NODE_NONLOCAL);
		return;
	case TOKEN_PASS:
		read_word(p, NODE_OTHER);
		return;
	case TOKEN_BREAK:
		read_word(p, NODE_BREAK);
		return;
	case TOKEN_CONTINUE:
		read_word(p, NODE_CONTINUE);
		return;
	case TOKEN_RETURN:
		read_return(p);
		return;
	case TOKEN_DEL:
		read_delete(p);
		return;
	case TOKEN_ASSERT:
		read_assert(p);
		return;
	case TOKEN_RAISE:
		read_raise(p);
		return;
	default:
		if ((tried || !p->passes || !pass_statement(p)) &&
		    (!is_word(p, STR("type")) || !read_type_alias(p)))
			read_expression_statement(p);
	}
}

static APART void
read_rest(struct parser *p, bool tried)
{
	for (;; tried = false) {
		uint32_t from = mark(p), kept = p->kept;

		p->began = p->interest;
		read_simple(p, tried);
		leave_out(p, from, kept);
		p->end = p->l.done;
		if (token(p) != TOKEN_SEMICOLON)
			break;
		next(p);
		if (token(p) == TOKEN_LINE)
			break;
	}
	if (token(p) == TOKEN_LINE)
		lex_line(&p->l);
	else
		unsure(p);
}

void
read_line(struct parser *p)
{
	bool tried = p->passes && token(p) == TOKEN_NAME;

	/* Most lines are one statement of which there is nothing, or uses alone. */
	if (!tried || !pass_statement(p)) {
		read_rest(p, tried);
		return;
	}
	p->end = p->l.done;
	if (token(p) == TOKEN_LINE)
		lex_line(&p->l);
	else
		unsure(p);
}
