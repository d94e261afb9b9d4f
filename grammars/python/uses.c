/*
 * uses.c - attribute chains on the names that `import` binds, each once.
 */
#include "grammars/python/uses.h"

#include "base/arena.h"
#include "grammars/python/names.h"

/* Row + 1 in r->bound of an `import` that binds the name: the last one before here, or else
 * the first; 0 for none. */
static uint32_t
module_bound(const struct reader *r, struct str name)
{
	uint32_t found = 0;

	for (uint32_t at = names_bound(r, name); at != 0; at = r->bound.at[at - 1].next) {
		const struct bound *b = &r->bound.at[at - 1];

		if (b->from || !str_eq(b->name, name))
			continue;
		if (found != 0 && at > r->next_bound)
			break;
		found = at;
	}
	return found;
}

/* What is caught in full is caught in part. */
static void
use_again(struct use *known, uint32_t context)
{
	if ((known->context & context & CONTEXT_OPTIONAL) != 0 &&
	    ((known->context | context) & CONTEXT_MISSING_MODULE_ONLY) != 0)
		known->context |= CONTEXT_MISSING_MODULE_ONLY;
	known->context &= context | CONTEXT_MISSING_MODULE_ONLY;
	if ((known->context & CONTEXT_OPTIONAL) == 0)
		known->context &= ~(uint32_t)CONTEXT_MISSING_MODULE_ONLY;
}

/* `dotted` is read off the name `first`. Its row + 1 in r->uses; 0: it has none. */
static uint32_t
add_use(struct reader *r, node_id n, struct str first, struct str dotted)
{
	uint32_t context = reader_frame(r)->context, bound;
	uint64_t key = hash_text(&r->keys, dotted);

	for (;; key++) {
		const uint32_t *row = map_find(&r->use_by_text, key);

		if (row == NULL)
			break;
		if (str_eq(r->uses.at[*row - 1].dotted, dotted)) {
			use_again(&r->uses.at[*row - 1], context);
			return *row;
		}
	}
	bound = module_bound(r, first);
	if (bound == 0)
		return 0;
	*vec_push(r->arena, &r->uses) =
		(struct use){ .node = n, .dotted = dotted, .bound = bound - 1, .context = context };
	*map_put(r->arena, &r->use_by_text, key, NULL) = r->uses.count;
	return r->uses.count;
}

/* The same of a text of the file; of the few chains that most uses are, the row is at hand. */
static void
add_plain_use(struct reader *r, node_id n, struct str dotted)
{
	const unsigned last = (unsigned char)dotted.at[dotted.len - 1];
	uint32_t *near = &r->uses_near[(last + 5 * dotted.len) % countof(r->uses_near)];

	if (*near != 0 && str_eq(r->uses.at[*near - 1].dotted, dotted))
		use_again(&r->uses.at[*near - 1], reader_frame(r)->context);
	else
		*near = add_use(r, n, str_before(dotted, '.'), dotted);
}

void
use_of(struct reader *r, node_id n)
{
	struct node *nodes = r->tree->nodes.at;
	struct str first, dotted;
	node_id base = n;

	if (kind_of(r, n) == NODE_USE) {
		add_plain_use(r, n, text_of(r, n));
		return;
	}
	if (kind_of(r, n) == NODE_DOTTED) {
		base = tree_first(r->tree, n);
		if ((nodes[n].flags & NODE_LABEL) == 0 && base != tree_last(r->tree, n))
			add_use(r, n, name_text(r, base), name_dotted(r, n));
		return;
	}
	if ((nodes[n].flags & NODE_HANDLED) != 0)
		return;
	/* The outermost attribute speaks for those below it. */
	for (; base != NODE_NIL && kind_of(r, base) == NODE_ATTR; base = tree_first(r->tree, base))
		nodes[base].flags |= NODE_HANDLED;
	if (base != NODE_NIL && (nodes[base].flags & NODE_DULL) == 0 &&
	    name_chain(r, n, UINT32_MAX, &first, &dotted))
		add_use(r, n, first, dotted);
}

void
uses_write(struct reader *r)
{
	for (uint32_t i = 0; i < r->uses.count; i++) {
		const struct use *u = &r->uses.at[i];

		facts_add_use(
			r->out,
			(struct fact_use){
				.span = span_of(r, u->node),
				.dotted = facts_put(r->out, u->dotted),
				.import = r->bound.at[u->bound].row,
				.context = u->context,
			});
	}
}
