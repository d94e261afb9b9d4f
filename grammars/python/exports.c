/*
 * exports.c - `__all__` is followed through its assignments and extensions.
 */
#include "grammars/python/exports.h"

#include "base/arena.h"
#include "grammars/python/dynamic.h"
#include "grammars/python/names.h"
#include "grammars/python/strings.h"

static bool
is_all(const struct reader *r, node_id n)
{
	while (kind_of(r, n) == NODE_TUPLE_PATTERN &&
	       (r->tree->nodes.at[n].flags & NODE_COMMA) == 0)
		n = tree_first(r->tree, n);
	return n != NODE_NIL && kind_of(r, n) == NODE_IDENT &&
	       str_eq(text_of(r, n), STR("__all__"));
}

static void
add(struct reader *r, node_id n, enum export_kind kind, struct str name)
{
	facts_add_export(
		r->out,
		(struct fact_export){
			.span = span_of(r, n),
			.kind = kind,
			.name = facts_put(r->out, name),
		});
}

/* `<dotted>.__all__`. */
static bool
is_all_of(const struct reader *r, node_id n, struct str *dotted)
{
	struct str first;

	return kind_of(r, n) == NODE_ATTR &&
	       str_eq(name_text(r, tree_last(r->tree, n)), STR("__all__")) &&
	       name_chain(r, tree_first(r->tree, n), UINT32_MAX, &first, dotted);
}

static void
add_element(struct reader *r, node_id n)
{
	struct str text;

	if (string_value(r, n, &text))
		add(r, n, EXPORT_NAME, text);
	else if (kind_of(r, n) == NODE_LIST_SPLAT && is_all_of(r, tree_first(r->tree, n), &text))
		add(r, n, EXPORT_OF, text);
	else
		add(r, n, EXPORT_COMPUTED, STR(""));
}

static void
add_part(struct reader *r, node_id n)
{
	enum node_kind kind = kind_of(r, n);
	struct str text;

	if (kind == NODE_LIST || kind == NODE_TUPLE || kind == NODE_EXPRESSION_LIST) {
		for (node_id i = tree_first(r->tree, n); i != NODE_NIL;
		     i = tree_after(r->tree, n, i))
			add_element(r, i);
	} else if (is_all_of(r, n, &text)) {
		add(r, n, EXPORT_OF, text);
	} else {
		add(r, n, EXPORT_COMPUTED, STR(""));
	}
}

/* The parts of a sum, left to right. */
static void
add_value(struct reader *r, node_id n)
{
	VEC(parts, node_id) waiting = { 0 };

	*vec_push(r->arena, &waiting) = n;
	while (waiting.count > 0) {
		n = waiting.at[--waiting.count];
		if (is_sum(r, n)) {
			*vec_push(r->arena, &waiting) = tree_last(r->tree, n);
			*vec_push(r->arena, &waiting) = tree_first(r->tree, n);
		} else {
			add_part(r, n);
		}
	}
}

/* `__all__ = value`, also among several targets. */
static void
assignment(struct reader *r, node_id n)
{
	bool sets = false;

	while (kind_of(r, n) == NODE_ASSIGN) {
		node_id left = tree_first(r->tree, n), last = tree_last(r->tree, n);

		if (last == left || kind_of(r, last) == NODE_TYPE)
			return;
		sets = sets || is_all(r, left);
		n = last;
	}
	if (!sets)
		return;
	facts_drop_exports(r->out);
	add_value(r, n);
}

static void
method(struct reader *r, node_id call)
{
	node_id callee = tree_first(r->tree, call), argument = argument_at(r, call, 0);
	struct str name;

	if (kind_of(r, callee) != NODE_ATTR || !is_all(r, tree_first(r->tree, callee)) ||
	    argument == NODE_NIL)
		return;
	name = name_text(r, tree_last(r->tree, callee));
	if (str_eq(name, STR("extend")))
		add_value(r, argument);
	else if (str_eq(name, STR("append")))
		add_element(r, argument);
}

void
exports_of(struct reader *r, node_id statement)
{
	node_id n = tree_first(r->tree, statement);

	if (reader_frame(r)->scope != 0 || n == NODE_NIL)
		return;
	switch (kind_of(r, n)) {
	case NODE_ASSIGN:
		assignment(r, n);
		return;
	case NODE_AUGMENT:
		if (is_all(r, tree_first(r->tree, n)) &&
		    tree_child(r->tree, n, NODE_PLUS_ASSIGN) != NODE_NIL)
			add_value(r, tree_last(r->tree, n));
		return;
	case NODE_CALL:
		method(r, n);
		return;
	default:
		return;
	}
}
