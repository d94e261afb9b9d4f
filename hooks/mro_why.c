/*
 * mro_why.c - how an order comes about: the merge of C3, step by step.
 */
#include "hooks/mro_say.h"

#include "classes/order.h"

#define STEPS_LIMIT 200 /* that are shown */

static struct str
name_of(const struct classes *c, type_id type)
{
	return c->types.rows.at[type].name;
}

static void
put_rest(struct buf *out, const struct classes *c, cell_id list)
{
	for (cell_id i = list; i != CELL_NONE; i = c->types.cells.at[i].next)
		buf_printf(out, " " STR_FMT, STR_ARG(name_of(c, c->types.cells.at[i].type)));
}

static void
put_lists(struct buf *out, const struct classes *c, const struct merge *m)
{
	buf_printf(out,
	           "  what is merged: the order of each base, and the bases as they are listed\n");
	for (uint32_t i = 0; i < m->count; i++) {
		buf_printf(out, "    %u:", (unsigned)i + 1);
		put_rest(out, c, m->lists[i]);
		buf_printf(out, "\n");
	}
}

/* The heads before `until`, each with a list that it must wait for. */
static void
put_waiting(struct buf *out, const struct classes *c, const struct merge *m, type_id until)
{
	const char *between = until == TYPE_NONE ? ": " : ", for ";

	for (uint32_t i = 0; i < m->count; i++) {
		type_id head;
		bool said = false;

		if (m->lists[i] == CELL_NONE)
			continue;
		head = c->types.cells.at[m->lists[i]].type;
		if (head == until)
			break;
		for (uint32_t k = 0; k < i; k++)
			said = said || (m->lists[k] != CELL_NONE &&
			                c->types.cells.at[m->lists[k]].type == head);
		for (uint32_t k = 0; k < m->count && !said; k++) {
			if (!merge_blocks(m, k, head))
				continue;
			said = true;
			buf_printf(out, "%s" STR_FMT " is behind " STR_FMT " in %u", between,
			           STR_ARG(name_of(c, head)),
			           STR_ARG(name_of(c, c->types.cells.at[m->lists[k]].type)),
			           (unsigned)k + 1);
			between = ", ";
		}
	}
}

static void
put_steps(struct buf *out, struct classes *c, struct merge *m)
{
	cell_id *before = arena_array(c->arena, cell_id, m->count);
	struct merge was = { m->types, before, m->count };
	enum merge_step step;
	unsigned steps = 0;
	type_id taken;

	memcpy(before, m->lists, m->count * sizeof(*before));
	buf_printf(out, "  what is taken: the first head of a list that is in no other's rest\n");
	while ((step = merge_next(m, &taken)) == MERGE_TOOK) {
		if (steps++ < STEPS_LIMIT) {
			buf_printf(out, "    " STR_FMT, STR_ARG(name_of(c, taken)));
			put_waiting(out, c, &was, taken);
			buf_char(out, '\n');
		}
		memcpy(before, m->lists, m->count * sizeof(*before));
	}
	if (steps > STEPS_LIMIT)
		buf_printf(out, "    and %u more\n", steps - STEPS_LIMIT);
	if (step == MERGE_STUCK) {
		buf_printf(out, "    stuck");
		put_waiting(out, c, &was, TYPE_NONE);
		buf_char(out, '\n');
	}
}

void
mro_why(struct classes *c, class_id id, struct buf *out)
{
	const struct verdict *v = class_verdict(c, id);
	struct merge m;

	if (v->bases.count < 2 || (v->status != STATUS_OK && v->status != STATUS_INCONSISTENT)) {
		if (v->status == STATUS_OK)
			buf_printf(out, "  one base: its order follows the class\n");
		return;
	}
	merge_start(&m, &c->types, c->arena, v->bases);
	put_lists(out, c, &m);
	put_steps(out, c, &m);
}
