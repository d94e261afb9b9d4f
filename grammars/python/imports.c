/*
 * imports.c - import statements become rows, one a name.
 */
#include "grammars/python/imports.h"

#include "grammars/python/arms.h"
#include "grammars/python/bindings.h"
#include "grammars/python/names.h"

/* Is `dotted` the module, or below it? */
static bool
is_within(struct str dotted, struct str module)
{
	return str_starts(dotted, module) &&
	       (dotted.len == module.len || dotted.at[module.len] == '.');
}

/* Is `module`.`name` the tested module, or below it? */
static bool
is_name_within(struct str module, struct str name, struct str tested)
{
	size_t len = module.len + 1 + name.len;

	return len == tested.len && str_starts(tested, module) && tested.at[module.len] == '.' &&
	       str_eq((struct str){ tested.at + module.len + 1, name.len }, name);
}

uint32_t
import_tested(const struct reader *r, uint32_t level, struct str module, struct str name)
{
	if (level > 0)
		return 0;
	for (uint32_t at = reader_frame(r)->tested; at != 0; at = r->tested.at[at - 1].more) {
		struct str tested = r->tested.at[at - 1].module;

		if (is_within(module, tested) || is_name_within(module, name, tested))
			return CONTEXT_OPTIONAL;
	}
	return 0;
}

/* What all names of a statement have in common. */
struct statement {
	struct span span;
	struct str module_text;
	text_ref module;
	uint32_t level;
	uint32_t context;
	guard_ref guard;
	bool from;
};

/* The row of an import and the binding it makes; `bound` is the name. */
static void
add_row(struct reader *r, const struct statement *s, node_id alias, struct fact_import row,
        struct str bound)
{
	uint32_t number;

	row.span = span_of(r, alias);
	row.statement = s->span;
	row.guard = s->guard;
	row.scope = reader_frame(r)->scope;
	row.block = arm_row(r);
	row.level = (uint16_t)s->level;
	number = facts_add_import(r->out, row);
	binding_add(
		r, alias, bound,
		(struct fact_binding){
			.span = row.span,
			.kind = BINDING_IMPORT,
			.row = number,
			.name = row.alias != 0 ? row.alias : row.name,
		});
	if (kind_of(r, alias) != NODE_WILDCARD && r->next_bound < r->bound.count)
		r->bound.at[r->next_bound++].row = number;
}

static void
add_alias(struct reader *r, const struct statement *s, node_id alias)
{
	struct fact_import row = { .module = s->module };
	struct str module = s->module_text, name = STR("*"), bound = STR("*"), rest;
	uint32_t guards;

	if (kind_of(r, alias) == NODE_ALIASED) {
		name = name_dotted(r, tree_first(r->tree, alias));
		bound = name_text(r, tree_last(r->tree, alias));
		row.alias = facts_put(r->out, bound);
	} else if (kind_of(r, alias) == NODE_DOTTED) {
		rest = bound = name = name_dotted(r, alias);
		if (!s->from)
			(void)str_cut(&rest, '.', &bound);
	}
	if (s->from) {
		row.name = facts_put(r->out, name);
	} else {
		module = name;
		name = STR("");
		row.module = facts_put(r->out, module);
	}
	guards = import_tested(r, s->level, module, name);
	row.context = (uint16_t)s->context;
	if (guards != 0)
		row.context = (uint16_t)((row.context & ~CONTEXT_MISSING_MODULE_ONLY) | guards);
	add_row(r, s, alias, row, bound);
}

/* Dots and name of a from-import's module. */
static void
read_module(const struct reader *r, node_id module, struct statement *s)
{
	if (kind_of(r, module) == NODE_DOTTED) {
		s->module_text = name_dotted(r, module);
		return;
	}
	for (node_id i = tree_first(r->tree, module); i != NODE_NIL;
	     i = tree_after(r->tree, module, i)) {
		struct str text = text_of(r, i);

		if (kind_of(r, i) == NODE_DOTTED)
			s->module_text = name_dotted(r, i);
		if (kind_of(r, i) != NODE_PREFIX)
			continue;
		for (size_t at = 0; at < text.len; at++)
			s->level += text.at[at] == '.';
	}
}

/* Does `lazy` stand before the statement (PEP 810)? */
static bool
is_lazy(const struct reader *r, node_id statement, uint32_t *start)
{
	uint32_t low = 0, high = r->lazy.count, at = r->tree->nodes.at[statement].start;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (r->lazy.at[middle].end < at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == r->lazy.count || r->lazy.at[low].end != at)
		return false;
	*start = r->lazy.at[low].start;
	return true;
}

void
imports_of(struct reader *r, node_id statement)
{
	const struct frame *f = reader_frame(r);
	struct statement s = {
		.context = f->context,
		.from = kind_of(r, statement) != NODE_IMPORT,
		.guard = facts_put(r->out, f->guard),
	};
	node_id alias = tree_first(r->tree, statement);
	uint32_t start = r->tree->nodes.at[statement].start;

	if (is_lazy(r, statement, &start))
		s.context |= CONTEXT_LAZY;
	s.span = source_span(r->source, start, r->tree->nodes.at[statement].end);
	if (kind_of(r, statement) == NODE_FUTURE) {
		s.module_text = STR("__future__");
	} else if (s.from && alias != NODE_NIL) {
		read_module(r, alias, &s);
		alias = tree_after(r->tree, statement, alias);
	}
	if (s.level > UINT16_MAX)
		s.level = UINT16_MAX;
	s.module = facts_put(r->out, s.module_text);
	for (; alias != NODE_NIL; alias = tree_after(r->tree, statement, alias)) {
		enum node_kind kind = kind_of(r, alias);

		if (kind == NODE_DOTTED || kind == NODE_ALIASED || kind == NODE_WILDCARD)
			add_alias(r, &s, alias);
	}
}
