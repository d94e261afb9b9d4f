/*
 * names.c - names and expressions are written as text, and looked up among the file's imports.
 */
#include "grammars/python/names.h"

#include "base/arena.h"
#include "base/buf.h"
#include "grammars/python/lex.h"
#include "grammars/python/nfkc.h"

#define PARTS_LIMIT 16 /* of names that are looked up: "pkg.sub.module.function" */
#define BOUND_LIMIT 64 /* imports of one name that are looked at */

#define NAMES_EXPECTED 24 /* that imports bind, in most files */

struct str
name_text(const struct reader *r, node_id identifier)
{
	if (r->source->continuation == NULL)
		return text_of(r, identifier);
	return nfkc(r->arena, text_of(r, identifier));
}

/* Text in the arena, put together. */
struct words {
	struct arena *arena;
	char *at;
	size_t len, room;
};

static void
put(struct words *w, struct str s)
{
	if (s.len > w->room - w->len) {
		size_t room = 2 * w->room + s.len + 64;
		char *bigger = arena_array(w->arena, char, room);

		if (w->len > 0)
			memcpy(bigger, w->at, w->len);
		w->at = bigger;
		w->room = room;
	}
	if (s.len > 0)
		memcpy(w->at + w->len, s.at, s.len);
	w->len += s.len;
}

/* Is it all name characters and dots, so that it needs no work? */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!lex_in_name(s.at[i]) && s.at[i] != '.')
			return false;
	return true;
}

struct str
name_dotted(const struct reader *r, node_id dotted)
{
	struct str text = text_of(r, dotted);
	struct words w = { .arena = r->arena };
	node_id end = r->tree->nodes.at[dotted].next;

	if (end == dotted + 1 || is_plain(text))
		return text;
	for (node_id i = dotted + 1; i < end; i = r->tree->nodes.at[i].next) {
		if (kind_of(r, i) != NODE_IDENT)
			continue;
		if (w.len > 0)
			put(&w, STR("."));
		put(&w, name_text(r, i));
	}
	return (struct str){ w.at, w.len };
}

VEC(spine, node_id);

/* The node that the expression's chain of attributes, subscripts and calls stands on; the
 * chain, outermost first, is gathered. */
static node_id
descend(const struct reader *r, node_id n, struct spine *chain)
{
	for (;;) {
		switch (kind_of(r, n)) {
		case NODE_ATTR:
		case NODE_SUBSCRIPT:
		case NODE_CALL:
		case NODE_GENERIC_TYPE:
		case NODE_MEMBER_TYPE:
			*vec_push(r->arena, chain) = n;
			break;
		case NODE_TYPE:
			break;
		default:
			return n;
		}
		n = tree_first(r->tree, n);
		if (n == NODE_NIL)
			return n;
	}
}

struct str
name_as_written(const struct reader *r, node_id expression)
{
	struct spine chain = { 0 };
	struct words w = { .arena = r->arena };
	node_id base;

	if (kind_of(r, expression) == NODE_IDENT)
		return name_text(r, expression);
	while (kind_of(r, expression) == NODE_LIST_SPLAT ||
	       kind_of(r, expression) == NODE_DICT_SPLAT) {
		put(&w, kind_of(r, expression) == NODE_LIST_SPLAT ? STR("*") : STR("**"));
		expression = tree_first(r->tree, expression);
	}
	base = descend(r, expression, &chain);
	if (base == NODE_NIL || kind_of(r, base) != NODE_IDENT) {
		put(&w, STR("?"));
		return (struct str){ w.at, w.len };
	}
	put(&w, name_text(r, base));
	for (uint32_t i = chain.count; i > 0; i--) {
		node_id n = chain.at[i - 1];
		enum node_kind kind = kind_of(r, n);

		if (kind == NODE_ATTR || kind == NODE_MEMBER_TYPE) {
			put(&w, STR("."));
			put(&w, name_text(r, tree_last(r->tree, n)));
		} else {
			put(&w, kind == NODE_CALL ? STR("()") : STR("[]"));
		}
	}
	return (struct str){ w.at, w.len };
}

bool
is_sum(const struct reader *r, node_id n)
{
	return kind_of(r, n) == NODE_BINARY && tree_child(r->tree, n, NODE_PLUS) != NODE_NIL;
}

bool
name_chain(const struct reader *r, node_id n, uint32_t limit, struct str *first, struct str *dotted)
{
	node_id base = n;
	uint32_t parts = 1;

	for (; kind_of(r, base) == NODE_ATTR; base = tree_first(r->tree, base))
		if (++parts > limit)
			return false;
	if (base == NODE_NIL || kind_of(r, base) != NODE_IDENT)
		return false;
	*first = name_text(r, base);
	*dotted = text_of(r, n);
	if (!is_plain(*dotted))
		*dotted = name_as_written(r, n);
	return true;
}

bool
name_is_dull(const struct reader *r, node_id n)
{
	unsigned parts = 0;

	for (; kind_of(r, n) == NODE_ATTR; n = tree_first(r->tree, n))
		if (++parts > PARTS_LIMIT)
			return false;
	return n != NODE_NIL && (r->tree->nodes.at[n].flags & NODE_DULL) != 0;
}

static void
add_bound(struct reader *r, struct bound b)
{
	uint32_t *first = map_put(r->arena, &r->bound_by_name, hash_text(&r->keys, b.name), NULL);
	uint32_t row = r->bound.count + 1;

	*vec_push(r->arena, &r->bound) = b;
	if (*first == 0) {
		*first = row;
		r->bound.at[row - 1].last = row;
		return;
	}
	struct bound *head = &r->bound.at[*first - 1];
	if (head->times >= BOUND_LIMIT)
		return;
	r->bound.at[head->last - 1].next = row;
	head->last = row;
	head->times++;
}

/* The module of a from-import: its dots and its name. */
static struct str
module_text(const struct reader *r, node_id module)
{
	struct words w = { .arena = r->arena };
	node_id part = tree_first(r->tree, module);

	if (kind_of(r, module) == NODE_DOTTED)
		return name_dotted(r, module);
	for (; part != NODE_NIL; part = tree_after(r->tree, module, part)) {
		if (kind_of(r, part) == NODE_PREFIX)
			put(&w, STR("."));
		else
			put(&w, name_dotted(r, part));
	}
	return (struct str){ w.at, w.len };
}

struct str
bound_target(const struct reader *r, const struct bound *b)
{
	return b->from ? str_join(r->arena, b->module, '.', b->attribute) : b->module;
}

static void
gather_alias(struct reader *r, node_id alias, bool from, struct str module)
{
	struct bound b = { .from = from, .module = module };
	node_id name = alias;
	struct str dotted;

	if (kind_of(r, alias) == NODE_ALIASED) {
		name = tree_first(r->tree, alias);
		b.name = name_text(r, tree_last(r->tree, alias));
	}
	dotted = name_dotted(r, name);
	if (from)
		b.attribute = dotted;
	else
		b.module = dotted;
	if (name == alias) {
		b.name = dotted;
		if (!from) {
			(void)str_cut(&dotted, '.', &b.name);
			b.module = b.name;
		}
	}
	add_bound(r, b);
}

void
names_gather(struct reader *r)
{
	const struct tree *t = r->tree;

	map_expect(r->arena, &r->bound_by_name, NAMES_EXPECTED);
	for (uint32_t at = 0; at < t->imports.count; at++) {
		node_id i = t->imports.at[at], alias = tree_first(t, i);
		enum node_kind kind = kind_of(r, i);
		struct str module = STR("__future__");

		if (kind == NODE_FROM && alias != NODE_NIL) {
			module = module_text(r, alias);
			alias = tree_after(t, i, alias);
		}
		for (; alias != NODE_NIL; alias = tree_after(t, i, alias))
			if (kind_of(r, alias) == NODE_DOTTED || kind_of(r, alias) == NODE_ALIASED)
				gather_alias(r, alias, kind != NODE_IMPORT, module);
	}
}

uint32_t
names_bound(const struct reader *r, struct str name)
{
	const uint32_t *first = map_find(&r->bound_by_name, hash_text(&r->keys, name));

	/* A row of another name with the same hash is passed over, also by those who walk on. */
	for (uint32_t at = first != NULL ? *first : 0; at != 0; at = r->bound.at[at - 1].next)
		if (str_eq(r->bound.at[at - 1].name, name))
			return at;
	return 0;
}

/* Can the expression mean it, by the last name of each? A quick no for most. */
static bool
ends_alike(const struct reader *r, node_id n, struct str dotted)
{
	struct str text = text_of(r, n);
	size_t len = 0;

	/* Other characters may become these. */
	if (kind_of(r, n) != NODE_ATTR || r->source->continuation != NULL)
		return true;
	while (len < dotted.len && dotted.at[dotted.len - len - 1] != '.')
		len++;
	return text.len >= len &&
	       memcmp(text.at + text.len - len, dotted.at + dotted.len - len, len) == 0;
}

/* What name_means() has to know of a node. */
static const struct asked *
look_up(const struct reader *r, node_id n)
{
	struct asked *a = r->asked;

	if (a->node == n)
		return a;
	a->node = n;
	a->chain = name_chain(r, n, PARTS_LIMIT, &a->first, &a->dotted);
	a->bound = a->chain ? names_bound(r, a->first) : 0;
	return a;
}

/* Take the text off the front of another; false when it does not start with it. */
static bool
take(struct str *from, struct str text)
{
	if (!str_starts(*from, text))
		return false;
	*from = (struct str){ from->at + text.len, from->len - text.len };
	return true;
}

bool
name_means(const struct reader *r, node_id n, struct str dotted)
{
	const struct asked *a;
	struct str rest;

	if (!ends_alike(r, n, dotted) ||
	    (name_is_dull(r, n) && memchr(dotted.at, '.', dotted.len) != NULL))
		return false;
	a = look_up(r, n);
	if (a->bound == 0)
		return a->chain && str_eq(a->dotted, dotted);
	rest = (struct str){ a->dotted.at + a->first.len, a->dotted.len - a->first.len };
	for (uint32_t at = a->bound; at != 0; at = r->bound.at[at - 1].next) {
		const struct bound *b = &r->bound.at[at - 1];
		struct str left = dotted;

		if (str_eq(b->name, a->first) && take(&left, b->module) &&
		    (!b->from || (take(&left, STR(".")) && take(&left, b->attribute))) &&
		    str_eq(left, rest))
			return true;
	}
	return false;
}
