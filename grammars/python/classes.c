/*
 * classes.c - classes become rows with their bases; classes and functions get scopes.
 */
#include "grammars/python/classes.h"

#include "base/arena.h"
#include "grammars/python/arms.h"
#include "grammars/python/bindings.h"
#include "grammars/python/constants.h"
#include "grammars/python/names.h"
#include "grammars/python/slots.h"
#include "grammars/python/strings.h"

/* A qualified name is cut at this many bytes, lest deep nesting make it grow without end. */
#define QUALNAME_LIMIT 4000

/* PEP 3155; what is declared global has its name alone. */
static struct str
qualname(const struct reader *r, uint32_t scope, struct str name)
{
	const struct scope *outer = &r->scopes.at[scope];
	struct str between = outer->kind == SCOPE_FUNCTION ? STR(".<locals>.") : STR(".");
	struct str text;
	char *at;

	if (outer->kind == SCOPE_MODULE || outer->qualname.len > QUALNAME_LIMIT ||
	    scope_meant(r, scope, name) == 0)
		return name;
	text.len = outer->qualname.len + between.len + name.len;
	text.at = at = arena_array(r->arena, char, text.len + 1);
	memcpy(at, outer->qualname.at, outer->qualname.len);
	memcpy(at + outer->qualname.len, between.at, between.len);
	memcpy(at + outer->qualname.len + between.len, name.at, name.len);
	return text;
}

uint32_t
scope_add(struct reader *r, node_id statement, enum scope_kind kind)
{
	uint32_t outer = reader_frame(r)->scope;
	struct str name = name_text(r, tree_first(r->tree, statement));

	struct scope scope = {
		.kind = kind,
		.parent = outer,
		.name = facts_put(r->out, name),
	};

	/* Of other functions nobody asks for it. */
	if (kind == SCOPE_CLASS || reader_has_class(r, r->scopes.count))
		scope.qualname = qualname(r, outer, name);
	*vec_push(r->arena, &r->scopes) = scope;
	return facts_add_scope(
		r->out,
		(struct fact_scope){
			.kind = kind,
			.parent = outer,
			.name = scope.name,
			.line = source_line(r->source, r->tree->nodes.at[statement].start),
		});
}

static bool
ends_with(struct str s, struct str end)
{
	return s.len >= end.len && str_eq((struct str){ s.at + s.len - end.len, end.len }, end);
}

VEC(base_list, struct fact_base);

/* What an argument gives, below its keyword. */
static node_id
value_of(const struct reader *r, node_id argument)
{
	return kind_of(r, argument) == NODE_KEYWORD ? tree_last(r->tree, argument) : argument;
}

/* The row of an argument, a decorator or a base. */
static struct fact_base
base_of(struct reader *r, node_id argument)
{
	struct fact_base base = { .span = span_of(r, argument) };
	struct str expr;

	if (kind_of(r, argument) == NODE_KEYWORD)
		base.keyword = facts_put(r->out, name_text(r, tree_first(r->tree, argument)));
	else if (kind_of(r, argument) == NODE_DICT_SPLAT)
		base.keyword = facts_put(r->out, STR("**"));
	expr = name_as_written(r, value_of(r, argument));
	base.expr = facts_put(r->out, expr);
	if (str_starts(expr, STR("*")))
		base.flags |= BASE_STAR;
	if (ends_with(expr, STR("[]")))
		base.flags |= BASE_SUBSCRIPT;
	if (ends_with(expr, STR("()")))
		base.flags |= BASE_CALL;
	if (ends_with(expr, STR("?")))
		base.flags |= BASE_COMPUTED;
	return base;
}

/* Letters, digits and underscores of ASCII alone, a digit not first. */
static bool
is_simple_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (!char_is_name(s.at[i]) || (i == 0 && char_is_digit(s.at[i])))
			return false;
	}
	return s.len > 0;
}

/* Is it a string that is such a name? */
static bool
is_name_in_quotes(const struct reader *r, node_id n, struct str *name)
{
	return string_value(r, n, name) && is_simple_name(*name);
}

text_ref
named_by_call(struct reader *r, node_id value)
{
	node_id arguments = tree_after(r->tree, value, tree_first(r->tree, value)), first;
	struct str name;

	if (kind_of(r, value) != NODE_CALL || kind_of(r, arguments) != NODE_ARGUMENTS)
		return 0;
	first = tree_first(r->tree, arguments);
	return first != NODE_NIL && is_name_in_quotes(r, first, &name)
	               ? facts_put(r->out, name)
	               : 0;
}

/* One of a call or subscript in a base: True, False, None and names in quotes are told too. */
static struct fact_base
inner_of(struct reader *r, node_id argument)
{
	struct fact_base base = base_of(r, argument);
	struct str text = text_of(r, value_of(r, argument)), name;

	if (base.flags != BASE_COMPUTED)
		return base;
	if (str_eq(text, STR("True")) || str_eq(text, STR("False")) || str_eq(text, STR("None"))) {
		base.expr = facts_put(r->out, text);
		base.flags = 0;
	} else if (is_name_in_quotes(r, value_of(r, argument), &name)) {
		const char *quoted = arena_printf(r->arena, "\"" STR_FMT "\"", STR_ARG(name));

		base.expr = facts_put(r->out, (struct str){ quoted, name.len + 2 });
		base.flags = 0;
	}
	return base;
}

/* An element of a subscript without the star before what is no name (PEP 646): the grammar reads
 * some of these, and of others repair.c takes it away. */
static node_id
without_odd_star(const struct reader *r, node_id element)
{
	node_id starred =
		kind_of(r, element) == NODE_LIST_SPLAT ? tree_first(r->tree, element) : NODE_NIL;

	return starred != NODE_NIL && kind_of(r, starred) != NODE_IDENT ? starred : element;
}

/* The rows for what stands in the call or subscript that a base is. */
static void
add_inner(struct reader *r, node_id argument, struct fact_base *base)
{
	node_id outer = value_of(r, argument), list, first;
	struct base_list rows = { 0 };
	bool call;

	while (kind_of(r, outer) == NODE_LIST_SPLAT || kind_of(r, outer) == NODE_DICT_SPLAT)
		outer = tree_first(r->tree, outer);
	first = tree_first(r->tree, outer);
	list = outer;
	call = kind_of(r, outer) == NODE_CALL;
	if (call) {
		list = tree_after(r->tree, outer, first);
		/* `f(x for x in y)` has no list. */
		first = kind_of(r, list) == NODE_ARGUMENTS ? tree_first(r->tree, list) : list;
		list = first == list ? outer : list;
	} else {
		first = tree_after(r->tree, outer, first);
		/* `a[(b, c)]` is `a[b, c]`. */
		if (kind_of(r, first) == NODE_TUPLE &&
		    (r->tree->nodes.at[outer].flags & NODE_COMMA) == 0) {
			list = first;
			first = tree_first(r->tree, list);
		}
	}
	for (; first != NODE_NIL; first = tree_after(r->tree, list, first))
		*vec_push(r->arena, &rows) = inner_of(r, call ? first : without_odd_star(r, first));
	base->first_arg = facts_add_bases(r->out, (struct fact_bases){ rows.at, rows.count });
	base->arg_count = rows.count;
}

static void
add_base(struct reader *r, struct base_list *rows, node_id argument)
{
	struct fact_base base = base_of(r, argument);

	if ((base.flags & (BASE_CALL | BASE_SUBSCRIPT)) != 0)
		add_inner(r, argument, &base);
	*vec_push(r->arena, rows) = base;
}

/* The rows for all children of the node, but those before `first`. */
static void
add_bases(struct reader *r, struct base_list *rows, node_id parent, node_id first)
{
	for (; first != NODE_NIL; first = tree_after(r->tree, parent, first))
		add_base(r, rows, first);
}

bool
is_decorated(const struct reader *r, node_id statement)
{
	const struct node *nodes = r->tree->nodes.at;

	return r->decorated != NODE_NIL && nodes[r->decorated].next == nodes[statement].next;
}

static void
set_decorators(struct reader *r, node_id statement, struct fact_class *row)
{
	struct base_list rows = { 0 };

	if (!is_decorated(r, statement))
		return;
	for (node_id i = tree_first(r->tree, r->decorated); i != NODE_NIL && i != statement;
	     i = tree_after(r->tree, r->decorated, i))
		if (kind_of(r, i) == NODE_DECORATOR && tree_first(r->tree, i) != NODE_NIL)
			add_base(r, &rows, tree_first(r->tree, i));
	row->first_decorator = facts_add_bases(r->out, (struct fact_bases){ rows.at, rows.count });
	row->decorator_count = rows.count;
}

/* From `class` to the colon, with it. */
static struct span
header_of(const struct reader *r, node_id statement)
{
	const struct node *nodes = r->tree->nodes.at;
	uint32_t start = nodes[statement].start, end = start;

	for (node_id i = tree_first(r->tree, statement); i != NODE_NIL;
	     i = tree_after(r->tree, statement, i))
		if (kind_of(r, i) != NODE_BLOCK)
			end = nodes[i].end;
	for (uint32_t at = end; at < nodes[statement].end; at++) {
		char c = r->text.at[at];

		if (c == ':')
			return source_span(r->source, start, at + 1);
		if (strchr(" \t\f\\\r\n", c) == NULL)
			break;
	}
	return source_span(r->source, start, end);
}

/* Add the row; what the place says is set here, and the bases. */
static uint32_t
add_class(struct reader *r, struct fact_class row, const struct base_list *bases)
{
	const struct frame *f = reader_frame(r);

	row.guard = facts_put(r->out, f->guard);
	row.scope = f->scope;
	row.context = f->context;
	row.block = arm_row(r);
	row.first_base = facts_add_bases(r->out, (struct fact_bases){ bases->at, bases->count });
	row.base_count = bases->count;
	return facts_add_class(r->out, row);
}

/* Classes that are made right where they are inherited from. */
static void
add_base_calls(struct reader *r, node_id arguments)
{
	for (node_id i = tree_first(r->tree, arguments); i != NODE_NIL;
	     i = tree_after(r->tree, arguments, i))
		class_by_call(r, NODE_NIL, i);
}

void
class_add(struct reader *r, node_id statement, uint32_t body)
{
	node_id name = tree_first(r->tree, statement);
	node_id arguments = tree_child(r->tree, statement, NODE_ARGUMENTS);
	struct scope *scope = &r->scopes.at[body];
	struct base_list bases = { 0 };
	struct fact_class row = {
		.span = span_of(r, name),
		.header = header_of(r, statement),
		.qualname = facts_put(r->out, scope->qualname),
		.body = body,
	};

	if (tree_child(r->tree, statement, NODE_TYPE_PARAMETER) != NODE_NIL)
		row.flags |= CLASS_TYPE_PARAMS;
	if (arguments != NODE_NIL)
		add_bases(r, &bases, arguments, tree_first(r->tree, arguments));
	if (r->scopes.at[reader_frame(r)->scope].given == statement)
		row.flags |= CLASS_GIVEN;
	set_decorators(r, statement, &row);
	scope->class = add_class(r, row, &bases);
	scope->branching = reader_frame(r)->branching;
	scope->arm = reader_frame(r)->arm;
	if (arguments != NODE_NIL)
		add_base_calls(r, arguments);
	binding_add(
		r, name, name_text(r, name),
		(struct fact_binding){
			.kind = BINDING_CLASS,
			.row = scope->class,
			.name = scope->name,
		});
}

/* Are these what a metaclass is called with, and few other things are? */
static bool
look_like_class(const struct reader *r, node_id arguments, const node_id parts[3])
{
	struct str name;

	return string_value(r, parts[0], &name) && kind_of(r, parts[2]) == NODE_DICT &&
	       tree_after(r->tree, arguments, parts[2]) == NODE_NIL;
}

/* The three arguments of `type(name, (A, B), namespace)`; keywords may follow them. Or those of
 * `Meta("X", (A, B), {})`. */
static bool
call_parts(const struct reader *r, node_id call, node_id parts[3])
{
	node_id callee = tree_first(r->tree, call), arguments;
	enum node_kind kind;

	if (kind_of(r, call) != NODE_CALL ||
	    (kind_of(r, callee) != NODE_IDENT && kind_of(r, callee) != NODE_ATTR))
		return false;
	arguments = tree_after(r->tree, call, callee);
	if (kind_of(r, arguments) != NODE_ARGUMENTS)
		return false;
	parts[0] = tree_first(r->tree, arguments);
	for (unsigned i = 0; i < 3; i++) {
		kind = kind_of(r, parts[i]);
		if (parts[i] == NODE_NIL || kind == NODE_LIST_SPLAT || kind == NODE_KEYWORD ||
		    kind == NODE_DICT_SPLAT)
			return false;
		if (i < 2)
			parts[i + 1] = tree_after(r->tree, arguments, parts[i]);
	}
	if (kind_of(r, parts[1]) != NODE_TUPLE)
		return false;
	if (!str_eq(text_of(r, callee), STR("type")))
		return look_like_class(r, arguments, parts);
	for (node_id i = tree_after(r->tree, arguments, parts[2]); i != NODE_NIL;
	     i = tree_after(r->tree, arguments, i))
		if (kind_of(r, i) != NODE_KEYWORD && kind_of(r, i) != NODE_DICT_SPLAT)
			return false;
	return true;
}

bool
is_class_call(const struct reader *r, node_id value)
{
	node_id parts[3];

	return str_eq(text_of(r, tree_first(r->tree, value)), STR("type")) &&
	       call_parts(r, value, parts);
}

/* Does the file bind the builtin's name, where this scope sees it? Too deep in, nobody looks. */
static bool
is_rebound(const struct reader *r, uint32_t scope, struct str name)
{
	if (r->scopes.at[scope].depth > SCOPE_DEPTH_LIMIT || names_bound(r, name) != 0 ||
	    scope_binds(r, scope, name))
		return true;
	for (; scope != 0; scope = r->scopes.at[scope].parent)
		if (r->scopes.at[scope].kind == SCOPE_FUNCTION && scope_binds(r, scope, name))
			return true;
	return scope_binds(r, 0, name);
}

bool
is_class_method(const struct reader *r, node_id function)
{
	const struct str name = STR("classmethod");
	node_id first, decorator;

	if (!is_decorated(r, function))
		return false;
	first = tree_first(r->tree, r->decorated);
	decorator = tree_first(r->tree, first);
	return kind_of(r, first) == NODE_DECORATOR && kind_of(r, decorator) == NODE_IDENT &&
	       tree_after(r->tree, r->decorated, first) == function &&
	       str_eq(text_of(r, decorator), name) && !is_rebound(r, reader_frame(r)->scope, name);
}

/* What a class is called that a call makes, without saying so. */
static struct str
unnamed(struct reader *r, uint32_t scope, node_id name, node_id value)
{
	const struct scope *outer = &r->scopes.at[scope];
	struct str of = STR("type");
	const char *text;

	if (name != NODE_NIL)
		return qualname(r, scope, name_text(r, name));
	if (outer->kind == SCOPE_FUNCTION && outer->given == value)
		of = outer->qualname;
	text = arena_printf(r->arena, STR_FMT "()", STR_ARG(of));
	return (struct str){ text, of.len + 2 };
}

uint32_t
class_by_call(struct reader *r, node_id name, node_id value)
{
	uint32_t scope = reader_frame(r)->scope;
	const struct scope *outer = &r->scopes.at[scope];
	struct base_list bases = { 0 };
	struct fact_class row = { .flags = CLASS_CALL };
	node_id parts[3], callee = tree_first(r->tree, value), arguments;
	struct str text;

	if (!call_parts(r, value, parts))
		return 0;
	if (!str_eq(text_of(r, callee), STR("type"))) {
		/* Of functions not all is read. */
		if (name != NODE_NIL && outer->kind == SCOPE_FUNCTION)
			return 0;
		struct fact_base meta = base_of(r, callee);

		meta.keyword = facts_put(r->out, STR("metaclass"));
		*vec_push(r->arena, &bases) = meta;
	} else if (is_rebound(r, scope, STR("type"))) {
		return 0;
	}
	if (!string_value(r, parts[0], &text))
		text = unnamed(r, scope, name, value);
	if (outer->kind == SCOPE_FUNCTION && outer->given == value)
		row.flags |= CLASS_GIVEN;
	row.span = span_of(r, parts[0]);
	row.header = span_of(r, value);
	row.qualname = facts_put(r->out, text);
	add_bases(r, &bases, parts[1], tree_first(r->tree, parts[1]));
	arguments = tree_child(r->tree, value, NODE_ARGUMENTS);
	add_bases(r, &bases, arguments, tree_after(r->tree, arguments, parts[2]));
	slots_of_namespace(r, parts[2], &row);
	return add_class(r, row, &bases) + 1;
}

void
class_given(struct reader *r, node_id statement)
{
	node_id value = tree_first(r->tree, statement);

	if (value != NODE_NIL && r->scopes.at[reader_frame(r)->scope].given == value &&
	    !reader_frame(r)->lambda)
		class_by_call(r, NODE_NIL, value);
}
