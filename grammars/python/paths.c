/*
 * paths.c - changes of sys.path become rows, one a directory.
 */
#include "grammars/python/paths.h"

#include "base/arena.h"
#include "grammars/python/dynamic.h"
#include "grammars/python/names.h"
#include "grammars/python/places.h"
#include "grammars/python/strings.h"

static bool
is_sys_path(const struct reader *r, node_id n)
{
	return !name_is_dull(r, n) && name_means(r, n, STR("sys.path"));
}

static void
add(struct reader *r, node_id directory, bool front)
{
	struct fact_path row = { .span = span_of(r, directory), .front = front };
	struct str path;

	row.kind = place_of(r, directory, &path);
	row.path = facts_put(r->out, path);
	row.context = reader_frame(r)->context;
	facts_add_path(r->out, row);
}

/* Each directory of a list, or one row for what is none. */
static void
add_all(struct reader *r, node_id n, bool front)
{
	enum node_kind kind = kind_of(r, n);

	if (kind != NODE_LIST && kind != NODE_TUPLE && kind != NODE_EXPRESSION_LIST) {
		add(r, n, front);
		return;
	}
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i))
		add(r, i, front);
}

void
paths_of_call(struct reader *r, node_id call)
{
	node_id callee = tree_first(r->tree, call), first, second;
	uint32_t index;

	if ((kind_of(r, callee) != NODE_ATTR && kind_of(r, callee) != NODE_IDENT) ||
	    name_is_dull(r, callee))
		return;
	first = argument_written(r, call, 0);
	second = argument_written(r, call, 1);
	if (first == NODE_NIL)
		return;
	if (name_means(r, callee, STR("sys.path.insert"))) {
		if (second != NODE_NIL)
			add(r, second, integer_value(r, first, &index) && index == 0);
	} else if (name_means(r, callee, STR("sys.path.append")) ||
	           name_means(r, callee, STR("site.addsitedir"))) {
		add(r, first, false);
	} else if (name_means(r, callee, STR("sys.path.extend"))) {
		/* Written as one: what is no list is a list that is not known. */
		add_all(r, first, false);
	}
}

/* `sys.path[0:0]`, `sys.path[:0]`: what is put there comes first. `sys.path[:]`: the whole. */
static bool
is_slice(const struct reader *r, node_id n, bool *front)
{
	node_id value = tree_first(r->tree, n), slice, low, high;
	uint32_t number;
	struct str text;

	if (kind_of(r, n) != NODE_SUBSCRIPT || !is_sys_path(r, value))
		return false;
	slice = tree_after(r->tree, n, value);
	if (slice == NODE_NIL || kind_of(r, slice) != NODE_SLICE ||
	    tree_after(r->tree, n, slice) != NODE_NIL)
		return false;
	text = text_of(r, slice);
	low = tree_first(r->tree, slice);
	*front = low != NODE_NIL;
	if (low == NODE_NIL)
		return str_eq(text, STR(":"));
	high = tree_after(r->tree, slice, low);
	if (text.at[text.len - 1] == ':' || !integer_value(r, low, &number) || number != 0)
		return false;
	if (high == NODE_NIL)
		return text.at[0] == ':';
	return integer_value(r, high, &number) && number == 0 &&
	       tree_after(r->tree, slice, high) == NODE_NIL;
}

/* The parts of the sum that is assigned, before sys.path itself and after it. */
static void
add_around(struct reader *r, node_id value)
{
	VEC(parts, node_id) waiting = { 0 }, parts = { 0 };
	bool front = true, found = false;

	*vec_push(r->arena, &waiting) = value;
	while (waiting.count > 0) {
		node_id n = waiting.at[--waiting.count];

		if (is_sum(r, n)) {
			*vec_push(r->arena, &waiting) = tree_last(r->tree, n);
			*vec_push(r->arena, &waiting) = tree_first(r->tree, n);
		} else {
			*vec_push(r->arena, &parts) = n;
			found = found || is_sys_path(r, n);
		}
	}
	for (uint32_t i = 0; found && i < parts.count; i++) {
		if (is_sys_path(r, parts.at[i]))
			front = false;
		else
			add_all(r, parts.at[i], front);
	}
}

static void
assigned(struct reader *r, node_id target, node_id value)
{
	bool front = false;

	if (is_slice(r, target, &front)) {
		if (front)
			add_all(r, value, true);
		else
			add_around(r, value);
	} else if (is_sys_path(r, target)) {
		add_around(r, value);
	}
}

void
paths_of_statement(struct reader *r, node_id statement)
{
	node_id n = tree_first(r->tree, statement), value = n;

	if (n == NODE_NIL)
		return;
	if (kind_of(r, n) == NODE_AUGMENT) {
		if (is_sys_path(r, tree_first(r->tree, n)) &&
		    tree_child(r->tree, n, NODE_PLUS_ASSIGN) != NODE_NIL)
			add_all(r, tree_last(r->tree, n), false);
		return;
	}
	while (kind_of(r, value) == NODE_ASSIGN) {
		node_id last = tree_last(r->tree, value);

		if (last == tree_first(r->tree, value) || kind_of(r, last) == NODE_TYPE)
			return;
		value = last;
	}
	for (; kind_of(r, n) == NODE_ASSIGN; n = tree_last(r->tree, n))
		assigned(r, tree_first(r->tree, n), value);
}
