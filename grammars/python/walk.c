/*
 * walk.c - the nodes are visited in the order of the text, while frames say what holds there.
 */
#include "grammars/python/walk.h"

#include "base/arena.h"
#include "grammars/python/bindings.h"
#include "grammars/python/classes.h"
#include "grammars/python/dynamic.h"
#include "grammars/python/exports.h"
#include "grammars/python/imports.h"
#include "grammars/python/names.h"
#include "grammars/python/paths.h"
#include "grammars/python/tests.h"
#include "grammars/python/tries.h"
#include "grammars/python/uses.h"

#define GUARD_LIMIT 1000 /* bytes; a longer guard is unknown */

static const uint32_t optional = CONTEXT_OPTIONAL | CONTEXT_MISSING_MODULE_ONLY;

struct frame *
reader_begin(struct reader *r, node_id node)
{
	struct frame frame = *reader_frame(r);
	struct node *n = &r->tree->nodes.at[node];

	frame.end = n->next;
	frame.parent = r->frame;
	n->frame = r->frames.count;
	*vec_push(r->arena, &r->frames) = frame;
	return &r->frames.at[n->frame];
}

/* What the tests of an if say so far. */
struct branch {
	struct known known;
	uint32_t mentions;
	struct str guard;
};

static struct str
guard_and(const struct reader *r, struct str guard, struct str test, bool outcome)
{
	struct str all;

	if (guard.len + test.len > GUARD_LIMIT)
		return STR("?");
	all.at = arena_printf(
		r->arena, STR_FMT "%s" STR_FMT "%s%s", STR_ARG(guard), guard.len > 0 ? " " : "",
		STR_ARG(test), outcome ? "" : " !", guard.len > 0 ? " &" : "");
	all.len = strlen(all.at);
	return all;
}

static struct branch
branch_where(struct reader *r, struct branch so_far, node_id test, bool outcome)
{
	uint32_t mentions = test_mentions(r, test);

	test_outcome(r, test, outcome, &so_far.known);
	so_far.mentions |= mentions;
	if (mentions != 0)
		so_far.guard = guard_and(r, so_far.guard, test_guard(r, test), outcome);
	return so_far;
}

static void
begin_branch(struct reader *r, node_id node, struct branch b)
{
	struct frame *f;

	if (node == NODE_NIL)
		return;
	f = reader_begin(r, node);
	f->context |= b.known.context | b.mentions;
	f->guard = b.guard;
	f->tested = b.known.tested;
}

/* Frames for the branches of an if. An elif's test runs where the tests before it failed. */
static void
enter_if(struct reader *r, node_id n)
{
	struct branch failed = {
		.known = { .tested = reader_frame(r)->tested },
		.guard = reader_frame(r)->guard,
	};
	node_id test = tree_first(r->tree, n);

	begin_branch(r, tree_child(r->tree, n, NODE_BLOCK), branch_where(r, failed, test, true));
	failed = branch_where(r, failed, test, false);
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i)) {
		enum node_kind kind = kind_of(r, i);

		if (kind != NODE_ELIF && kind != NODE_ELSE)
			continue;
		begin_branch(r, i, failed);
		if (kind == NODE_ELSE)
			continue;
		test = tree_first(r->tree, i);
		begin_branch(
			r, tree_child(r->tree, i, NODE_BLOCK), branch_where(r, failed, test, true));
		failed = branch_where(r, failed, test, false);
	}
}

static void
begin_guarded(struct reader *r, node_id node, uint32_t guards)
{
	struct frame *f;

	if (node == NODE_NIL || guards == 0)
		return;
	f = reader_begin(r, node);
	f->context = (f->context & ~optional) | guards_join(f->context & optional, guards);
}

static void
enter_try(struct reader *r, node_id n)
{
	uint32_t guards = try_guards(r, n);

	begin_guarded(r, tree_child(r->tree, n, NODE_BLOCK), guards);
	begin_guarded(r, tree_child(r->tree, n, NODE_ELSE), guards);
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i))
		if (kind_of(r, i) == NODE_EXCEPT)
			begin_guarded(r, tree_child(r->tree, i, NODE_BLOCK), handler_guards(r, i));
}

/* A function's body runs when it is called: nothing is caught for it any more. */
static struct frame *
begin_body(struct reader *r, node_id body)
{
	struct frame *f = reader_begin(r, body);

	f->context = (f->context & ~optional) | CONTEXT_LAZY;
	f->tested = 0;
	return f;
}

static void
enter_function(struct reader *r, node_id n)
{
	uint32_t scope = scope_add(r, n, SCOPE_FUNCTION);
	node_id body = tree_child(r->tree, n, NODE_BLOCK);
	node_id name = tree_first(r->tree, n);
	struct frame *f;

	binding_add(
		r, name,
		(struct fact_binding){
			.kind = BINDING_FUNCTION, .name = facts_put(r->out, name_text(r, name)) });
	if (body == NODE_NIL)
		return;
	f = begin_body(r, body);
	f->scope = scope;
	f->lambda = false;
}

static void
enter_class(struct reader *r, node_id n)
{
	uint32_t scope = scope_add(r, n, SCOPE_CLASS);
	node_id body = tree_child(r->tree, n, NODE_BLOCK);

	class_add(r, n, scope);
	if (body != NODE_NIL)
		reader_begin(r, body)->scope = scope;
}

static void
enter_lambda(struct reader *r, node_id n)
{
	node_id body = tree_last(r->tree, n);

	if (body != NODE_NIL)
		begin_body(r, body)->lambda = true;
}

static void
enter(struct reader *r, node_id n)
{
	switch (kind_of(r, n)) {
	case NODE_IMPORT:
	case NODE_FROM:
	case NODE_FUTURE:
		imports_of(r, n);
		break;
	case NODE_CLASS:
		enter_class(r, n);
		break;
	case NODE_DEF:
		enter_function(r, n);
		break;
	case NODE_LAMBDA:
		enter_lambda(r, n);
		break;
	case NODE_IF:
		enter_if(r, n);
		break;
	case NODE_TRY:
		enter_try(r, n);
		break;
	case NODE_WITH:
		begin_guarded(r, tree_child(r->tree, n, NODE_BLOCK), with_guards(r, n));
		break;
	case NODE_CALL:
		dynamic_of(r, n);
		paths_of_call(r, n);
		break;
	case NODE_ATTR:
		use_of(r, n);
		break;
	case NODE_DOTTED:
		use_of(r, n);
		bindings_of(r, n);
		break;
	case NODE_EXPRESSION:
		exports_of(r, n);
		paths_of_statement(r, n);
		break;
	default:
		bindings_of(r, n);
	}
}

void
walk(struct reader *r, uint32_t context)
{
	const struct tree *t = r->tree;

	r->frames.count = 0;
	*vec_push(r->arena, &r->frames) = (struct frame){ 0 };
	*vec_push(r->arena, &r->frames) =
		(struct frame){ .end = t->nodes.count, .context = context, .guard = STR("") };
	*vec_push(r->arena, &r->scopes) = (struct scope){ .kind = SCOPE_MODULE };
	r->frame = 1;
	for (node_id i = 0; i < t->nodes.count; i++) {
		while (i >= reader_frame(r)->end)
			r->frame = reader_frame(r)->parent;
		if (t->nodes.at[i].frame != 0)
			r->frame = t->nodes.at[i].frame;
		enter(r, i);
	}
	r->frame = 1;
}
