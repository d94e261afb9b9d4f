/*
 * guards.c - tests of version and platform are written as guard expressions (facts.h).
 */
#include "base/arena.h"
#include "grammars/python/names.h"
#include "grammars/python/strings.h"
#include "grammars/python/tests.h"

#define DEPTH_LIMIT 50  /* of conditions in conditions */
#define TEXT_LIMIT  500 /* bytes of one guard; a longer one is unknown */
#define TUPLE_LIMIT 6

struct guard {
	const struct reader *r;
	char text[TEXT_LIMIT];
	size_t len;
	bool full;
};

static void
put(struct guard *g, struct str word)
{
	if (g->len + 1 + word.len > sizeof(g->text)) {
		g->full = true;
		return;
	}
	if (g->len > 0)
		g->text[g->len++] = ' ';
	memcpy(g->text + g->len, word.at, word.len);
	g->len += word.len;
}

static void
put_word(struct guard *g, const char *before, struct str value)
{
	struct str word;

	word.at = arena_printf(g->r->arena, "%s" STR_FMT, before, STR_ARG(value));
	word.len = strlen(word.at);
	put(g, word);
}

/* Values stand between blanks: those with other than these characters cannot. */
static bool
is_word(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (!char_is_name(c) && c != '.' && c != '-' && c != '+')
			return false;
	}
	return s.len > 0;
}

/* A version as it stands in the source. */
struct version {
	uint32_t at[TUPLE_LIMIT];
	uint32_t count;
};

static bool
version_of(const struct reader *r, node_id n, struct version *v)
{
	v->count = 0;
	if (integer_value(r, n, &v->at[0])) {
		v->count = 1;
		return true;
	}
	if (kind_of(r, n) != NODE_TUPLE)
		return false;
	for (node_id i = tree_first(r->tree, n); i != NODE_NIL; i = tree_after(r->tree, n, i))
		if (v->count == TUPLE_LIMIT || !integer_value(r, i, &v->at[v->count++]))
			return false;
	return v->count > 0;
}

static void
put_version(struct guard *g, const char *op, struct version v)
{
	char text[TUPLE_LIMIT * 12];
	size_t len = 0;

	for (uint32_t i = 0; i < v.count; i++)
		len += (size_t)snprintf(
			text + len, sizeof(text) - len, "%s%u", i > 0 ? "." : "",
			(unsigned)v.at[i]);
	put_word(g, op, (struct str){ text, len });
}

/* The version and the next one of as many numbers. */
static struct version
after(struct version v)
{
	v.at[v.count - 1]++;
	return v;
}

/* `x < y` is `y > x`. */
static enum node_kind
turned(enum node_kind op)
{
	switch (op) {
	case NODE_IS_LESS:
		return NODE_IS_MORE;
	case NODE_IS_LESS_EQUAL:
		return NODE_IS_MORE_EQUAL;
	case NODE_IS_MORE:
		return NODE_IS_LESS;
	case NODE_IS_MORE_EQUAL:
		return NODE_IS_LESS_EQUAL;
	default:
		return op;
	}
}

/* sys.version_info, or a part of it. */
struct part {
	uint32_t count; /* numbers it has; 0: all, more than the source will name */
	bool number;    /* it is one number and no tuple */
};

static bool
part_of(const struct reader *r, node_id n, struct part *p)
{
	node_id value = tree_first(r->tree, n), index;
	uint32_t number;

	*p = (struct part){ 0 };
	if (name_means(r, n, STR("sys.version_info")))
		return true;
	if (kind_of(r, n) == NODE_ATTR && name_means(r, value, STR("sys.version_info"))) {
		*p = (struct part){ .count = 1, .number = true };
		return str_eq(name_text(r, tree_last(r->tree, n)), STR("major"));
	}
	if (kind_of(r, n) != NODE_SUBSCRIPT || !name_means(r, value, STR("sys.version_info")))
		return false;
	index = tree_after(r->tree, n, value);
	if (tree_after(r->tree, n, index) != NODE_NIL)
		return false;
	if (integer_value(r, index, &number)) {
		*p = (struct part){ .count = 1, .number = true };
		return number == 0;
	}
	/* `[:N]` alone. */
	if (kind_of(r, index) != NODE_SLICE || !str_starts(text_of(r, index), STR(":")))
		return false;
	value = tree_first(r->tree, index);
	if (tree_after(r->tree, index, value) != NODE_NIL || !integer_value(r, value, &p->count) ||
	    p->count == 0)
		return false;
	return text_of(r, index).at[text_of(r, index).len - 1] != ':';
}

/* The comparison of version numbers; false when it is none that can be written. */
static bool
put_comparison(struct guard *g, struct part part, enum node_kind op, node_id right)
{
	struct version v;
	bool whole;

	if (!version_of(g->r, right, &v) || part.number != (kind_of(g->r, right) == NODE_INTEGER))
		return false;
	/* As many numbers as the version has: it can be equal. Fewer: it is greater than equal
	 * ones. */
	whole = part.count == v.count;
	if (part.count != 0 && part.count < v.count)
		return false;
	switch (op) {
	case NODE_IS_LESS:
		put_version(g, "v<", v);
		return true;
	case NODE_IS_LESS_EQUAL:
		put_version(g, "v<", whole ? after(v) : v);
		return true;
	case NODE_IS_MORE:
		put_version(g, "v>=", whole ? after(v) : v);
		return true;
	case NODE_IS_MORE_EQUAL:
		put_version(g, "v>=", v);
		return true;
	case NODE_IS_EQUAL:
	case NODE_IS_UNEQUAL:
		if (whole) {
			put_version(g, "v>=", v);
			put_version(g, "v<", after(v));
			put(g, STR("&"));
			return true;
		}
		if (op == NODE_IS_EQUAL)
			return false;
		put(g, STR("?"));
		return true;
	default:
		return false;
	}
}

/* What a name of the platform is compared as: "p=", "n=", "s="; NULL for none. */
static const char *
platform_of(const struct reader *r, node_id n)
{
	if (name_means(r, n, STR("sys.platform")))
		return "p=";
	if (name_means(r, n, STR("os.name")))
		return "n=";
	if (kind_of(r, n) == NODE_CALL &&
	    name_means(r, tree_first(r->tree, n), STR("platform.system")))
		return "s=";
	return NULL;
}

static void
put_value(struct guard *g, const char *letter, node_id n)
{
	struct str value;

	if (string_value(g->r, n, &value) && is_word(value))
		put_word(g, letter, value);
	else
		put(g, STR("?"));
}

/* `in ("win32", "cygwin")`; false when it is no such list. */
static bool
put_any(struct guard *g, const char *letter, node_id values)
{
	const struct tree *t = g->r->tree;
	enum node_kind kind = kind_of(g->r, values);
	node_id first = tree_first(t, values);
	struct str value;

	if (kind != NODE_TUPLE && kind != NODE_LIST && kind != NODE_SET)
		return false;
	for (node_id i = first; i != NODE_NIL; i = tree_after(t, values, i)) {
		if (!string_value(g->r, i, &value) || !is_word(value)) {
			put(g, STR("?"));
			return true;
		}
	}
	if (first == NODE_NIL)
		put(g, STR("?"));
	for (node_id i = first; i != NODE_NIL; i = tree_after(t, values, i)) {
		put_value(g, letter, i);
		if (i != first)
			put(g, STR("|"));
	}
	return true;
}

static bool
put_platform(struct guard *g, const char *letter, enum node_kind op, node_id right)
{
	if (op == NODE_IS_IN || op == NODE_IS_NOT_IN)
		return put_any(g, letter, right);
	if (op != NODE_IS_EQUAL && op != NODE_IS_UNEQUAL)
		return false;
	put_value(g, letter, right);
	return true;
}

static bool
put_pair(struct guard *g, node_id left, enum node_kind op, node_id right)
{
	const char *letter = platform_of(g->r, left);
	struct part part;

	if (letter != NULL)
		return put_platform(g, letter, op, right);
	return part_of(g->r, left, &part) && put_comparison(g, part, op, right);
}

static void
put_test(struct guard *g, node_id left, enum node_kind op, node_id right)
{
	bool negative = op == NODE_IS_UNEQUAL || op == NODE_IS_NOT_IN;
	bool turns = op != NODE_IS_IN && op != NODE_IS_NOT_IN;

	if (!put_pair(g, left, op, right) && !(turns && put_pair(g, right, turned(op), left)))
		put(g, STR("?"));
	else if (negative)
		put(g, STR("!"));
}

/* `sys.platform.startswith("win")`. */
static bool
put_start(struct guard *g, node_id call)
{
	const struct reader *r = g->r;
	node_id callee = tree_first(r->tree, call);
	node_id arguments = tree_after(r->tree, call, callee), argument;
	struct str value;

	if (kind_of(r, callee) != NODE_ATTR || kind_of(r, arguments) != NODE_ARGUMENTS ||
	    !str_eq(name_text(r, tree_last(r->tree, callee)), STR("startswith")) ||
	    !name_means(r, tree_first(r->tree, callee), STR("sys.platform")))
		return false;
	argument = tree_first(r->tree, arguments);
	if (!string_value(r, argument, &value) || !is_word(value) ||
	    tree_after(r->tree, arguments, argument) != NODE_NIL)
		return false;
	put_word(g, "P=", value);
	return true;
}

static void
put_condition(struct guard *g, node_id n, unsigned depth)
{
	const struct tree *t = g->r->tree;
	enum node_kind kind = kind_of(g->r, n);
	node_id first = tree_first(t, n), token = tree_after(t, n, first);

	if (g->full)
		return;
	if (depth > DEPTH_LIMIT) {
		put(g, STR("?"));
	} else if (kind == NODE_NOT) {
		put_condition(g, first, depth + 1);
		put(g, STR("!"));
	} else if (kind == NODE_BOOLEAN) {
		put_condition(g, first, depth + 1);
		put_condition(g, tree_last(t, n), depth + 1);
		put(g, kind_of(g->r, token) == NODE_AND ? STR("&") : STR("|"));
	} else if (kind == NODE_COMPARISON && token != NODE_NIL &&
	           tree_after(t, n, token) == tree_last(t, n)) {
		put_test(g, first, kind_of(g->r, token), tree_last(t, n));
	} else if (name_means(g->r, n, STR("six.PY2"))) {
		put(g, STR("v<3"));
	} else if (name_means(g->r, n, STR("six.PY3"))) {
		put(g, STR("v>=3"));
	} else if (kind != NODE_CALL || !put_start(g, n)) {
		put(g, STR("?"));
	}
}

struct str
test_guard(const struct reader *r, node_id test)
{
	struct guard g = { .r = r };

	put_condition(&g, test, 0);
	if (g.full)
		return STR("?");
	return str_keep(r->arena, (struct str){ g.text, g.len });
}
