/*
 * ways.c - the ways through a block: on, out of a loop, out of the scope.
 */
#include "grammars/python/ways.h"

#include "grammars/python/arms.h"
#include "grammars/python/names.h"
#include "grammars/python/tries.h"

#define DEPTH_LIMIT 50 /* of statements in a block */

static uint32_t ways_below(const struct reader *r, node_id block, unsigned depth);

/* Through the block of a clause. */
static uint32_t
clause_ways(const struct reader *r, node_id clause, unsigned depth)
{
	node_id block = tree_child(r->tree, clause, NODE_BLOCK);

	return block != NODE_NIL ? ways_below(r, block, depth) : WAY_ON;
}

static uint32_t
if_ways(const struct reader *r, node_id n, unsigned depth)
{
	uint32_t ways = clause_ways(r, n, depth), otherwise = WAY_ON;

	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i)) {
		if (kind_of(r, i) == NODE_ELIF)
			ways |= clause_ways(r, i, depth);
		else if (kind_of(r, i) == NODE_ELSE)
			otherwise = clause_ways(r, i, depth);
	}
	return ways | otherwise;
}

static uint32_t
match_ways(const struct reader *r, node_id n, unsigned depth)
{
	node_id block = tree_child(r->tree, n, NODE_BLOCK);
	uint32_t ways = 0, otherwise = WAY_ON;

	if (block == NODE_NIL)
		return WAY_ON;
	for (node_id i = tree_first(r->tree, block); i != NODE_NIL;
	     i = tree_after(r->tree, block, i)) {
		if (kind_of(r, i) != NODE_CASE)
			continue;
		ways |= clause_ways(r, i, depth);
		if (case_is_irrefutable(r, i))
			otherwise = 0;
	}
	return ways | otherwise;
}

static uint32_t
try_ways(const struct reader *r, node_id n, unsigned depth)
{
	node_id otherwise = tree_child(r->tree, n, NODE_ELSE);
	node_id finally = tree_child(r->tree, n, NODE_FINALLY);
	uint32_t ways = clause_ways(r, n, depth), last;

	if ((ways & WAY_ON) != 0 && otherwise != NODE_NIL)
		ways = (ways & ~(uint32_t)WAY_ON) | clause_ways(r, otherwise, depth);
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i))
		if (kind_of(r, i) == NODE_EXCEPT)
			ways |= clause_ways(r, i, depth);
	if (finally == NODE_NIL)
		return ways;
	last = clause_ways(r, finally, depth);
	return (last & WAY_ON) != 0 ? ways | (last & ~(uint32_t)WAY_ON) : last;
}

bool
loops_forever(const struct reader *r, node_id loop)
{
	struct str test = text_of(r, tree_first(r->tree, loop));

	return kind_of(r, loop) == NODE_WHILE &&
	       (str_eq(test, STR("True")) || str_eq(test, STR("1")));
}

static uint32_t
loop_ways(const struct reader *r, node_id n, unsigned depth)
{
	node_id otherwise = tree_child(r->tree, n, NODE_ELSE);
	uint32_t body = clause_ways(r, n, depth);
	uint32_t ways = body & ~(uint32_t)(WAY_ON | WAY_BREAK | WAY_CONTINUE);

	if ((body & WAY_BREAK) != 0)
		ways |= WAY_ON;
	if (!loops_forever(r, n))
		return ways | (otherwise != NODE_NIL ? clause_ways(r, otherwise, depth) : WAY_ON);
	return ways != 0 ? ways : WAY_RETURN;
}

static uint32_t
with_ways(const struct reader *r, node_id n, unsigned depth)
{
	node_id clause = tree_child(r->tree, n, NODE_WITH_CLAUSE);
	uint32_t ways = clause_ways(r, n, depth);

	if ((ways & WAY_RAISE) != 0)
		ways = (ways & ~(uint32_t)WAY_RAISE) | WAY_RAISE_IN_WITH;
	if (clause == NODE_NIL)
		return ways;
	for (node_id i = tree_first(r->tree, clause); i != NODE_NIL;
	     i = tree_after(r->tree, clause, i))
		if (item_suppress(r, i) != NODE_NIL)
			return ways | WAY_ON;
	return ways;
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
	if (name_is_dull(r, tree_first(r->tree, call)))
		return false;
	for (size_t i = 0; i < countof(names); i++)
		if (name_means(r, tree_first(r->tree, call), names[i]))
			return true;
	return false;
}

static uint32_t
statement_ways(const struct reader *r, node_id n, unsigned depth)
{
	switch (kind_of(r, n)) {
	case NODE_RAISE:
		return WAY_RAISE;
	case NODE_RETURN:
		return WAY_RETURN;
	case NODE_BREAK:
		return WAY_BREAK;
	case NODE_CONTINUE:
		return WAY_CONTINUE;
	case NODE_EXPRESSION:
		return is_exit(r, n) ? WAY_RAISE : WAY_ON;
	case NODE_IF:
		return if_ways(r, n, depth);
	case NODE_MATCH:
		return match_ways(r, n, depth);
	case NODE_FOR:
	case NODE_WHILE:
		return loop_ways(r, n, depth);
	case NODE_WITH:
		return with_ways(r, n, depth);
	case NODE_TRY:
		return try_ways(r, n, depth);
	default:
		return WAY_ON;
	}
}

static uint32_t
ways_below(const struct reader *r, node_id block, unsigned depth)
{
	uint32_t ways = WAY_ON;

	if (depth > DEPTH_LIMIT)
		return ways;
	for (node_id i = tree_first(r->tree, block); i != NODE_NIL && (ways & WAY_ON) != 0;
	     i = tree_after(r->tree, block, i))
		ways = (ways & ~(uint32_t)WAY_ON) | statement_ways(r, i, depth + 1);
	return ways;
}

uint32_t
block_ways(const struct reader *r, node_id block)
{
	return ways_below(r, block, 0);
}

enum block_end
ways_end(uint32_t ways)
{
	if ((ways & (WAY_ON | WAY_RAISE_IN_WITH)) != 0)
		return END_NONE;
	return (ways & (WAY_BREAK | WAY_CONTINUE)) != 0 ? END_LOOP : END_SCOPE;
}
