/*
 * bindings.c - the names that statements bind: counted for the whole file, and as rows.
 */
#include "grammars/python/bindings.h"

#include "base/arena.h"
#include "grammars/python/names.h"

/* A name that is bound at a node; the value is what `=` gives it, or NODE_NIL. */
typedef void bind_fn(struct reader *r, node_id name, enum binding_kind kind, node_id value);

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
	node_id value = assignment;

	/* Of a = b = c the grammar makes a = (b = c). */
	do {
		r->tree->nodes.at[value].flags |= NODE_HANDLED;
		value = assigned(r, value);
	} while (value != NODE_NIL && kind_of(r, value) == NODE_ASSIGN);
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

/* The names the node itself binds, but for imports, classes and functions. */
static void
each_name(struct reader *r, node_id n, bind_fn *fn)
{
	node_id first = tree_first(r->tree, n);

	switch (kind_of(r, n)) {
	case NODE_ASSIGN:
		if ((r->tree->nodes.at[n].flags & NODE_HANDLED) == 0)
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

static uint64_t
key_of(uint32_t scope, struct str name)
{
	return str_hash(name) + map_key(scope, 0);
}

static struct constant *
constant_find(const struct reader *r, uint32_t scope, struct str name)
{
	const uint32_t *first = map_find(&r->constants_by_name, key_of(scope, name));

	for (uint32_t at = first != NULL ? *first : 0; at != 0;) {
		struct constant *c = &r->constants.at[at - 1];

		if (c->scope == scope && str_eq(c->name, name))
			return c;
		at = c->next;
	}
	return NULL;
}

/* While names are counted, r->frame is the scope. */
static void
count_name(struct reader *r, node_id name, enum binding_kind kind, node_id value)
{
	struct str text = name_text(r, name);
	struct constant *known = constant_find(r, r->frame, text);
	uint32_t *first;

	if (known != NULL) {
		known->times++;
		return;
	}
	first = map_put(r->arena, &r->constants_by_name, key_of(r->frame, text), NULL);
	*vec_push(r->arena, &r->constants) = (struct constant){
		.name = text,
		.scope = r->frame,
		.times = 1,
		.value = kind == BINDING_ASSIGN ? value : NODE_NIL,
		.next = *first,
	};
	*first = r->constants.count;
}

/* The names of an import statement, from the first alias on. */
static void
count_aliases(struct reader *r, node_id statement, node_id alias)
{
	for (; alias != NODE_NIL; alias = tree_after(r->tree, statement, alias)) {
		node_id name =
			kind_of(r, alias) == NODE_ALIASED
				? tree_last(r->tree, alias)
				: tree_first(r->tree, alias);

		if (name != NODE_NIL && kind_of(r, name) == NODE_IDENT)
			count_name(r, name, BINDING_IMPORT, NODE_NIL);
	}
}

static void
count_statement(struct reader *r, node_id n)
{
	node_id first = tree_first(r->tree, n);

	switch (kind_of(r, n)) {
	case NODE_IMPORT:
	case NODE_FUTURE:
		count_aliases(r, n, first);
		return;
	case NODE_FROM:
		count_aliases(r, n, tree_after(r->tree, n, first));
		return;
	case NODE_CLASS:
	case NODE_DEF:
		count_name(r, first, BINDING_CLASS, NODE_NIL);
		return;
	default:
		each_name(r, n, count_name);
	}
}

/* `global x` in a function: it may bind x in the module. */
static void
count_globals(struct reader *r, node_id n)
{
	uint32_t scope = r->frame;

	r->frame = 0;
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i))
		if (kind_of(r, i) == NODE_IDENT)
			count_name(r, i, BINDING_UNPACK, NODE_NIL);
	r->frame = scope;
}

/* Parameters are names of the function's scope, however they are written. */
static void
count_parameters(struct reader *r, node_id function)
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
			count_name(r, name, BINDING_UNPACK, NODE_NIL);
	}
}

/* Where a scope ends. */
struct scope_end {
	node_id at;
	uint32_t outer;
	bool function;
};

void
constants_gather(struct reader *r)
{
	struct tree *t = r->tree;
	VEC(scope_ends, struct scope_end) open = { 0 };
	uint32_t scopes = 0, next = 0;
	node_id body = NODE_NIL, owner = NODE_NIL;

	r->frame = 0;
	for (node_id i = 0; i < t->nodes.count; i++) {
		enum node_kind kind = kind_of(r, i);

		while (open.count > 0 && i >= open.at[open.count - 1].at)
			r->frame = open.at[--open.count].outer;
		if (i == body && body != NODE_NIL) {
			*vec_push(r->arena, &open) = (struct scope_end){
				.at = t->nodes.at[i].next,
				.outer = r->frame,
				.function = kind_of(r, owner) == NODE_DEF
			};
			r->frame = next;
			count_parameters(r, owner);
		}
		count_statement(r, i);
		if (kind == NODE_GLOBAL && open.count > 0 && open.at[open.count - 1].function)
			count_globals(r, i);
		if (kind == NODE_CLASS || kind == NODE_DEF) {
			next = ++scopes;
			owner = i;
			body = tree_child(t, i, NODE_BLOCK);
		}
	}
	r->frame = 0;
	for (node_id i = 0; i < t->nodes.count; i++)
		t->nodes.at[i].flags &= (uint16_t)~NODE_HANDLED;
}

node_id
constant_value(const struct reader *r, node_id name)
{
	const struct constant *c;

	if (kind_of(r, name) != NODE_IDENT)
		return NODE_NIL;
	c = constant_find(r, reader_frame(r)->scope, name_text(r, name));
	if (c == NULL)
		c = constant_find(r, 0, name_text(r, name));
	return c != NULL && c->times == 1 ? c->value : NODE_NIL;
}

node_id
constant_of_module(const struct reader *r, node_id name)
{
	const struct constant *c;

	if (kind_of(r, name) != NODE_IDENT)
		return NODE_NIL;
	c = constant_find(r, 0, name_text(r, name));
	return c != NULL && c->times == 1 ? c->value : NODE_NIL;
}

void
binding_add(struct reader *r, node_id at, struct fact_binding row)
{
	const struct frame *f = reader_frame(r);

	if (f->lambda || r->scopes.at[f->scope].kind == SCOPE_FUNCTION)
		return;
	row.span = span_of(r, at);
	row.scope = f->scope;
	row.guard = facts_put(r->out, f->guard);
	row.context = f->context;
	facts_add_binding(r->out, row);
}

static void
add_row(struct reader *r, node_id name, enum binding_kind kind, node_id value)
{
	const struct frame *f = reader_frame(r);
	struct fact_binding row = { .kind = kind };

	if (f->lambda || r->scopes.at[f->scope].kind == SCOPE_FUNCTION)
		return;
	row.name = facts_put(r->out, name_text(r, name));
	if (value != NODE_NIL && value != r->target_value) {
		r->target_value = value;
		r->target_text = facts_put(r->out, name_as_written(r, value));
	}
	if (value != NODE_NIL)
		row.target = r->target_text;
	binding_add(r, name, row);
}

/* A function that says `global x` may bind x in the module. */
static void
add_globals(struct reader *r, node_id n)
{
	const struct frame *f = reader_frame(r);

	if (r->scopes.at[f->scope].kind != SCOPE_FUNCTION)
		return;
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i))
		if (kind_of(r, i) == NODE_IDENT)
			facts_add_binding(
				r->out,
				(struct fact_binding){
					.span = span_of(r, i),
					.kind = BINDING_UNPACK,
					.name = facts_put(r->out, name_text(r, i)),
					.guard = facts_put(r->out, f->guard),
					.context = f->context,
				});
}

void
bindings_of(struct reader *r, node_id n)
{
	if (kind_of(r, n) == NODE_GLOBAL)
		add_globals(r, n);
	else
		each_name(r, n, add_row);
}
