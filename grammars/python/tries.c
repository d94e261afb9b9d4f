/*
 * tries.c - handlers of ImportError: what they catch, and whether they raise again.
 */
#include "grammars/python/tries.h"

#include "grammars/python/names.h"

#define DEPTH_LIMIT 50 /* of statements in a handler */

enum catches { CATCHES_NOT, CATCHES_MISSING_MODULE, CATCHES };

#define GUARDED_IN_PART (CONTEXT_OPTIONAL | CONTEXT_MISSING_MODULE_ONLY)

uint32_t
guards_join(uint32_t a, uint32_t b)
{
	if (a == CONTEXT_OPTIONAL || b == CONTEXT_OPTIONAL)
		return CONTEXT_OPTIONAL;
	return a | b;
}

static enum catches
name_catches(struct str name)
{
	const struct str builtins = STR("builtins.");

	if (str_starts(name, builtins))
		name = (struct str){ name.at + builtins.len, name.len - builtins.len };
	if (str_eq(name, STR("ImportError")) || str_eq(name, STR("Exception")) ||
	    str_eq(name, STR("BaseException")))
		return CATCHES;
	return str_eq(name, STR("ModuleNotFoundError")) ? CATCHES_MISSING_MODULE : CATCHES_NOT;
}

static enum catches
type_catches(const struct reader *r, node_id n)
{
	struct str first, dotted;

	return name_chain(r, n, 3, &first, &dotted) ? name_catches(dotted) : CATCHES_NOT;
}

/* What an expression after `except` catches: a name, or a tuple of such. */
static enum catches
expression_catches(const struct reader *r, node_id n)
{
	enum catches most = CATCHES_NOT;

	if (kind_of(r, n) == NODE_AS_PATTERN)
		n = tree_first(r->tree, n);
	if (kind_of(r, n) != NODE_TUPLE)
		return type_catches(r, n);
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i)) {
		enum catches c = type_catches(r, i);

		most = c > most ? c : most;
	}
	return most;
}

static enum catches
handler_catches(const struct reader *r, node_id handler)
{
	enum catches most = CATCHES_NOT;
	node_id n = tree_first(r->tree, handler);

	if (n == NODE_NIL || kind_of(r, n) == NODE_BLOCK)
		return CATCHES;
	/* `except A, B:` (PEP 758; in Python 2, `B` was what the exception is bound to). */
	for (; n != NODE_NIL && kind_of(r, n) != NODE_BLOCK; n = tree_after(r->tree, handler, n)) {
		enum catches c = expression_catches(r, n);

		most = c > most ? c : most;
	}
	return most;
}

static bool block_leaves(const struct reader *r, node_id block, unsigned depth);

static bool
body_leaves(const struct reader *r, node_id statement, unsigned depth)
{
	node_id block = tree_child(r->tree, statement, NODE_BLOCK);

	return block != NODE_NIL && block_leaves(r, block, depth);
}

/* All branches, and there is an else. */
static bool
if_leaves(const struct reader *r, node_id n, unsigned depth)
{
	bool otherwise = false;

	if (!body_leaves(r, n, depth))
		return false;
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i)) {
		enum node_kind kind = kind_of(r, i);

		if ((kind == NODE_ELIF || kind == NODE_ELSE) && !body_leaves(r, i, depth))
			return false;
		otherwise = otherwise || kind == NODE_ELSE;
	}
	return otherwise;
}

/* The body and every handler, or what comes at last. */
static bool
try_leaves(const struct reader *r, node_id n, unsigned depth)
{
	node_id finally = tree_child(r->tree, n, NODE_FINALLY);

	if (finally != NODE_NIL && body_leaves(r, finally, depth))
		return true;
	if (!body_leaves(r, n, depth))
		return false;
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i))
		if (kind_of(r, i) == NODE_EXCEPT && !body_leaves(r, i, depth))
			return false;
	return true;
}

/* A call that ends the program. */
static bool
is_exit(const struct reader *r, node_id statement)
{
	const struct str names[] = {
		STR("sys.exit"), STR("exit"), STR("quit"), STR("os._exit"), STR("os.abort")
	};
	node_id call = tree_first(r->tree, statement);

	if (kind_of(r, call) != NODE_CALL || tree_after(r->tree, statement, call) != NODE_NIL)
		return false;
	for (size_t i = 0; i < countof(names); i++)
		if (name_means(r, tree_first(r->tree, call), names[i]))
			return true;
	return false;
}

static bool
statement_leaves(const struct reader *r, node_id n, unsigned depth)
{
	switch (kind_of(r, n)) {
	case NODE_RAISE:
		return true;
	case NODE_EXPRESSION:
		return is_exit(r, n);
	case NODE_IF:
		return if_leaves(r, n, depth);
	case NODE_WITH:
		return body_leaves(r, n, depth);
	case NODE_TRY:
		return try_leaves(r, n, depth);
	default:
		return false;
	}
}

static bool
block_leaves(const struct reader *r, node_id block, unsigned depth)
{
	if (depth > DEPTH_LIMIT)
		return false;
	for (node_id i = tree_first(r->tree, block); i != NODE_NIL;
	     i = tree_after(r->tree, block, i)) {
		enum node_kind kind = kind_of(r, i);

		if (kind == NODE_RETURN || kind == NODE_BREAK || kind == NODE_CONTINUE)
			return false;
		if (statement_leaves(r, i, depth + 1))
			return true;
	}
	return false;
}

uint32_t
try_guards(const struct reader *r, node_id try_statement)
{
	uint32_t guards = 0;

	for (node_id i = tree_first(r->tree, try_statement); i != NODE_NIL;
	     i = tree_after(r->tree, try_statement, i)) {
		enum catches c;

		if (kind_of(r, i) != NODE_EXCEPT)
			continue;
		c = handler_catches(r, i);
		if (c == CATCHES)
			return body_leaves(r, i, 0) ? guards : CONTEXT_OPTIONAL;
		if (c == CATCHES_MISSING_MODULE && guards == 0) {
			if (body_leaves(r, i, 0))
				return 0;
			guards = GUARDED_IN_PART;
		}
	}
	return guards;
}

uint32_t
handler_guards(const struct reader *r, node_id except_clause)
{
	bool falls_back = handler_catches(r, except_clause) != CATCHES_NOT &&
	                  !body_leaves(r, except_clause, 0);

	return falls_back ? CONTEXT_OPTIONAL : 0;
}

static enum catches
item_catches(const struct reader *r, node_id item)
{
	node_id call = tree_first(r->tree, item), callee, arguments;
	enum catches most = CATCHES_NOT;

	if (kind_of(r, call) == NODE_AS_PATTERN)
		call = tree_first(r->tree, call);
	if (kind_of(r, call) != NODE_CALL)
		return CATCHES_NOT;
	callee = tree_first(r->tree, call);
	arguments = tree_after(r->tree, call, callee);
	if (!name_means(r, callee, STR("contextlib.suppress")) ||
	    kind_of(r, arguments) != NODE_ARGUMENTS)
		return CATCHES_NOT;
	for (node_id i = tree_first(r->tree, arguments); i != NODE_NIL;
	     i = tree_after(r->tree, arguments, i)) {
		enum catches c = type_catches(r, i);

		most = c > most ? c : most;
	}
	return most;
}

uint32_t
with_guards(const struct reader *r, node_id with_statement)
{
	node_id clause = tree_child(r->tree, with_statement, NODE_WITH_CLAUSE);
	uint32_t guards = 0;

	if (clause == NODE_NIL)
		return 0;
	for (node_id i = tree_first(r->tree, clause); i != NODE_NIL;
	     i = tree_after(r->tree, clause, i)) {
		enum catches c = item_catches(r, i);

		if (c != CATCHES_NOT)
			guards = guards_join(
				guards, c == CATCHES ? CONTEXT_OPTIONAL : GUARDED_IN_PART);
	}
	return guards;
}
