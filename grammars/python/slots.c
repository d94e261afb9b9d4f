/*
 * slots.c - the values of __slots__ are followed through a class body.
 */
#include "grammars/python/slots.h"

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

/* The class whose body holds; its slots become those of `new`, or nobody knows if that is in an
 * arm of its own. */
static void
set(struct reader *r, const struct fact_class *new)
{
	const struct frame *f = reader_frame(r);
	const struct scope *scope = &r->scopes.at[f->scope];
	struct fact_class *row = facts_class(r->out, scope->class);
	bool surely = f->branching == scope->branching && f->arm == scope->arm;
	uint32_t flags = new->flags &slot_flags;

	if (surely || (row->slots == new->slots && (row->flags & slot_flags) == flags)) {
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
