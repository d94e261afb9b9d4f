/*
 * tries.c - handlers of ImportError: what they catch, and whether they raise again.
 */
#include "grammars/python/tries.h"

#include "grammars/python/names.h"
#include "grammars/python/ways.h"

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

/* Does every way through the handler raise again? */
static bool
raises(const struct reader *r, node_id handler)
{
	node_id block = tree_child(r->tree, handler, NODE_BLOCK);

	return block != NODE_NIL && (block_ways(r, block) & ~(WAY_RAISE | WAY_RAISE_IN_WITH)) == 0;
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
			return raises(r, i) ? guards : CONTEXT_OPTIONAL;
		if (c == CATCHES_MISSING_MODULE && guards == 0) {
			if (raises(r, i))
				return 0;
			guards = GUARDED_IN_PART;
		}
	}
	return guards;
}

uint32_t
handler_guards(const struct reader *r, node_id except_clause)
{
	bool falls_back =
		handler_catches(r, except_clause) != CATCHES_NOT && !raises(r, except_clause);

	return falls_back ? CONTEXT_OPTIONAL : 0;
}

node_id
item_suppress(const struct reader *r, node_id item)
{
	node_id call = tree_first(r->tree, item), callee, arguments;

	if (kind_of(r, call) == NODE_AS_PATTERN)
		call = tree_first(r->tree, call);
	if (kind_of(r, item) != NODE_WITH_ITEM || kind_of(r, call) != NODE_CALL)
		return NODE_NIL;
	callee = tree_first(r->tree, call);
	arguments = tree_after(r->tree, call, callee);
	return kind_of(r, arguments) == NODE_ARGUMENTS &&
	                       name_means(r, callee, STR("contextlib.suppress"))
	               ? arguments
	               : NODE_NIL;
}

uint32_t
suppress_guards(const struct reader *r, node_id arguments)
{
	uint32_t guards = 0;

	for (node_id i = tree_first(r->tree, arguments); i != NODE_NIL;
	     i = tree_after(r->tree, arguments, i)) {
		enum catches c = type_catches(r, i);

		if (c != CATCHES_NOT)
			guards = guards_join(
				guards, c == CATCHES ? CONTEXT_OPTIONAL : GUARDED_IN_PART);
	}
	return guards;
}
