/*
 * targets.c - what is assigned to (language reference, "Assignment statements").
 */
#include "grammars/python/parser.h"

#include "base/arena.h"

#define DEPTH_LIMIT 50 /* of targets in targets */

bool
is_plain_target(const struct parser *p, uint32_t from, uint32_t start)
{
	const struct built *last;

	if (mark(p) == from)
		return false;
	last = &p->nodes.at[mark(p) - 1];
	return last->size == mark(p) - from && last->start == start && last->end == p->l.done &&
	       (last->kind == NODE_IDENT || last->kind == NODE_ATTR ||
	        last->kind == NODE_SUBSCRIPT);
}

static void read_target(struct parser *p);

/* Targets with commas between them, up to what can be none. True when there is a comma. */
static bool
read_list_of_targets(struct parser *p)
{
	bool comma = false;

	for (;;) {
		read_target(p);
		if (token(p) != TOKEN_COMMA)
			return comma;
		comma = true;
		next(p);
		switch (token(p)) {
		case TOKEN_NAME:
		case TOKEN_OPEN:
		case TOKEN_OPEN_SQUARE:
		case TOKEN_STAR:
			break;
		default:
			return comma;
		}
	}
}

/* `(a, b)`, `[a, b]`; also `(a)`. */
static void
read_bracketed(struct parser *p, enum token closing, enum node_kind kind)
{
	uint32_t start = p->l.start, from = mark(p);
	bool comma = false;

	open_bracket(p);
	if (token(p) != closing)
		comma = read_list_of_targets(p);
	close_bracket(p, closing);
	put(p, kind, start, from)->flags = comma ? NODE_COMMA : 0;
	/* It is what stands in front of a dot or bracket, and no target. */
	if (token(p) == TOKEN_DOT || token(p) == TOKEN_OPEN || token(p) == TOKEN_OPEN_SQUARE)
		unsure(p);
}

static void
read_target(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (++p->depth > DEPTH_LIMIT)
		unsure(p);
	switch (token(p)) {
	case TOKEN_OPEN:
		read_bracketed(p, TOKEN_CLOSE, NODE_TUPLE_PATTERN);
		break;
	case TOKEN_OPEN_SQUARE:
		read_bracketed(p, TOKEN_CLOSE_SQUARE, NODE_LIST_PATTERN);
		break;
	case TOKEN_STAR:
		next(p);
		/* `*(a, b)` is no pattern to Tree-sitter's grammar. */
		if (token(p) == TOKEN_OPEN || token(p) == TOKEN_OPEN_SQUARE)
			unsure(p);
		read_target(p);
		put(p, NODE_LIST_SPLAT_PATTERN, start, from);
		break;
	case TOKEN_NAME:
		read_primary(p);
		if (!is_plain_target(p, from, start))
			unsure(p);
		break;
	default:
		unsure(p);
	}
	p->depth--;
}

void
read_targets(struct parser *p)
{
	uint32_t start = p->l.start, from = mark(p);

	if (read_list_of_targets(p))
		put(p, NODE_PATTERN_LIST, start, from)->flags = NODE_COMMA;
}
