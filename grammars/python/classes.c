/*
 * classes.c - class statements become rows with their bases; classes and functions get scopes.
 */
#include "grammars/python/classes.h"

#include "base/arena.h"
#include "grammars/python/bindings.h"
#include "grammars/python/names.h"

/* A qualified name is cut at this many bytes, lest deep nesting make it grow without end. */
#define QUALNAME_LIMIT 4000

/* PEP 3155. */
static struct str
qualname(const struct reader *r, uint32_t scope, struct str name)
{
	const struct scope *outer = &r->scopes.at[scope];
	const char *between = outer->kind == SCOPE_FUNCTION ? ".<locals>." : ".";
	struct str text;

	if (outer->kind == SCOPE_MODULE || outer->qualname.len > QUALNAME_LIMIT)
		return name;
	text.at = arena_printf(
		r->arena, STR_FMT "%s" STR_FMT, STR_ARG(outer->qualname), between, STR_ARG(name));
	text.len = strlen(text.at);
	return text;
}

uint32_t
scope_add(struct reader *r, node_id statement, enum scope_kind kind)
{
	uint32_t outer = reader_frame(r)->scope;
	struct str name = name_text(r, tree_first(r->tree, statement));

	*vec_push(r->arena, &r->scopes) =
		(struct scope){ .qualname = qualname(r, outer, name), .kind = kind };
	return facts_add_scope(
		r->out,
		(struct fact_scope){
			.kind = kind,
			.parent = outer,
			.name = facts_put(r->out, name),
			.line = span_of(r, statement).line,
		});
}

static bool
ends_with(struct str s, struct str end)
{
	return s.len >= end.len && str_eq((struct str){ s.at + s.len - end.len, end.len }, end);
}

static struct fact_base
base_of(struct reader *r, node_id argument)
{
	struct fact_base base = { .span = span_of(r, argument) };
	node_id value = argument;
	struct str expr;

	if (kind_of(r, argument) == NODE_KEYWORD) {
		base.keyword = facts_put(r->out, name_text(r, tree_first(r->tree, argument)));
		value = tree_last(r->tree, argument);
	} else if (kind_of(r, argument) == NODE_DICT_SPLAT) {
		base.keyword = facts_put(r->out, STR("**"));
	}
	expr = name_as_written(r, value);
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

void
class_add(struct reader *r, node_id statement, uint32_t body)
{
	const struct frame *f = reader_frame(r);
	node_id name = tree_first(r->tree, statement);
	node_id arguments = tree_child(r->tree, statement, NODE_ARGUMENTS);
	VEC(base_list, struct fact_base) bases = { 0 };
	uint32_t row;

	if (arguments != NODE_NIL)
		for (node_id i = tree_first(r->tree, arguments); i != NODE_NIL;
		     i = tree_after(r->tree, arguments, i))
			*vec_push(r->arena, &bases) = base_of(r, i);
	row = facts_add_class(
		r->out,
		(struct fact_class){
			.first_base = facts_add_bases(
				r->out, (struct fact_bases){ bases.at, bases.count }),
			.base_count = bases.count,
			.span = span_of(r, name),
			.header = header_of(r, statement),
			.qualname = facts_put(r->out, r->scopes.at[body].qualname),
			.guard = facts_put(r->out, f->guard),
			.scope = f->scope,
			.body = body,
			.context = f->context,
		});
	binding_add(
		r, name,
		(struct fact_binding){
			.kind = BINDING_CLASS,
			.row = row,
			.name = facts_put(r->out, name_text(r, name)) });
}
