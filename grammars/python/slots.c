/*
 * slots.c - the values of __slots__ are followed through a class body.
 */
#include "grammars/python/slots.h"

#include "facts/guard.h"
#include "grammars/python/names.h"
#include "grammars/python/strings.h"

static const uint32_t slot_flags = CLASS_SLOTS_DICT | CLASS_SLOTS_WEAKREF;

static void
add_name(const struct reader *r, node_id n, struct fact_class *row)
{
	struct str name;

	if (!string_value(r, n, &name) || name.len == 0)
		row->slots = SLOTS_UNKNOWN;
	else if (str_eq(name, STR("__dict__")))
		row->flags |= CLASS_SLOTS_DICT;
	else if (str_eq(name, STR("__weakref__")))
		row->flags |= CLASS_SLOTS_WEAKREF;
	else if (row->slots == SLOTS_EMPTY)
		row->slots = SLOTS_NAMES;
}

/* Set the row's slots to a value: one string, or something written out whose elements are. */
static void
set_value(const struct reader *r, node_id value, struct fact_class *row)
{
	enum node_kind kind = kind_of(r, value);

	row->slots = SLOTS_EMPTY;
	row->flags &= ~slot_flags;
	switch (kind) {
	case NODE_STRING:
	case NODE_STRINGS:
		add_name(r, value, row);
		break;
	case NODE_TUPLE:
	case NODE_LIST:
	case NODE_SET:
	case NODE_EXPRESSION_LIST:
	case NODE_DICT:
		for (node_id i = tree_first(r->tree, value); i != NODE_NIL;
		     i = tree_after(r->tree, value, i))
			add_name(r, kind_of(r, i) == NODE_PAIR ? tree_first(r->tree, i) : i, row);
		break;
	default:
		row->slots = SLOTS_UNKNOWN;
	}
	if (row->slots == SLOTS_UNKNOWN)
		row->flags &= ~slot_flags;
}

/* Does an arm of the statement run? Only TYPE_CHECKING is known, to be false. */
static enum truth
arm_truth(const struct reader *r, const struct branching *b, uint32_t arm)
{
	node_id test = r->arms.at[b->first].tells;
	enum truth first = TRUTH_FALSE;
	struct str name, last = STR("");

	if (r->arms.at[b->first].kind != BLOCK_IF || test == NODE_NIL || arm > 1 ||
	    (arm == 1 && r->arms.at[b->first + 1].tells != NODE_NIL))
		return TRUTH_UNKNOWN;
	for (; kind_of(r, test) == NODE_NOT; test = tree_first(r->tree, test))
		first = first == TRUTH_FALSE ? TRUTH_TRUE : TRUTH_FALSE;
	name = name_as_written(r, test);
	while (str_cut(&name, '.', &last))
		;
	if (!str_eq(last, STR("TYPE_CHECKING")))
		return TRUTH_UNKNOWN;
	if (arm == 0)
		return first;
	return first == TRUTH_FALSE ? TRUTH_TRUE : TRUTH_FALSE;
}

/* Does what the frame stands in surely run when the class body does? */
static enum truth
runs(const struct reader *r, const struct frame *f, const struct scope *scope)
{
	enum truth all = TRUTH_TRUE;

	while (f->branching != 0 && (f->branching != scope->branching || f->arm != scope->arm)) {
		const struct branching *b = &r->branchings.at[f->branching - 1];
		enum truth one = arm_truth(r, b, f->arm);

		if (one == TRUTH_FALSE)
			return TRUTH_FALSE;
		if (one == TRUTH_UNKNOWN)
			all = TRUTH_UNKNOWN;
		f = &r->frames.at[b->frame];
	}
	return all;
}

/* The class whose body holds; its slots become those of `new`, or nobody knows if that is in an
 * arm of its own. */
static void
set(struct reader *r, const struct fact_class *new)
{
	const struct frame *f = reader_frame(r);
	const struct scope *scope = &r->scopes.at[f->scope];
	struct fact_class *row = facts_class(r->out, scope->class);
	enum truth surely = runs(r, f, scope);
	uint32_t flags = new->flags &slot_flags;

	if (surely == TRUTH_FALSE)
		return;
	if (surely == TRUTH_TRUE ||
	    (row->slots == new->slots && (row->flags & slot_flags) == flags)) {
		row->slots = new->slots;
		row->flags = (row->flags & ~slot_flags) | flags;
	} else {
		row->slots = SLOTS_UNKNOWN;
		row->flags &= ~slot_flags;
	}
}

void
slots_bound(struct reader *r, enum binding_kind kind)
{
	struct fact_class new = { .slots = SLOTS_UNKNOWN };

	if (kind == BINDING_ASSIGN)
		set_value(r, r->value, &new);
	else if (kind == BINDING_DELETE)
		new.slots = SLOTS_NONE;
	set(r, &new);
}

void
slots_changed(struct reader *r, node_id statement)
{
	const struct str name = STR("__slots__");
	const struct frame *f = reader_frame(r);
	struct str text = text_of(r, statement);
	node_id n = tree_first(r->tree, statement);

	if (r->scopes.at[f->scope].kind != SCOPE_CLASS || !str_starts(text, name) ||
	    text.len == name.len || strchr(".[", text.at[name.len]) == NULL)
		return;
	/* `__slots__.append("x")`, `__slots__[0] = "x"`. */
	if (kind_of(r, n) == NODE_CALL || kind_of(r, n) == NODE_ASSIGN ||
	    kind_of(r, n) == NODE_AUGMENT)
		set(r, &(struct fact_class){ .slots = SLOTS_UNKNOWN });
}

void
slots_of_namespace(const struct reader *r, node_id namespace, struct fact_class *row)
{
	row->slots = kind_of(r, namespace) == NODE_DICT ? SLOTS_NONE : SLOTS_UNKNOWN;
	if (row->slots == SLOTS_UNKNOWN)
		return;
	for (node_id i = tree_first(r->tree, namespace); i != NODE_NIL;
	     i = tree_after(r->tree, namespace, i)) {
		struct str key;

		if (kind_of(r, i) != NODE_PAIR || !string_value(r, tree_first(r->tree, i), &key)) {
			row->slots = SLOTS_UNKNOWN;
			row->flags &= ~slot_flags;
			return;
		}
		if (str_eq(key, STR("__slots__")))
			set_value(r, tree_last(r->tree, i), row);
	}
}
