/*
 * constants.c - how often each scope binds each name, and what it gives it.
 */
#include "grammars/python/constants.h"

#include "base/arena.h"
#include "grammars/python/bindings.h"
#include "grammars/python/classes.h"
#include "grammars/python/names.h"

static uint64_t
key_of(const struct reader *r, uint32_t scope, struct str name)
{
	return hash_text(&r->keys, name) + map_key(scope, 0);
}

/* While names are counted, r->frame is the scope. */
static void
count_name(struct reader *r, node_id name, enum binding_kind kind, node_id value)
{
	struct constants *c = r->constants;
	struct str text = name_text(r, name);
	uint32_t *first = map_put(r->arena, &c->by_name, key_of(r, r->frame, text), NULL);

	for (uint32_t at = *first; at != 0; at = c->rows.at[at - 1].next) {
		struct constant *known = &c->rows.at[at - 1];

		if (known->scope == r->frame && str_eq(known->name, text)) {
			known->times++;
			return;
		}
	}
	*vec_push(r->arena, &c->rows) = (struct constant){
		.name = text,
		.scope = r->frame,
		.times = 1,
		.value = kind == BINDING_ASSIGN ? value : NODE_NIL,
		.next = *first,
	};
	*first = c->rows.count;
}

/* The names of an import statement, from the first alias on. */
static void
count_aliases(struct reader *r, node_id statement, node_id alias)
{
	for (; alias != NODE_NIL; alias = tree_after(r->tree, statement, alias)) {
		bool dotted = kind_of(r, alias) == NODE_DOTTED;
		node_id name =
			kind_of(r, alias) == NODE_ALIASED
				? tree_last(r->tree, alias)
				: tree_first(r->tree, alias);

		/* Of one plain name the quick reader tells no parts. */
		if (dotted && name == NODE_NIL)
			name = alias;
		if (name != NODE_NIL && (kind_of(r, name) == NODE_IDENT || name == alias))
			count_name(r, name, BINDING_IMPORT, NODE_NIL);
	}
}

static void
count_statement(struct reader *r, node_id n)
{
	node_id first;

	switch (kind_of(r, n)) {
	case NODE_IMPORT:
	case NODE_FUTURE:
		count_aliases(r, n, tree_first(r->tree, n));
		return;
	case NODE_FROM:
		first = tree_first(r->tree, n);
		count_aliases(r, n, tree_after(r->tree, n, first));
		return;
	case NODE_CLASS:
	case NODE_DEF:
		count_name(r, tree_first(r->tree, n), BINDING_CLASS, NODE_NIL);
		return;
	default:
		if (may_bind(r, n))
			each_name(r, n, count_name);
	}
}

/* `global x` in a class or function: it may bind x in the module. */
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

/* Where a scope ends. */
struct scope_end {
	node_id at;
	uint32_t outer;
};

VEC(scope_ends, struct scope_end);

/* What is done at a node; r->frame is the scope that it is in. `owner`: the class or function whose body it
 * is; else NODE_NIL. */
typedef void scope_fn(struct reader *r, node_id n, node_id owner, const struct scope_ends *open);

/* Visit the nodes of these kinds in and below one in the order of the text, with the scopes around
 * them; `scopes`: as many begin before it, the module's not counted. */
static void
each_in_scopes(struct reader *r, node_id in, uint32_t scopes, const bool kinds[], scope_fn *fn)
{
	const struct tree *t = r->tree;
	struct scope_ends open = { 0 };
	uint32_t outer = r->frame;
	node_id body = NODE_NIL, owner = NODE_NIL;

	r->frame = 0;
	for (node_id i = in; i < t->nodes.at[in].next; i++) {
		enum node_kind kind = kind_of(r, i);

		if (!kinds[kind] && (t->nodes.at[i].flags & NODE_CAPTURE) == 0)
			continue;
		while (open.count > 0 && i >= open.at[open.count - 1].at)
			r->frame = open.at[--open.count].outer;
		if (i == body && body != NODE_NIL) {
			*vec_push(r->arena, &open) = (struct scope_end){
				.at = t->nodes.at[i].next,
				.outer = r->frame,
			};
			r->frame = scopes;
		}
		fn(r, i, i == body ? owner : NODE_NIL, &open);
		if (kind == NODE_CLASS || kind == NODE_DEF) {
			scopes++;
			owner = i;
			body = tree_child(t, i, NODE_BLOCK);
		}
	}
	r->frame = outer;
}

static void
note_class(struct reader *r, node_id n, node_id owner, const struct scope_ends *open)
{
	enum node_kind kind = kind_of(r, n);
	uint32_t scope = r->frame;

	(void)owner;
	if (kind == NODE_CLASS || kind == NODE_DEF)
		*vec_push(r->arena, &r->has_class) = false;
	if (kind != NODE_CLASS &&
	    !(kind == NODE_ASSIGN && is_class_call(r, tree_last(r->tree, n))) &&
	    !(kind == NODE_RETURN && is_class_call(r, tree_first(r->tree, n))))
		return;
	/* Those around it have it too. */
	for (uint32_t i = open->count; !r->has_class.at[scope]; scope = open->at[i].outer) {
		r->has_class.at[scope] = true;
		if (i-- == 0)
			return;
	}
}

void
scopes_gather(struct reader *r)
{
	static const bool kinds[NODE_KIND_COUNT] = {
		[NODE_CLASS] = true,  [NODE_DEF] = true,    [NODE_BLOCK] = true,
		[NODE_ASSIGN] = true, [NODE_RETURN] = true,
	};

	if (!r->tree->classes)
		return;
	*vec_push(r->arena, &r->has_class) = false;
	each_in_scopes(r, NODE_NIL, 0, kinds, note_class);
}

static void
count_names(struct reader *r, node_id n, node_id owner, const struct scope_ends *open)
{
	if (owner != NODE_NIL && kind_of(r, owner) == NODE_DEF)
		each_parameter(r, owner, count_name);
	count_statement(r, n);
	if (kind_of(r, n) == NODE_GLOBAL && open->count > 0)
		count_globals(r, n);
}

/* Count the names that are bound in and below a node, as above. */
static void
count_in(const struct reader *r, node_id in, uint32_t scopes, struct constants *out)
{
	static const bool kinds[NODE_KIND_COUNT] = {
		[NODE_IMPORT] = true,  [NODE_FUTURE] = true,   [NODE_FROM] = true,
		[NODE_CLASS] = true,   [NODE_DEF] = true,      [NODE_BLOCK] = true,
		[NODE_GLOBAL] = true,  [NODE_NONLOCAL] = true, [NODE_ASSIGN] = true,
		[NODE_AUGMENT] = true, [NODE_FOR] = true,      [NODE_AS_TARGET] = true,
		[NODE_NAMED] = true,   [NODE_DELETE] = true,   [NODE_TYPE_ALIAS] = true,
	};
	struct reader counting = *r;

	counting.constants = out;
	counting.handled = NODE_COUNTED;
	out->counted = true;
	each_in_scopes(&counting, in, scopes, kinds, count_names);
}

static struct constant *
find(const struct reader *r, struct constants *c, uint32_t scope, struct str name)
{
	const uint32_t *first = map_find(&c->by_name, key_of(r, scope, name));

	for (uint32_t at = first != NULL ? *first : 0; at != 0;) {
		struct constant *one = &c->rows.at[at - 1];

		if (one->scope == scope && str_eq(one->name, name))
			return one;
		at = one->next;
	}
	return NULL;
}

static struct constant *
constant_find(const struct reader *r, uint32_t scope, struct str name)
{
	if (!r->constants->counted)
		count_in(r, NODE_NIL, 0, r->constants);
	return find(r, r->constants, scope, name);
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

bool
scope_binds(const struct reader *r, uint32_t scope, struct str name)
{
	return constant_find(r, scope, name) != NULL;
}

bool
scope_binds_once(const struct reader *r, uint32_t scope, struct str name)
{
	const struct constant *c = constant_find(r, scope, name);

	return c != NULL && c->times == 1;
}

bool
function_binds_once(const struct reader *r, node_id function, uint32_t scope, struct str name)
{
	struct constants own = { 0 };
	const struct constant *c;

	if (r->constants->counted)
		return scope_binds_once(r, scope, name);
	count_in(r, function, scope - 1, &own);
	c = find(r, &own, scope, name);
	return c != NULL && c->times == 1;
}
