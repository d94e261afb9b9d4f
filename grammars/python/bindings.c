/*
 * bindings.c - the names that statements bind, and the rows for them.
 */
#include "grammars/python/bindings.h"

#include "base/arena.h"
#include "grammars/python/arms.h"
#include "grammars/python/classes.h"
#include "grammars/python/constants.h"
#include "grammars/python/names.h"
#include "grammars/python/slots.h"

/* All names in a target, however it unpacks. */
static void
each_target(struct reader *r, node_id target, enum binding_kind kind, bind_fn *fn)
{
	node_id end = r->tree->nodes.at[target].next;

	for (node_id i = target; i < end;) {
		switch (kind_of(r, i)) {
		case NODE_IDENT:
			fn(r, i, kind, NODE_NIL);
			i++;
			break;
		case NODE_AS_TARGET:
		case NODE_PATTERN_LIST:
		case NODE_TUPLE_PATTERN:
		case NODE_LIST_PATTERN:
		case NODE_LIST_SPLAT_PATTERN:
		case NODE_TUPLE:
		case NODE_LIST:
		case NODE_LIST_SPLAT:
		case NODE_EXPRESSION_LIST:
			i++;
			break;
		default:
			i = r->tree->nodes.at[i].next;
		}
	}
}

/* The target in `(target) = …`. */
static node_id
without_parentheses(const struct reader *r, node_id target)
{
	while (kind_of(r, target) == NODE_TUPLE_PATTERN &&
	       (r->tree->nodes.at[target].flags & NODE_COMMA) == 0 &&
	       tree_first(r->tree, target) != NODE_NIL)
		target = tree_first(r->tree, target);
	return target;
}

/* What stands right of the `=`; NODE_NIL for an annotation alone. */
static node_id
assigned(const struct reader *r, node_id assignment)
{
	node_id left = tree_first(r->tree, assignment);
	node_id last = tree_last(r->tree, assignment);

	return last == left || kind_of(r, last) == NODE_TYPE ? NODE_NIL : last;
}

static void
each_assigned(struct reader *r, node_id assignment, bind_fn *fn)
{
	node_id value = assigned(r, assignment);

	/* Of a = b = c the grammar makes a = (b = c). */
	for (; value != NODE_NIL && kind_of(r, value) == NODE_ASSIGN; value = assigned(r, value))
		r->tree->nodes.at[value].flags |= r->handled;
	if (value == NODE_NIL)
		return;
	for (node_id a = assignment; kind_of(r, a) == NODE_ASSIGN; a = assigned(r, a)) {
		node_id target = without_parentheses(r, tree_first(r->tree, a));

		if (kind_of(r, target) == NODE_IDENT)
			fn(r, target, BINDING_ASSIGN, value);
		else
			each_target(r, target, BINDING_UNPACK, fn);
	}
}

/* A name that a `case` binds: of one part, and no underscore. */
static void
each_capture(struct reader *r, node_id n, bind_fn *fn)
{
	node_id name = kind_of(r, n) == NODE_DOTTED ? tree_first(r->tree, n) : n;

	if ((r->tree->nodes.at[n].flags & NODE_CAPTURE) != 0 && name != NODE_NIL &&
	    (name == n || name == tree_last(r->tree, n)) && !str_eq(text_of(r, name), STR("_")))
		fn(r, name, BINDING_UNPACK, NODE_NIL);
}

/* In f"{x:=10}" the grammar sees `x := 10`, which needs parentheses there. */
static bool
is_format_spec(const struct reader *r, node_id named)
{
	struct str before = text_of(r, named - 1);

	before.len = r->tree->nodes.at[named].start - r->tree->nodes.at[named - 1].start;
	return kind_of(r, named - 1) == NODE_INTERPOLATION &&
	       memchr(before.at, '(', before.len) == NULL;
}

void
each_name(struct reader *r, node_id n, bind_fn *fn)
{
	node_id first = tree_first(r->tree, n);

	switch (kind_of(r, n)) {
	case NODE_ASSIGN:
		if ((r->tree->nodes.at[n].flags & r->handled) == 0)
			each_assigned(r, n, fn);
		return;
	case NODE_AUGMENT:
		first = without_parentheses(r, first);
		if (kind_of(r, first) == NODE_IDENT)
			fn(r, first, BINDING_UNPACK, NODE_NIL);
		return;
	case NODE_FOR:
	case NODE_AS_TARGET:
		each_target(r, first, BINDING_UNPACK, fn);
		return;
	case NODE_NAMED:
		if (!is_format_spec(r, n))
			fn(r, first, BINDING_UNPACK, NODE_NIL);
		return;
	case NODE_IDENT:
	case NODE_DOTTED:
		each_capture(r, n, fn);
		return;
	case NODE_DELETE:
		for (; first != NODE_NIL; first = tree_after(r->tree, n, first))
			each_target(r, first, BINDING_DELETE, fn);
		return;
	case NODE_TYPE_ALIAS:
		while (kind_of(r, first) == NODE_TYPE || kind_of(r, first) == NODE_GENERIC_TYPE)
			first = tree_first(r->tree, first);
		each_target(r, first, BINDING_UNPACK, fn);
		return;
	default:
		return;
	}
}

void
each_parameter(struct reader *r, node_id function, bind_fn *fn)
{
	node_id list = tree_child(r->tree, function, NODE_PARAMETERS);

	if (list == NODE_NIL)
		return;
	for (node_id i = tree_first(r->tree, list); i != NODE_NIL;
	     i = tree_after(r->tree, list, i)) {
		node_id name = i;

		while (name != NODE_NIL && kind_of(r, name) != NODE_IDENT)
			name = tree_first(r->tree, name);
		if (name != NODE_NIL)
			fn(r, name, BINDING_UNPACK, NODE_NIL);
	}
}

/* Where a name of the scope is bound: in another, if it is declared so. */
static const struct declared *
declared_as(const struct reader *r, uint32_t scope, struct str name)
{
	const uint32_t *row;

	if (!r->scopes.at[scope].declares)
		return NULL;
	row = map_find(&r->declared_by_name, map_key(scope, facts_put(r->out, name)));
	return row != NULL ? &r->declared.at[*row - 1] : NULL;
}

uint32_t
scope_meant(const struct reader *r, uint32_t scope, struct str name)
{
	const struct declared *to = declared_as(r, scope, name);

	return to != NULL ? to->scope : scope;
}

static bool
is_recorded(const struct reader *r, uint32_t scope)
{
	if (scope == SCOPE_NOWHERE)
		return false;
	return r->scopes.at[scope].kind != SCOPE_FUNCTION || reader_has_class(r, scope);
}

void
binding_add(struct reader *r, node_id at, struct str name, struct fact_binding row)
{
	const struct frame *f = reader_frame(r);
	const struct declared *to = declared_as(r, f->scope, name);

	row.scope = f->scope;
	if (to != NULL) {
		/* A function's are told once, where they are declared. */
		if (r->scopes.at[f->scope].kind == SCOPE_FUNCTION)
			return;
		row.scope = to->scope;
		row.elsewhere = to->elsewhere;
	}
	if (f->lambda || !is_recorded(r, row.scope))
		return;
	if (r->scopes.at[row.scope].kind == SCOPE_CLASS && str_eq(name, STR("__slots__")))
		slots_bound(r, row.kind);
	if (row.name == 0)
		row.name = facts_put(r->out, name);
	if (row.span.line == 0)
		row.span = span_of(r, at);
	row.guard = facts_put(r->out, f->guard);
	row.context = f->context;
	row.block = arm_row(r);
	facts_add_binding(r->out, row);
}

/* A call that is given nothing. */
static bool
is_bare(const struct reader *r, node_id value)
{
	node_id arguments = tree_last(r->tree, value);

	return kind_of(r, value) == NODE_CALL && kind_of(r, arguments) == NODE_ARGUMENTS &&
	       tree_first(r->tree, arguments) == NODE_NIL;
}

/* What a value is as a target: its text or its class, worked out once for a = b = value. */
static void
read_value(struct reader *r, node_id name, node_id value)
{
	if (value == r->value)
		return;
	r->value = value;
	r->value_class = class_by_call(r, name, value);
	r->value_text =
		r->value_class == 0
			? facts_put(r->out, kind_of(r, value) == NODE_NONE
	                                            ? STR("None")
	                                            : name_as_written(r, value))
			: 0;
	r->value_named = r->value_class == 0 ? named_by_call(r, value) : 0;
}

static void
add_row(struct reader *r, node_id name, enum binding_kind kind, node_id value)
{
	const struct frame *f = reader_frame(r);
	struct fact_binding row = { .kind = kind };

	if (f->lambda || !is_recorded(r, f->scope))
		return;
	if (value != NODE_NIL) {
		read_value(r, name, value);
		row.kind = r->value_class != 0 ? BINDING_CLASS : kind;
		row.row = r->value_class != 0 ? r->value_class - 1 : 0;
		row.target = r->value_text;
		row.named = r->value_named;
		row.bare = row.kind == BINDING_ASSIGN && is_bare(r, value);
		/* A type can stand right after the name alone: `x: T = value`. */
		row.annotated = row.kind == BINDING_ASSIGN &&
		                kind_of(r, r->tree->nodes.at[name].next) == NODE_TYPE;
	}
	binding_add(r, name, name_text(r, name), row);
}

void
parameters_of(struct reader *r, node_id function)
{
	each_parameter(r, function, add_row);
}

/* The scope that `nonlocal name` in `scope` means; false for none. */
static bool
enclosing_scope(const struct reader *r, uint32_t scope, struct str name, uint32_t *out)
{
	for (uint32_t at = r->scopes.at[scope].parent; at != 0; at = r->scopes.at[at].parent) {
		if (r->scopes.at[at].kind != SCOPE_FUNCTION || !scope_binds(r, at, name))
			continue;
		*out = scope_meant(r, at, name);
		return *out != SCOPE_NOWHERE;
	}
	return false;
}

/* Does a function stand between a scope and one around it, so that it runs at another time? */
static bool
runs_elsewhere(const struct reader *r, uint32_t scope, uint32_t outer)
{
	for (; scope != outer && scope != 0; scope = r->scopes.at[scope].parent)
		if (r->scopes.at[scope].kind == SCOPE_FUNCTION)
			return true;
	return false;
}

static void
declare(struct reader *r, node_id at, bool global)
{
	const struct frame *f = reader_frame(r);
	uint32_t scope = f->scope;
	struct str name = name_text(r, at);
	struct fact_binding row = {
		.span = span_of(r, at),
		.kind = BINDING_GLOBAL,
		.scope = scope,
		.name = facts_put(r->out, name),
		.guard = facts_put(r->out, f->guard),
		.context = f->context,
	};
	struct declared to = { 0 };
	bool fresh;
	uint32_t *known;

	if (r->scopes.at[scope].depth > SCOPE_DEPTH_LIMIT)
		return;
	if (!global && !enclosing_scope(r, scope, name, &to.scope))
		to.scope = SCOPE_NOWHERE;
	to.elsewhere = runs_elsewhere(r, scope, to.scope);
	r->scopes.at[scope].declares = true;
	known = map_put(r->arena, &r->declared_by_name, map_key(scope, row.name), &fresh);
	if (!fresh)
		return;
	*vec_push(r->arena, &r->declared) = to;
	*known = r->declared.count;
	if (global && is_recorded(r, scope)) {
		row.block = arm_row(r);
		facts_add_binding(r->out, row);
	}
	if (r->scopes.at[scope].kind == SCOPE_FUNCTION && is_recorded(r, to.scope) &&
	    scope_binds(r, scope, name)) {
		row.kind = BINDING_UNPACK;
		row.scope = to.scope;
		row.block = arm_row(r);
		row.elsewhere = true;
		facts_add_binding(r->out, row);
	}
}

/* `sys.modules[__name__] = value`: whoever imports the module gets the value. */
static void
module_itself(struct reader *r, node_id assignment)
{
	node_id target = tree_first(r->tree, assignment), value = assigned(r, assignment);
	struct fact_binding row = { .kind = BINDING_ASSIGN };

	while (value != NODE_NIL && kind_of(r, value) == NODE_ASSIGN)
		value = assigned(r, value);
	if (kind_of(r, target) != NODE_SUBSCRIPT || value == NODE_NIL ||
	    !str_eq(text_of(r, tree_last(r->tree, target)), STR("__name__")) ||
	    !name_means(r, tree_first(r->tree, target), STR("sys.modules")))
		return;
	row.target = facts_put(r->out, name_as_written(r, value));
	row.bare = is_bare(r, value);
	binding_add(r, target, STR(MODULE_ITSELF), row);
}

void
bindings_of(struct reader *r, node_id n)
{
	enum node_kind kind = kind_of(r, n);

	if (kind == NODE_ASSIGN && reader_frame(r)->scope == 0)
		module_itself(r, n);
	if (kind != NODE_GLOBAL && kind != NODE_NONLOCAL) {
		each_name(r, n, add_row);
		return;
	}
	if (reader_frame(r)->scope == 0)
		return;
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i))
		if (kind_of(r, i) == NODE_IDENT)
			declare(r, i, kind == NODE_GLOBAL);
}
