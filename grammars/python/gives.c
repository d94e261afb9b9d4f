/*
 * gives.c - functions that give back what they are given, as most decorators do.
 */
#include "grammars/python/gives.h"

#include "grammars/python/constants.h"
#include "grammars/python/names.h"
#include "grammars/python/ways.h"

/* The name that all returns of the function give; its body ends in one on every way. */
static bool
returned_name(const struct reader *r, node_id function, struct str *out)
{
	const struct node *nodes = r->tree->nodes.at;
	node_id body = tree_child(r->tree, function, NODE_BLOCK);
	bool found = false;

	if (body == NODE_NIL || str_starts(text_of(r, function), STR("async")) ||
	    (block_ways(r, body) & (WAY_ON | WAY_RAISE_IN_WITH)) != 0)
		return false;
	for (node_id i = body; i < nodes[body].next;) {
		enum node_kind kind = kind_of(r, i);
		node_id value = tree_first(r->tree, i);

		if (kind == NODE_RETURN) {
			if (value == NODE_NIL || kind_of(r, value) != NODE_IDENT ||
			    (found && !str_eq(name_text(r, value), *out)))
				return false;
			*out = name_text(r, value);
			found = true;
		}
		i = kind == NODE_DEF || kind == NODE_CLASS || kind == NODE_LAMBDA
		            ? nodes[i].next
		            : i + 1;
	}
	return found;
}

/* Is it the function's first parameter, and never bound otherwise? */
static bool
is_argument(const struct reader *r, node_id function, uint32_t scope, struct str name)
{
	node_id list = tree_child(r->tree, function, NODE_PARAMETERS), first;

	if (list == NODE_NIL)
		return false;
	first = tree_first(r->tree, list);
	if (first == NODE_NIL || str_starts(text_of(r, first), STR("*")))
		return false;
	while (first != NODE_NIL && kind_of(r, first) != NODE_IDENT)
		first = tree_first(r->tree, first);
	return first != NODE_NIL && str_eq(name_text(r, first), name) &&
	       scope_binds_once(r, scope, name);
}

static bool
gives_argument(const struct reader *r, node_id function, uint32_t scope)
{
	struct str name;

	return returned_name(r, function, &name) && is_argument(r, function, scope, name);
}

enum function_gives
function_gives(const struct reader *r, node_id function, uint32_t scope)
{
	const struct node *nodes = r->tree->nodes.at;
	uint32_t inner = scope;
	node_id decorated = function; /* the last such definition in it; itself: none */
	struct str name;

	if (!returned_name(r, function, &name))
		return GIVES_UNKNOWN;
	if (is_argument(r, function, scope, name))
		return GIVES_ARGUMENT;
	if (!scope_binds_once(r, scope, name))
		return GIVES_UNKNOWN;
	/* Scopes are numbered as their statements come. */
	for (node_id i = function + 1; i < nodes[function].next; i++) {
		enum node_kind kind = kind_of(r, i);

		inner += kind == NODE_DEF || kind == NODE_CLASS;
		if (kind == NODE_DEF && str_eq(name_text(r, tree_first(r->tree, i)), name))
			return nodes[decorated].next != nodes[i].next && gives_argument(r, i, inner)
			               ? GIVES_GIVER
			               : GIVES_UNKNOWN;
		decorated = kind == NODE_DECORATED ? i : decorated;
	}
	return GIVES_UNKNOWN;
}
