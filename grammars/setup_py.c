/*
 * setup_py.c - the arguments of setup() in setup.py.
 */
#include "grammars/setup_py.h"

#include "base/arena.h"
#include "base/path.h"
#include "grammars/python/dynamic.h"
#include "grammars/python/names.h"
#include "grammars/python/strings.h"

#define NODES_MOST 200000 /* that are looked at, those looked at twice counted twice */

/* Calls `each` for the entries of a dict: what is written out, dict(…), and names of such. False
 * when there may be more. */
typedef void entry_fn(struct setup *s, struct str key, node_id value);

static bool entries(struct setup *s, node_id n, entry_fn *each);

static bool
is_pair(const struct setup *s, node_id n, node_id *key, node_id *value)
{
	*key = tree_first(s->r->tree, n);
	*value = *key == NODE_NIL ? NODE_NIL : tree_after(s->r->tree, n, *key);
	return kind_of(s->r, n) == NODE_PAIR && *value != NODE_NIL;
}

static bool
written_entries(struct setup *s, node_id n, entry_fn *each)
{
	const struct tree *t = s->r->tree;
	bool whole = true;

	for (node_id i = tree_first(t, n); i != NODE_NIL; i = tree_after(t, n, i)) {
		node_id key, value;
		struct str text;

		if (kind_of(s->r, i) == NODE_DICT_SPLAT)
			whole = entries(s, tree_first(t, i), each) && whole;
		else if (is_pair(s, i, &key, &value) && setup_string(s, key, &text))
			each(s, text, value);
		else
			whole = false;
	}
	return whole;
}

/* `dict(a=…)`; also the keywords of setup(). */
static bool
keyword_entries(struct setup *s, node_id call, entry_fn *each)
{
	const struct tree *t = s->r->tree;
	node_id list = tree_child(t, call, NODE_ARGUMENTS);
	bool whole = list != NODE_NIL;

	for (node_id i = whole ? tree_first(t, list) : NODE_NIL; i != NODE_NIL;
	     i = tree_after(t, list, i)) {
		if (kind_of(s->r, i) == NODE_KEYWORD)
			each(s, name_text(s->r, tree_first(t, i)), tree_last(t, i));
		else if (kind_of(s->r, i) == NODE_DICT_SPLAT)
			whole = entries(s, tree_first(t, i), each) && whole;
		else
			whole = entries(s, i, each) && whole;
	}
	return whole;
}

static bool
named_entries(struct setup *s, struct str name, entry_fn *each)
{
	uint32_t row = setup_given(s, name);
	bool whole = row != 0, perhaps = s->perhaps;

	for (; row != 0 && setup_spend(s); row = s->given.at[row - 1].next) {
		struct given g = s->given.at[row - 1];
		struct str key;

		if (g.active || !str_eq(g.name, name))
			continue;
		s->given.at[row - 1].active = true;
		s->perhaps = perhaps || g.perhaps;
		if (g.key == NODE_NIL)
			whole = entries(s, g.value, each) && whole;
		else if (setup_string(s, g.key, &key))
			each(s, key, g.value);
		else
			whole = false;
		s->given.at[row - 1].active = false;
	}
	s->perhaps = perhaps;
	return whole && s->left > 0;
}

static bool
entries(struct setup *s, node_id n, entry_fn *each)
{
	bool whole = false;

	if (n == NODE_NIL || s->depth >= SETUP_DEPTH_LIMIT || !setup_spend(s))
		return false;
	s->depth++;
	if (kind_of(s->r, n) == NODE_DICT)
		whole = written_entries(s, n, each);
	else if (kind_of(s->r, n) == NODE_IDENT)
		whole = named_entries(s, name_text(s->r, n), each);
	else if (kind_of(s->r, n) == NODE_CALL &&
	         str_eq(text_of(s->r, tree_first(s->r->tree, n)), STR("dict")))
		whole = keyword_entries(s, n, each);
	else
		whole = kind_of(s->r, n) == NODE_NONE;
	s->depth--;
	return whole;
}

static void
say_open(struct setup *s, struct str what, node_id n)
{
	manifest_directive(&s->m, DIRECTIVE_OPEN, span_of(s->r, n), s->group, what);
}

static void
requirements(struct setup *s, struct str what, node_id value, struct str group)
{
	s->group = group;
	s->open = false;
	setup_list(s, value);
	if (s->open)
		say_open(s, what, value);
	s->group = STR("");
}

/* "extra", or "extra:marker", or ":marker". */
static void
extra(struct setup *s, struct str key, node_id value)
{
	struct str rest = key, name;
	const char *group;

	if (!str_cut(&rest, ':', &name))
		name = STR("");
	s->marker = name.len < key.len ? rest : STR("");
	group = name.len > 0 ? arena_printf(s->r->arena, "extra:" STR_FMT, STR_ARG(name)) : "";
	requirements(s, STR("extras_require"), value, str_of(group));
	s->marker = STR("");
}

static void
directive(struct setup *s, enum directive_kind kind, node_id n, struct str value)
{
	if (value.len > 0)
		manifest_directive(&s->m, kind, span_of(s->r, n), STR(""), value);
}

/* {"": "src"}; {"pkg": "lib/pkg"}, of which lib is the directory that its packages are in. */
static void
package_dir(struct setup *s, struct str key, node_id value)
{
	struct str path;

	if (!setup_string(s, value, &path))
		return;
	while (str_ends(path, STR("/")))
		path.len--;
	if (key.len == 0)
		directive(s, DIRECTIVE_PACKAGE_ROOT, value, path.len > 0 ? path : STR("."));
	else if (str_eq(path_base(path), key))
		directive(s, DIRECTIVE_PACKAGE_ROOT, value,
		          path_dir(path).len > 0 ? path_dir(path) : STR("."));
}

/* find_packages("src"), find_namespace_packages(where="src") */
static void
packages(struct setup *s, node_id value)
{
	const struct tree *t = s->r->tree;
	node_id callee, list;
	struct str name, where;

	if (kind_of(s->r, value) != NODE_CALL)
		return;
	callee = tree_first(t, value);
	name = text_of(s->r, callee);
	if (!str_ends(name, STR("find_packages")) &&
	    !str_ends(name, STR("find_namespace_packages")))
		return;
	list = tree_child(t, value, NODE_ARGUMENTS);
	for (node_id i = list == NODE_NIL ? NODE_NIL : tree_first(t, list); i != NODE_NIL;
	     i = tree_after(t, list, i)) {
		node_id at = i;

		if (kind_of(s->r, i) == NODE_KEYWORD) {
			if (!str_eq(name_text(s->r, tree_first(t, i)), STR("where")))
				continue;
			at = tree_last(t, i);
		}
		if (setup_string(s, at, &where)) {
			directive(s, DIRECTIVE_PACKAGE_ROOT, at, where);
			return;
		}
	}
}

/* "name = package.module:function" */
static void
entry_point(struct setup *s, struct str text, node_id n)
{
	struct str rest = text, name;

	if (memchr(text.at, '=', text.len) == NULL || !str_cut(&rest, '=', &name))
		return;
	name = str_trim(name);
	rest = str_trim(rest);
	if (name.len > 0 && rest.len > 0)
		manifest_directive(&s->m, DIRECTIVE_SCRIPT, span_of(s->r, n), name, rest);
}

static void
entry_point_group(struct setup *s, struct str key, node_id value)
{
	const struct tree *t = s->r->tree;
	enum node_kind kind = kind_of(s->r, value);
	struct str text;

	(void)key;
	if (setup_string(s, value, &text))
		entry_point(s, text, value);
	if (kind != NODE_LIST && kind != NODE_TUPLE)
		return;
	for (node_id i = tree_first(t, value); i != NODE_NIL; i = tree_after(t, value, i))
		if (setup_string(s, i, &text))
			entry_point(s, text, i);
}

/* A dict, or the text of an INI file. */
static void
entry_points(struct setup *s, node_id value)
{
	struct str rest, line;

	if (!setup_string(s, value, &rest)) {
		(void)entries(s, value, entry_point_group);
		return;
	}
	while (str_cut(&rest, '\n', &line))
		entry_point(s, str_trim(line), value);
}

/* Tools that fill in the rest of setup() from requirements files beside it. */
static void
setup_requires(struct setup *s, struct str key, node_id value)
{
	static const char *const tools[] = { "'pbr", "\"pbr", "'setupmeta", "\"setupmeta" };

	requirements(s, key, value, STR("group:setup"));
	if (str_has_any(text_of(s->r, value), tools, countof(tools)))
		say_open(s, STR("install_requires"), value);
}

/* One argument of setup(). */
static void
argument(struct setup *s, struct str key, node_id value)
{
	struct str text;

	if (value == NODE_NIL)
		return;
	if (str_eq(key, STR("install_requires")))
		requirements(s, key, value, STR(""));
	else if (str_eq(key, STR("setup_requires")))
		setup_requires(s, key, value);
	else if (str_eq(key, STR("tests_require")))
		requirements(s, key, value, STR("group:tests"));
	else if (str_eq(key, STR("extras_require"))) {
		if (!entries(s, value, extra))
			manifest_directive(
				&s->m, DIRECTIVE_OPEN, span_of(s->r, value), STR("extra:*"), key);
	} else if (str_eq(key, STR("package_dir")))
		(void)entries(s, value, package_dir);
	else if (str_eq(key, STR("packages")))
		packages(s, value);
	else if (str_eq(key, STR("entry_points")))
		entry_points(s, value);
	else if (str_eq(key, STR("name")))
		manifest_directive(&s->m, DIRECTIVE_PROJECT, span_of(s->r, value), STR(""),
		                   setup_string(s, value, &text) ? text : STR(""));
	else if (str_eq(key, STR("python_requires")) && setup_string(s, value, &text))
		directive(s, DIRECTIVE_REQUIRES_PYTHON, value, text);
}

static bool
is_setup(const struct setup *s, node_id n)
{
	node_id callee = tree_first(s->r->tree, n);

	if (kind_of(s->r, n) != NODE_CALL || callee == NODE_NIL)
		return false;
	if (kind_of(s->r, callee) == NODE_ATTR)
		callee = tree_last(s->r->tree, callee);
	return kind_of(s->r, callee) == NODE_IDENT && str_eq(text_of(s->r, callee), STR("setup"));
}

/* Does it import what setup() is from? Other modules are called setup, too. */
static bool
is_builder(const struct setup *s)
{
	static const char *const names[] = {
		"setuptools", "distutils", "numpy.distutils", "skbuild"
	};

	for (uint32_t i = 0; i < s->r->bound.count; i++)
		for (size_t k = 0; k < countof(names); k++)
			if (str_starts(bound_target(s->r, &s->r->bound.at[i]), str_of(names[k])))
				return true;
	return false;
}

void
setup_py_write(struct reader *r)
{
	struct setup s = {
		.r = r,
		.m = { .a = r->arena, .out = r->out, .via = STR("") },
		.left = NODES_MOST,
		.group = STR(""),
		.marker = STR(""),
	};
	bool found = false;

	if (!is_builder(&s))
		return;
	setup_gather(&s);
	for (node_id i = 1; i < r->tree->nodes.count; i++) {
		if (!is_setup(&s, i))
			continue;
		found = true;
		if (argument_named(r, i, STR("name")) == NODE_NIL)
			manifest_directive(
				&s.m, DIRECTIVE_PROJECT, span_of(r, i), STR(""), STR(""));
		if (!keyword_entries(&s, i, argument))
			say_open(&s, STR("setup"), i);
	}
	if (!found)
		say_open(&s, STR("setup"), NODE_NIL);
}
