/*
 * tests.c - what a condition tells about the statements under it.
 */
#include "grammars/python/tests.h"

#include "base/arena.h"
#include "grammars/python/constants.h"
#include "grammars/python/names.h"
#include "grammars/python/strings.h"

#define DEPTH_LIMIT 200 /* of conditions in conditions; below it nothing is known */
#define NAMES_LIMIT 50  /* names looked up for one test */

static bool
is_type_checking(const struct reader *r, node_id n)
{
	struct str first, dotted;

	if (kind_of(r, n) == NODE_IDENT && str_eq(name_text(r, n), STR("TYPE_CHECKING")))
		return true;
	if (name_means(r, n, STR("typing.TYPE_CHECKING")) ||
	    name_means(r, n, STR("typing_extensions.TYPE_CHECKING")))
		return true;
	return kind_of(r, n) == NODE_ATTR &&
	       str_eq(name_text(r, tree_last(r->tree, n)), STR("TYPE_CHECKING")) &&
	       name_chain(r, n, UINT32_MAX, &first, &dotted);
}

/* `left <operator> right` alone. */
static bool
is_comparison(const struct reader *r, node_id n, node_id *left, enum node_kind *op, node_id *right)
{
	node_id token;

	if (kind_of(r, n) != NODE_COMPARISON)
		return false;
	*left = tree_first(r->tree, n);
	token = tree_after(r->tree, n, *left);
	if (token == NODE_NIL)
		return false;
	*op = kind_of(r, token);
	*right = tree_after(r->tree, n, token);
	return *right != NODE_NIL && tree_after(r->tree, n, *right) == NODE_NIL;
}

static bool
is_main_pair(const struct reader *r, node_id name, node_id text)
{
	struct str value;

	return kind_of(r, name) == NODE_IDENT && str_eq(name_text(r, name), STR("__name__")) &&
	       string_value(r, text, &value) && str_eq(value, STR("__main__"));
}

/* The argument of a call of find_spec, where it is a plain string. */
static bool
is_find_spec(const struct reader *r, node_id n, struct str *module)
{
	struct str first, dotted;
	node_id callee, arguments, argument;

	if (kind_of(r, n) != NODE_CALL)
		return false;
	callee = tree_first(r->tree, n);
	arguments = tree_after(r->tree, n, callee);
	if (!name_chain(r, callee, UINT32_MAX, &first, &dotted) ||
	    kind_of(r, arguments) != NODE_ARGUMENTS)
		return false;
	if (!str_eq(kind_of(r, callee) == NODE_ATTR ? name_text(r, tree_last(r->tree, callee))
	                                            : first,
	            STR("find_spec")))
		return false;
	argument = tree_first(r->tree, arguments);
	if (kind_of(r, argument) == NODE_KEYWORD) {
		if (!str_eq(name_text(r, tree_first(r->tree, argument)), STR("name")))
			return false;
		argument = tree_last(r->tree, argument);
	}
	return string_value(r, argument, module) && module->len > 0;
}

/* A test as it is taken apart. */
struct inquiry {
	struct reader *r;
	struct known *known;
	unsigned budget; /* of names that are looked up: they may refer to each other */
};

static void
know_tested(struct inquiry *q, struct str module)
{
	*vec_push(q->r->arena, &q->r->tested) =
		(struct tested){ .module = module, .more = q->known->tested };
	q->known->tested = q->r->tested.count;
}

/* Is there a name, or a chain of such, that ends with the word, of four letters at least? */
static bool
is_named(const struct reader *r, struct str word)
{
	const struct nodes *nodes = &r->tree->nodes;
	uint32_t sought, found;

	memcpy(&sought, word.at + word.len - sizeof(sought), sizeof(sought));
	for (node_id i = 0; i < nodes->count; i++) {
		const struct node *n = &nodes->at[i];

		if (n->end < word.len)
			continue;
		memcpy(&found, r->text.at + n->end - sizeof(found), sizeof(found));
		if (found == sought && (n->kind == NODE_IDENT || n->kind == NODE_DOTTED) &&
		    n->end - n->start >= word.len &&
		    memcmp(r->text.at + n->end - word.len, word.at, word.len) == 0)
			return true;
	}
	return false;
}

/* May something ask whether a module is there? What a name stands for matters for nothing else here. */
static bool
asks_for_modules(const struct reader *r)
{
	struct asked *asked = r->asked;

	if (asked->searched)
		return asked->modules;
	asked->searched = true;
	/* Of letters outside ASCII such names can be made, too. */
	asked->modules = r->source->continuation != NULL || is_named(r, STR("find_spec"));
	if (asked->modules || !is_named(r, STR("modules")))
		return asked->modules;
	asked->modules = str_has(r->text, STR("sys."));
	for (uint32_t i = 0; i < r->bound.count; i++)
		asked->modules = asked->modules || str_eq(r->bound.at[i].module, STR("sys"));
	return asked->modules;
}

/* What a name stands for, through names that are bound once. */
static node_id
through_names(struct inquiry *q, node_id n)
{
	for (;;) {
		node_id value;

		if (kind_of(q->r, n) == NODE_NAMED)
			value = tree_last(q->r->tree, n);
		else if (q->budget > 0 && kind_of(q->r, n) == NODE_IDENT && asks_for_modules(q->r))
			value = constant_value(q->r, n);
		else
			return n;
		if (value == NODE_NIL)
			return n;
		if (kind_of(q->r, n) == NODE_IDENT)
			q->budget--;
		n = value;
	}
}

static void
comparison_outcome(struct inquiry *q, node_id test, bool outcome)
{
	node_id left, right;
	enum node_kind op;
	struct str module;

	if (!is_comparison(q->r, test, &left, &op, &right))
		return;
	if (op == (outcome ? NODE_IS_IN : NODE_IS_NOT_IN)) {
		/* `"module" in sys.modules`: it is loaded already. */
		if (name_means(q->r, right, STR("sys.modules")) &&
		    string_value(q->r, left, &module) && module.len > 0)
			know_tested(q, module);
		return;
	}
	if ((is_main_pair(q->r, left, right) || is_main_pair(q->r, right, left)) &&
	    op == (outcome ? NODE_IS_EQUAL : NODE_IS_UNEQUAL))
		q->known->context |= CONTEXT_MAIN;
	if (kind_of(q->r, left) == NODE_NONE)
		left = right;
	else if (kind_of(q->r, right) != NODE_NONE)
		return;
	if (is_find_spec(q->r, through_names(q, left), &module)) {
		bool found = op == NODE_IS_NOT || op == NODE_IS_UNEQUAL;
		bool missing = op == NODE_IS || op == NODE_IS_EQUAL;

		if (outcome ? found : missing)
			know_tested(q, module);
	}
}

static bool
is_bool_call(const struct reader *r, node_id n, node_id *argument)
{
	node_id callee = tree_first(r->tree, n), arguments;

	if (kind_of(r, n) != NODE_CALL || kind_of(r, callee) != NODE_IDENT ||
	    !str_eq(name_text(r, callee), STR("bool")))
		return false;
	arguments = tree_after(r->tree, n, callee);
	*argument = tree_first(r->tree, arguments);
	return kind_of(r, arguments) == NODE_ARGUMENTS && *argument != NODE_NIL;
}

static void outcome_below(struct inquiry *q, node_id test, bool outcome, unsigned depth);

/* TYPE_CHECKING, or a name: of its value only what find_spec says goes through it. */
static void
name_outcome(struct inquiry *q, node_id name, bool outcome, unsigned depth)
{
	uint32_t context = q->known->context;
	node_id value;

	if (is_type_checking(q->r, name)) {
		if (outcome)
			q->known->context |= CONTEXT_TYPING;
		return;
	}
	value = through_names(q, name);
	if (value == name || kind_of(q->r, value) == NODE_IDENT)
		return;
	outcome_below(q, value, outcome, depth + 1);
	q->known->context = context;
}

static void
outcome_below(struct inquiry *q, node_id test, bool outcome, unsigned depth)
{
	const struct tree *t = q->r->tree;
	struct str module;
	node_id inner;

	if (depth > DEPTH_LIMIT)
		return;
	switch (kind_of(q->r, test)) {
	case NODE_BOOLEAN:
		if (tree_child(t, test, outcome ? NODE_AND : NODE_OR) == NODE_NIL)
			return;
		outcome_below(q, tree_first(t, test), outcome, depth + 1);
		outcome_below(q, tree_last(t, test), outcome, depth + 1);
		return;
	case NODE_NOT:
		outcome_below(q, tree_first(t, test), !outcome, depth + 1);
		return;
	case NODE_NAMED:
		outcome_below(q, tree_last(t, test), outcome, depth + 1);
		return;
	case NODE_COMPARISON:
		comparison_outcome(q, test, outcome);
		return;
	case NODE_CALL:
		if (is_bool_call(q->r, test, &inner))
			outcome_below(q, inner, outcome, depth + 1);
		else if (outcome && is_find_spec(q->r, test, &module))
			know_tested(q, module);
		return;
	case NODE_IDENT:
	case NODE_ATTR:
		name_outcome(q, test, outcome, depth);
		return;
	default:
		return;
	}
}

void
test_outcome(struct reader *r, node_id test, bool outcome, struct known *known)
{
	struct inquiry q = { .r = r, .known = known, .budget = NAMES_LIMIT };

	outcome_below(&q, test, outcome, 0);
}

uint32_t
test_mentions(const struct reader *r, node_id test)
{
	node_id end = r->tree->nodes.at[test].next;
	uint32_t context = 0;

	for (node_id i = test; i < end; i++) {
		enum node_kind kind = kind_of(r, i);

		if (kind == NODE_CALL && !name_is_dull(r, tree_first(r->tree, i)) &&
		    name_means(r, tree_first(r->tree, i), STR("platform.system")))
			context |= CONTEXT_PLATFORM;
		if ((kind != NODE_IDENT && kind != NODE_ATTR) ||
		    (r->tree->nodes.at[i].flags & NODE_LABEL) != 0 || name_is_dull(r, i))
			continue;
		if (name_means(r, i, STR("sys.version_info")) ||
		    name_means(r, i, STR("sys.hexversion")) || name_means(r, i, STR("six.PY2")) ||
		    name_means(r, i, STR("six.PY3")))
			context |= CONTEXT_VERSION;
		if (name_means(r, i, STR("sys.platform")) || name_means(r, i, STR("os.name")))
			context |= CONTEXT_PLATFORM;
	}
	return context;
}
