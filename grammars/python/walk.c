/*
 * walk.c - the nodes are visited in the order of the text, while frames say what holds there.
 */
#include "grammars/python/walk.h"

#include "base/arena.h"
#include "grammars/python/arms.h"
#include "grammars/python/bindings.h"
#include "grammars/python/classes.h"
#include "grammars/python/dynamic.h"
#include "grammars/python/exports.h"
#include "grammars/python/gives.h"
#include "grammars/python/imports.h"
#include "grammars/python/names.h"
#include "grammars/python/paths.h"
#include "grammars/python/slots.h"
#include "grammars/python/tests.h"
#include "grammars/python/tries.h"
#include "grammars/python/uses.h"
#include "grammars/python/ways.h"

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
set_branch(struct frame *f, struct branch b)
{
	f->context |= b.known.context | b.mentions;
	f->guard = b.guard;
	f->tested = b.known.tested;
}

/* The branch of an if, if it has one; its test is NODE_NIL for else. */
static void
begin_branch(struct reader *r, node_id node, node_id test, struct branch b)
{
	node_id block = test == NODE_NIL ? tree_child(r->tree, node, NODE_BLOCK) : node;
	struct arm arm = { .kind = BLOCK_IF, .block = block, .tells = test };

	if (node != NODE_NIL)
		set_branch(arm_begin(r, node, arm), b);
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

	arms_begin(r, tree_child(r->tree, n, NODE_ELSE) != NODE_NIL);
	begin_branch(
		r, tree_child(r->tree, n, NODE_BLOCK), test, branch_where(r, failed, test, true));
	failed = branch_where(r, failed, test, false);
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i)) {
		enum node_kind kind = kind_of(r, i);

		if (kind == NODE_ELSE)
			begin_branch(r, i, NODE_NIL, failed);
		if (kind != NODE_ELIF)
			continue;
		set_branch(reader_begin(r, i), failed);
		test = tree_first(r->tree, i);
		begin_branch(r, tree_child(r->tree, i, NODE_BLOCK), test,
		             branch_where(r, failed, test, true));
		failed = branch_where(r, failed, test, false);
	}
}

/* An ImportError here is guarded, besides what guards it already. */
static void
set_guarded(struct frame *f, uint32_t guards)
{
	if (guards != 0)
		f->context = (f->context & ~optional) | guards_join(f->context & optional, guards);
}

/* A frame for the arm whose statements are in a clause, or are the block `node`. */
static struct frame *
begin_arm(struct reader *r, node_id node, enum block_kind kind)
{
	node_id block =
		kind_of(r, node) == NODE_BLOCK ? node : tree_child(r->tree, node, NODE_BLOCK);

	return arm_begin(r, node, (struct arm){ .kind = kind, .block = block });
}

/* The handler's name is bound in its arm, but not guarded as its block is. */
static void
begin_handler(struct reader *r, node_id clause)
{
	node_id block = tree_child(r->tree, clause, NODE_BLOCK);
	struct arm arm = { .kind = BLOCK_EXCEPT, .block = block, .tells = clause };
	uint32_t guards = handler_guards(r, clause), outer = r->frame;

	arm_begin(r, clause, arm);
	if (block == NODE_NIL || guards == 0)
		return;
	r->frame = r->tree->nodes.at[clause].frame;
	set_guarded(reader_begin(r, block), guards);
	r->arms.at[r->arms.count - 1].frame = r->tree->nodes.at[block].frame;
	r->frame = outer;
}

static void
enter_try(struct reader *r, node_id n)
{
	uint32_t guards = try_guards(r, n);

	arms_begin(r, false);
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i)) {
		switch (kind_of(r, i)) {
		case NODE_BLOCK:
			set_guarded(begin_arm(r, i, BLOCK_TRY), guards);
			break;
		case NODE_EXCEPT:
			begin_handler(r, i);
			break;
		case NODE_ELSE:
			set_guarded(begin_arm(r, i, BLOCK_TRY_ELSE), guards);
			break;
		case NODE_FINALLY:
			begin_arm(r, i, BLOCK_FINALLY);
			break;
		default:
			break;
		}
	}
}

/* A with of suppress() is a try with an empty handler; other withs change nothing. */
static void
enter_with(struct reader *r, node_id n)
{
	node_id block = tree_child(r->tree, n, NODE_BLOCK);
	node_id clause = tree_child(r->tree, n, NODE_WITH_CLAUSE);

	if (block == NODE_NIL || clause == NODE_NIL)
		return;
	for (node_id i = tree_first(r->tree, clause); i != NODE_NIL;
	     i = tree_after(r->tree, clause, i)) {
		node_id arguments = item_suppress(r, i);

		if (arguments == NODE_NIL)
			continue;
		if (r->tree->nodes.at[block].frame == 0) {
			arms_begin(r, false);
			begin_arm(r, block, BLOCK_TRY);
		}
		set_guarded(&r->frames.at[r->tree->nodes.at[block].frame],
		            suppress_guards(r, arguments));
		arm_add(r, (struct arm){ .kind = BLOCK_EXCEPT, .tells = arguments });
	}
}

/* A for's targets are bound in its body. */
static void
enter_loop(struct reader *r, node_id n)
{
	node_id block = tree_child(r->tree, n, NODE_BLOCK);
	node_id otherwise = tree_child(r->tree, n, NODE_ELSE);
	uint32_t outer = r->frame;

	arms_begin(r, loops_forever(r, n));
	if (block != NODE_NIL)
		begin_arm(r, block, BLOCK_LOOP);
	if (otherwise != NODE_NIL)
		begin_arm(r, otherwise, BLOCK_LOOP_ELSE);
	if (block != NODE_NIL)
		r->frame = r->tree->nodes.at[block].frame;
	bindings_of(r, n);
	r->frame = outer;
}

static void
enter_match(struct reader *r, node_id n)
{
	node_id block = tree_child(r->tree, n, NODE_BLOCK);
	bool exhaustive = false;

	if (block == NODE_NIL)
		return;
	for (node_id i = tree_first(r->tree, block); i != NODE_NIL;
	     i = tree_after(r->tree, block, i))
		if (kind_of(r, i) == NODE_CASE && case_is_irrefutable(r, i))
			exhaustive = true;
	arms_begin(r, exhaustive);
	for (node_id i = tree_first(r->tree, block); i != NODE_NIL;
	     i = tree_after(r->tree, block, i))
		if (kind_of(r, i) == NODE_CASE)
			begin_arm(r, i, BLOCK_IF);
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
	uint32_t scope = scope_add(r, n, SCOPE_FUNCTION), outer = r->frame;
	node_id body = tree_child(r->tree, n, NODE_BLOCK);
	node_id name = tree_first(r->tree, n), given;
	enum function_gives gives = function_gives(r, n, scope, &given);
	struct frame *f;

	r->scopes.at[scope].given = given;
	binding_add(
		r, name, name_text(r, name),
		(struct fact_binding){
			.kind = BINDING_FUNCTION,
			.name = r->scopes.at[scope].name,
			.plain = !is_decorated(r, n),
			.of_class = gives == GIVES_CLASS && is_class_method(r, n),
			.gives = gives,
			.row = gives == GIVES_CLASS ? scope : 0,
		});
	if (body == NODE_NIL)
		return;
	f = begin_body(r, body);
	f->scope = scope;
	f->lambda = false;
	r->frame = r->tree->nodes.at[body].frame;
	parameters_of(r, n);
	r->frame = outer;
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
		r->decorated = NODE_NIL;
		break;
	case NODE_DEF:
		enter_function(r, n);
		r->decorated = NODE_NIL;
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
		enter_with(r, n);
		break;
	case NODE_FOR:
	case NODE_WHILE:
		enter_loop(r, n);
		break;
	case NODE_MATCH:
		enter_match(r, n);
		break;
	case NODE_DECORATED:
		r->decorated = n;
		break;
	case NODE_RETURN:
		class_given(r, n);
		break;
	case NODE_CALL:
		dynamic_of(r, n);
		paths_of_call(r, n);
		break;
	case NODE_ATTR:
	case NODE_USE:
		use_of(r, n);
		break;
	case NODE_DOTTED:
		/* Of an import it means nothing by itself. */
		if ((r->tree->nodes.at[n].flags & NODE_LABEL) != 0)
			break;
		use_of(r, n);
		bindings_of(r, n);
		break;
	case NODE_EXPRESSION:
		exports_of(r, n);
		paths_of_statement(r, n);
		slots_changed(r, n);
		break;
	default:
		if (may_bind(r, n))
			bindings_of(r, n);
	}
}

/* Of which nodes enter() makes something; of NODE_IDENT where it is captured. */
static const bool entered[NODE_KIND_COUNT] = {
	[NODE_IMPORT] = true,    [NODE_FROM] = true,     [NODE_FUTURE] = true,
	[NODE_CLASS] = true,     [NODE_DEF] = true,      [NODE_LAMBDA] = true,
	[NODE_IF] = true,        [NODE_TRY] = true,      [NODE_WITH] = true,
	[NODE_FOR] = true,       [NODE_WHILE] = true,    [NODE_MATCH] = true,
	[NODE_DECORATED] = true, [NODE_RETURN] = true,   [NODE_CALL] = true,
	[NODE_ATTR] = true,      [NODE_DOTTED] = true,   [NODE_EXPRESSION] = true,
	[NODE_ASSIGN] = true,    [NODE_AUGMENT] = true,  [NODE_AS_TARGET] = true,
	[NODE_NAMED] = true,     [NODE_DELETE] = true,   [NODE_TYPE_ALIAS] = true,
	[NODE_GLOBAL] = true,    [NODE_NONLOCAL] = true, [NODE_USE] = true,
};

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
		const struct node *n = &t->nodes.at[i];

		if (!entered[n->kind] && n->frame == 0 && (n->flags & NODE_CAPTURE) == 0)
			continue;
		while (i >= reader_frame(r)->end)
			r->frame = reader_frame(r)->parent;
		if (n->frame != 0)
			r->frame = n->frame;
		enter(r, i);
	}
	r->frame = 1;
}
