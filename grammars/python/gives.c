/*
 * gives.c - functions that give back what they are given, as most decorators do.
 */
#include "grammars/python/gives.h"

#include "grammars/python/classes.h"
#include "grammars/python/constants.h"
#include "grammars/python/lex.h"
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
	       function_binds_once(r, function, scope, name);
}

static bool
gives_argument(const struct reader *r, node_id function, uint32_t scope)
{
	struct str name;

	return returned_name(r, function, &name) && is_argument(r, function, scope, name);
}

static bool
is_yield(const struct reader *r, node_id n)
{
	struct str text = text_of(r, n);

	return kind_of(r, n) == NODE_OTHER && str_starts(text, STR("yield")) &&
	       (text.len == 5 || !lex_in_name(text.at[5]));
}

/* Is there a `yield` in it, or `global` or `nonlocal` in it or its functions? */
static bool
is_odd(const struct reader *r, node_id function)
{
	const struct node *nodes = r->tree->nodes.at;
	node_id inner = function; /* before it: in a function or class in this one */

	for (node_id i = function + 1; i < nodes[function].next; i++) {
		enum node_kind kind = kind_of(r, i);

		if (kind == NODE_GLOBAL || kind == NODE_NONLOCAL)
			return true;
		if (i >= inner && is_yield(r, i))
			return true;
		if (i >= inner && (kind == NODE_DEF || kind == NODE_CLASS || kind == NODE_LAMBDA))
			inner = nodes[i].next;
	}
	return false;
}

/* The statement or call that binds the name, which the function binds once, to a class. */
static node_id
class_bound(const struct reader *r, node_id function, struct str name)
{
	const struct node *nodes = r->tree->nodes.at;

	for (node_id i = function + 1; i < nodes[function].next;) {
		enum node_kind kind = kind_of(r, i);
		node_id first = tree_first(r->tree, i), value;

		if (kind == NODE_CLASS && str_eq(name_text(r, first), name))
			return i;
		value = kind == NODE_ASSIGN ? tree_last(r->tree, i) : NODE_NIL;
		if (value != NODE_NIL && value != first && kind_of(r, first) == NODE_IDENT &&
		    is_class_call(r, value) && str_eq(name_text(r, first), name))
			return value;
		i = kind == NODE_DEF || kind == NODE_CLASS || kind == NODE_LAMBDA
		            ? nodes[i].next
		            : i + 1;
	}
	return NODE_NIL;
}

/* The call that is the value of its only return, in which it ends on every way. */
static node_id
class_returned(const struct reader *r, node_id function)
{
	const struct node *nodes = r->tree->nodes.at;
	node_id body = tree_child(r->tree, function, NODE_BLOCK), found = NODE_NIL;

	if (body == NODE_NIL || str_starts(text_of(r, function), STR("async")) ||
	    (block_ways(r, body) & (WAY_ON | WAY_RAISE_IN_WITH)) != 0)
		return NODE_NIL;
	for (node_id i = body; i < nodes[body].next;) {
		enum node_kind kind = kind_of(r, i);

		if (kind == NODE_RETURN) {
			node_id value = tree_first(r->tree, i);

			if (found != NODE_NIL || value == NODE_NIL || !is_class_call(r, value))
				return NODE_NIL;
			found = value;
		}
		i = kind == NODE_DEF || kind == NODE_CLASS || kind == NODE_LAMBDA
		            ? nodes[i].next
		            : i + 1;
	}
	return found;
}

/* A definition in it that gives its argument, and is all that binds the name. */
static bool
gives_giver(const struct reader *r, node_id function, uint32_t scope, struct str name)
{
	const struct node *nodes = r->tree->nodes.at;
	uint32_t inner = scope;
	node_id decorated = function; /* the last such definition in it; itself: none */

	/* Scopes are numbered as their statements come. */
	for (node_id i = function + 1; i < nodes[function].next; i++) {
		enum node_kind kind = kind_of(r, i);

		inner += kind == NODE_DEF || kind == NODE_CLASS;
		if (kind == NODE_DEF && str_eq(name_text(r, tree_first(r->tree, i)), name))
			return nodes[decorated].next != nodes[i].next &&
			       gives_argument(r, i, inner);
		decorated = kind == NODE_DECORATED ? i : decorated;
	}
	return false;
}

enum function_gives
function_gives(const struct reader *r, node_id function, uint32_t scope, node_id *given)
{
	struct str name;
	bool named = returned_name(r, function, &name);

	*given = NODE_NIL;
	if (named && is_argument(r, function, scope, name))
		return GIVES_ARGUMENT;
	if (named && gives_giver(r, function, scope, name))
		return scope_binds_once(r, scope, name) ? GIVES_GIVER : GIVES_UNKNOWN;
	if (!reader_has_class(r, scope) || is_odd(r, function) ||
	    (named && !scope_binds_once(r, scope, name)))
		return GIVES_UNKNOWN;
	*given = named ? class_bound(r, function, name) : class_returned(r, function);
	return *given != NODE_NIL ? GIVES_CLASS : GIVES_UNKNOWN;
}
