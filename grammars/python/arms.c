/*
 * arms.c - the arms of branching statements become rows, when something in them does.
 */
#include "grammars/python/arms.h"

#include "base/arena.h"
#include "base/buf.h"
#include "grammars/python/names.h"
#include "grammars/python/ways.h"

void
arms_begin(struct reader *r, bool exhaustive)
{
	*vec_push(r->arena, &r->branchings) = (struct branching){
		.first = r->arms.count,
		.frame = r->frame,
		.exhaustive = exhaustive,
	};
}

void
arm_add(struct reader *r, struct arm arm)
{
	if (arm.frame == 0)
		arm.frame = r->frame;
	*vec_push(r->arena, &r->arms) = arm;
	r->branchings.at[r->branchings.count - 1].count++;
}

struct frame *
arm_begin(struct reader *r, node_id node, struct arm arm)
{
	struct frame *f = reader_begin(r, node);

	arm.frame = r->frames.count - 1;
	f->branching = r->branchings.count;
	f->arm = r->branchings.at[r->branchings.count - 1].count;
	arm_add(r, arm);
	return f;
}

bool
case_is_irrefutable(const struct reader *r, node_id clause)
{
	const struct node *nodes = r->tree->nodes.at;
	node_id n = tree_first(r->tree, clause), next;

	/* Patterns with commas, and a guard: `case a, b if c`. */
	if (kind_of(r, n) != NODE_CASE_PATTERN || (nodes[clause].flags & NODE_COMMA) != 0 ||
	    kind_of(r, tree_after(r->tree, clause, n)) != NODE_BLOCK)
		return false;
	for (;;) {
		next = tree_first(r->tree, n);
		switch (kind_of(r, n)) {
		case NODE_CASE_PATTERN:
			if (next == NODE_NIL)
				return str_eq(text_of(r, n), STR("_"));
			break;
		case NODE_AS_PATTERN:
			break;
		case NODE_TUPLE_PATTERN: /* `(x)` */
			if ((nodes[n].flags & NODE_COMMA) != 0)
				return false;
			break;
		case NODE_UNION_PATTERN: /* An underscore is a token here. */
			next = tree_last(r->tree, n);
			if (next == NODE_NIL || nodes[next].end < nodes[n].end)
				return r->text.at[nodes[n].end - 1] == '_';
			break;
		case NODE_DOTTED:
			return next != NODE_NIL && next == tree_last(r->tree, n);
		default:
			return kind_of(r, n) == NODE_IDENT;
		}
		if (next == NODE_NIL)
			return false;
		n = next;
	}
}

/* Is it a name, attributes of one, or a call of such? */
static bool
is_plain(struct str text)
{
	if (text.len > 2 && str_eq((struct str){ text.at + text.len - 2, 2 }, STR("()")))
		text.len -= 2;
	for (size_t i = 0; i < text.len; i++)
		if (strchr("?[(*", text.at[i]) != NULL)
			return false;
	return true;
}

/* A test as facts.h has it; "" where it is none to tell. */
static struct str
test_text(const struct reader *r, node_id test)
{
	node_id inner = test;
	struct buf b = { 0 };
	struct str text;

	while (kind_of(r, inner) == NODE_NOT)
		inner = tree_first(r->tree, inner);
	text = name_as_written(r, inner);
	if (!is_plain(text))
		return STR("");
	if (inner == test)
		return text;
	for (; test != inner; test = tree_first(r->tree, test))
		buf_str(&b, STR("not "));
	buf_str(&b, text);
	text = str_keep(r->arena, buf_text(&b));
	buf_release(&b);
	return text;
}

/* What a handler, or a call of suppress(), catches. */
static struct str
handled(const struct reader *r, node_id n)
{
	struct buf b = { 0 };
	struct str text;
	node_id end = r->tree->nodes.at[n].next;

	for (node_id i = tree_first(r->tree, n); i != NODE_NIL && i < end;) {
		enum node_kind kind = kind_of(r, i);

		if (kind == NODE_BLOCK)
			break;
		if (kind == NODE_AS_PATTERN || kind == NODE_TUPLE) {
			i++;
			continue;
		}
		if (kind != NODE_AS_TARGET) {
			buf_str(&b, b.len > 0 ? STR(",") : STR(""));
			buf_str(&b, name_as_written(r, i));
		}
		i = r->tree->nodes.at[i].next;
	}
	text = str_keep(r->arena, buf_text(&b));
	buf_release(&b);
	/* `except ():` and `suppress()` catch nothing; `except:` does everything. */
	if (text.len == 0 &&
	    (kind_of(r, n) == NODE_ARGUMENTS || kind_of(r, tree_first(r->tree, n)) != NODE_BLOCK))
		return STR("?");
	return text;
}

static void
write_arms(struct reader *r, struct branching *b, uint32_t parent)
{
	uint32_t scope = r->frames.at[b->frame].scope;

	for (uint32_t i = 0; i < b->count; i++) {
		const struct arm *arm = &r->arms.at[b->first + i];
		const struct frame *f = &r->frames.at[arm->frame];
		struct fact_block row = {
			.parent = parent,
			.arm = i,
			.scope = scope,
			.kind = arm->kind,
			.exhaustive = b->exhaustive,
			.guard = facts_put(r->out, f->guard),
			.context = f->context,
		};
		uint32_t number;

		if (arm->block != NODE_NIL)
			row.ends = ways_end(block_ways(r, arm->block));
		if (arm->tells != NODE_NIL && arm->kind == BLOCK_EXCEPT)
			row.handles = facts_put(r->out, handled(r, arm->tells));
		else if (arm->tells != NODE_NIL)
			row.test = facts_put(r->out, test_text(r, arm->tells));
		number = facts_add_block(r->out, row);
		if (i == 0)
			b->row = number;
	}
}

uint32_t
arm_row(struct reader *r)
{
	const struct frame *f = reader_frame(r);
	uint32_t waiting = 0, at = f->branching;

	if (at == 0)
		return 0;
	/* Statements without rows around it, from the inside out, and then back. */
	while (at != 0 && r->branchings.at[at - 1].row == 0) {
		struct branching *b = &r->branchings.at[at - 1];

		b->inner = waiting;
		waiting = at;
		at = r->frames.at[b->frame].branching;
	}
	while (waiting != 0) {
		struct branching *b = &r->branchings.at[waiting - 1];
		const struct frame *outer = &r->frames.at[b->frame];
		uint32_t parent = 0;

		if (outer->branching != 0)
			parent = r->branchings.at[outer->branching - 1].row + outer->arm;
		write_arms(r, b, parent);
		waiting = b->inner;
	}
	return r->branchings.at[f->branching - 1].row + f->arm;
}
