/*
 * setup_lists.c - lists of requirements in setup.py: written out, put together, read from files.
 */
#include "base/arena.h"
#include "base/path.h"
#include "grammars/pip.h"
#include "grammars/python/dynamic.h"
#include "grammars/python/names.h"
#include "grammars/python/strings.h"
#include "grammars/setup_py.h"

#define FILE_LIMIT 200 /* bytes of the path of a file that is read */

static void
add_given(struct setup *s, struct given row)
{
	struct arena *a = s->r->arena;
	uint32_t *first = map_put(a, &s->by_name, str_hash(row.name), NULL);

	if (row.value == NODE_NIL)
		return;
	*vec_push(a, &s->given) = row;
	if (*first == 0) {
		*first = s->given.count;
	} else {
		struct given *head = &s->given.at[*first - 1];

		s->given.at[(head->last != 0 ? head->last : *first) - 1].next = s->given.count;
		head->last = s->given.count;
	}
}

/* `a = value`, `a["k"] = value`, `a += value`. */
static void
gather_assignment(struct setup *s, node_id n, bool perhaps)
{
	const struct tree *t = s->r->tree;
	node_id left = tree_first(t, n), value = tree_last(t, n), key;

	if (left == NODE_NIL || value == left || kind_of(s->r, value) == NODE_TYPE)
		return;
	while (kind_of(s->r, value) == NODE_ASSIGN && setup_spend(s))
		value = tree_last(t, value);
	if (kind_of(s->r, left) == NODE_IDENT) {
		add_given(s, (struct given){ .name = name_text(s->r, left),
		                             .value = value,
		                             .perhaps = perhaps });
	} else if (kind_of(s->r, left) == NODE_SUBSCRIPT) {
		node_id name = tree_first(t, left);

		key = tree_last(t, left);
		if (kind_of(s->r, name) == NODE_IDENT && key != name)
			add_given(s, (struct given){ .name = name_text(s->r, name),
			                             .value = value,
			                             .key = key,
			                             .perhaps = perhaps });
	}
}

/* `a.append(value)` and its like. */
static void
gather_call(struct setup *s, node_id n, bool perhaps)
{
	const struct tree *t = s->r->tree;
	node_id callee = tree_first(t, n), name;
	struct str method;

	if (callee == NODE_NIL || kind_of(s->r, callee) != NODE_ATTR)
		return;
	name = tree_first(t, callee);
	if (name == NODE_NIL || kind_of(s->r, name) != NODE_IDENT)
		return;
	method = name_text(s->r, tree_last(t, callee));
	struct given row = { .name = name_text(s->r, name), .perhaps = perhaps };
	if (str_eq(method, STR("append")) || str_eq(method, STR("add"))) {
		row.value = argument_at(s->r, n, 0);
		row.item = true;
	} else if (str_eq(method, STR("insert"))) {
		row.value = argument_at(s->r, n, 1);
		row.item = true;
	} else if (str_eq(method, STR("extend")) || str_eq(method, STR("update"))) {
		row.value = argument_at(s->r, n, 0);
	}
	add_given(s, row);
}

/* `with value as a`, `for a in value`, by that statement. */
static void
gather_bound(struct setup *s, node_id statement, node_id target, node_id value)
{
	if (target != NODE_NIL && kind_of(s->r, target) == NODE_AS_TARGET)
		target = tree_first(s->r->tree, target);
	if (target != NODE_NIL && target != value && kind_of(s->r, target) == NODE_IDENT)
		add_given(s, (struct given){ .name = name_text(s->r, target),
		                             .value = value,
		                             .first = statement,
		                             .end = s->r->tree->nodes.at[statement].next });
}

void
setup_gather(struct setup *s)
{
	const struct tree *t = s->r->tree;
	node_id condition = 0; /* where the last one ends */
	node_id with = 0;      /* the last one */

	for (node_id i = 1; i < t->nodes.count; i++) {
		bool perhaps = i < condition;
		node_id first = tree_first(t, i);

		switch (kind_of(s->r, i)) {
		case NODE_IF:
		case NODE_TRY:
			if (t->nodes.at[i].next > condition)
				condition = t->nodes.at[i].next;
			break;
		case NODE_ASSIGN:
		case NODE_AUGMENT:
			gather_assignment(s, i, perhaps);
			break;
		case NODE_CALL:
			gather_call(s, i, perhaps);
			break;
		case NODE_WITH:
			with = i;
			break;
		case NODE_AS_PATTERN:
			gather_bound(s, with, tree_last(t, i), first);
			break;
		case NODE_FOR:
			if (first != NODE_NIL)
				gather_bound(s, i, first, tree_after(t, i, first));
			break;
		case NODE_DEF:
			if (first != NODE_NIL && kind_of(s->r, first) == NODE_IDENT)
				*map_put(s->r->arena, &s->defs, str_hash(name_text(s->r, first)),
				         NULL) = i;
			break;
		default:
			break;
		}
	}
}

uint32_t
setup_given(const struct setup *s, struct str name)
{
	const uint32_t *first = map_find(&s->by_name, str_hash(name));

	return first != NULL ? *first : 0;
}

bool
setup_string(const struct setup *s, node_id n, struct str *value)
{
	uint32_t row;

	if (kind_of(s->r, n) != NODE_IDENT)
		return string_value(s->r, n, value);
	row = setup_given(s, name_text(s->r, n));
	return row != 0 && s->given.at[row - 1].next == 0 &&
	       string_value(s->r, s->given.at[row - 1].value, value);
}

/* Is it the name of a file that lists requirements? */
static bool
is_file(struct str text)
{
	static const char *const ends[] = { ".txt", ".in", ".pip", ".list", ".reqs" };

	if (text.len == 0 || text.len > FILE_LIMIT)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!char_is_name(text.at[i]) && strchr("./-", text.at[i]) == NULL)
			return false;
	for (size_t i = 0; i < countof(ends); i++)
		if (str_ends(text, str_of(ends[i])))
			return true;
	return false;
}

/* Is it a part of a path that stands before a file's name: "requirements"? */
static bool
is_folder(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!char_is_name(text.at[i]) && text.at[i] != '-' && text.at[i] != '/')
			return false;
	return text.len > 0 && text.len < FILE_LIMIT;
}

/* A file's name in a string; with the folders that stand before it as arguments of the same call
 * (os.path.join(here, "requirements", "base.txt")) or of the same `/`. */
static bool
add_file(struct setup *s, node_id n, struct str folder)
{
	struct str text;

	if (!string_value(s->r, n, &text) || !is_file(text))
		return false;
	text = path_join(s->r->arena, folder, text);
	manifest_directive(&s->m, DIRECTIVE_INCLUDE, span_of(s->r, n), s->group, text);
	return true;
}

/* The function of the file that a name means; NULL: none. */
static const uint32_t *
def_named(const struct setup *s, node_id n)
{
	if (n == NODE_NIL || kind_of(s->r, n) != NODE_IDENT ||
	    (s->r->tree->nodes.at[n].flags & NODE_LABEL) != 0)
		return NULL;
	return map_find(&s->defs, str_hash(name_text(s->r, n)));
}

/* The folders that a function of the file puts before the names that it is given:
 * os.path.join(here, "requirements", name). */
static struct str
folder_of(struct setup *s, node_id def, unsigned depth)
{
	const struct tree *t = s->r->tree;
	struct str folder = STR(""), text;

	for (node_id i = def; i < t->nodes.at[def].next && setup_spend(s); i++) {
		node_id callee = kind_of(s->r, i) == NODE_CALL ? tree_first(t, i) : NODE_NIL;
		node_id list = tree_child(t, i, NODE_ARGUMENTS);
		const uint32_t *other = def_named(s, i);

		/* It may hand the name on to another one. */
		if (other != NULL && *other != def && depth < 4)
			folder = folder_of(s, *other, depth + 1);
		if (folder.len > 0)
			return folder;
		if (callee == NODE_NIL || list == NODE_NIL ||
		    !str_ends(text_of(s->r, callee), STR("path.join")))
			continue;
		for (node_id k = tree_first(t, list); k != NODE_NIL; k = tree_after(t, list, k))
			if (string_value(s->r, k, &text) && is_folder(text))
				folder = path_join(s->r->arena, folder, text);
		return folder;
	}
	return folder;
}

/* The files that are named in the expression itself. */
static bool
add_files(struct setup *s, node_id n)
{
	const struct tree *t = s->r->tree;
	struct str folder = STR(""), text;
	bool found = false;

	for (node_id i = n; i < t->nodes.at[n].next && setup_spend(s); i++) {
		enum node_kind kind = kind_of(s->r, i);
		node_id callee = kind == NODE_CALL ? tree_first(t, i) : NODE_NIL;
		const uint32_t *def = def_named(s, callee);

		if (kind == NODE_CALL)
			folder = def != NULL ? folder_of(s, *def, 0) : STR("");
		if (kind != NODE_STRING && kind != NODE_STRINGS)
			continue;
		if (add_file(s, i, folder))
			found = true;
		else if (string_value(s->r, i, &text) && is_folder(text))
			folder = path_join(s->r->arena, folder, text);
		if (folder.len > FILE_LIMIT)
			folder = STR("");
	}
	return found;
}

static bool follow_files(struct setup *s, node_id n, unsigned depth);

/* The same for what a name stands for at node `at`: within a `with` or `for` that binds it, what
 * that one gives it. */
static bool
follow_name(struct setup *s, struct str name, node_id at, unsigned depth)
{
	bool found = false, inside = false;
	uint32_t first = setup_given(s, name);

	for (uint32_t row = first; row != 0 && !inside && setup_spend(s);
	     row = s->given.at[row - 1].next)
		inside = at > s->given.at[row - 1].first && at < s->given.at[row - 1].end;
	for (uint32_t row = first; row != 0 && setup_spend(s); row = s->given.at[row - 1].next) {
		const struct given g = s->given.at[row - 1];

		if (g.active || !str_eq(g.name, name) || (inside && (at <= g.first || at >= g.end)))
			continue;
		s->given.at[row - 1].active = true;
		found = follow_files(s, g.value, depth + 1) || found;
		s->given.at[row - 1].active = false;
	}
	return found;
}

/* Add the files that are named in the expression, or in what its names stand for. */
static bool
follow_files(struct setup *s, node_id n, unsigned depth)
{
	const struct tree *t = s->r->tree;
	bool found = add_files(s, n);

	for (node_id i = n; !found && i < t->nodes.at[n].next && setup_spend(s); i++) {
		if (kind_of(s->r, i) != NODE_IDENT || depth >= SETUP_DEPTH_LIMIT ||
		    (t->nodes.at[i].flags & NODE_LABEL) != 0)
			continue;
		const uint32_t *def = def_named(s, i);

		found = follow_name(s, name_text(s->r, i), i, depth);
		if (!found && def != NULL && (i < *def || i >= t->nodes.at[*def].next))
			found = follow_files(s, *def, depth + 1);
	}
	return found;
}

static void
add_requirement(struct setup *s, struct str text, node_id n)
{
	s->m.flags = s->perhaps ? REQUIREMENT_PERHAPS : 0;
	if (s->marker.len > 0 && memchr(text.at, ';', text.len) == NULL) {
		const char *marked = arena_printf(
			s->r->arena, STR_FMT " ; " STR_FMT, STR_ARG(text), STR_ARG(s->marker));

		text = str_of(marked);
	}
	pip_add(&s->m, text, span_of(s->r, n), s->group);
}

/* Requirements, one a line. */
static void
add_lines(struct setup *s, struct str text, node_id n)
{
	struct str rest = text, line;

	while (str_cut(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.len > 0 && line.at[0] != '#')
			add_requirement(s, line, n);
	}
}

/* "numpy>=" of f"numpy>={v}", "numpy>=%s" % v, "numpy>=" + v: the name is known, if nothing else. */
static bool
add_named(struct setup *s, node_id n)
{
	struct str text;
	size_t start = 0, end;
	node_id first = n;

	while (first != NODE_NIL && kind_of(s->r, first) != NODE_STRING &&
	       kind_of(s->r, first) != NODE_STRINGS) {
		enum node_kind kind = kind_of(s->r, first);

		if (kind != NODE_BINARY && kind != NODE_CALL && kind != NODE_ATTR)
			return false;
		first = tree_first(s->r->tree, first);
	}
	if (first == NODE_NIL)
		return false;
	text = text_of(s->r, first);
	while (start < text.len && (char_is_name(text.at[start]) && start < 3))
		start++;
	while (start < text.len && (text.at[start] == '"' || text.at[start] == '\''))
		start++;
	for (end = start;
	     end < text.len &&
	     (char_is_name(text.at[end]) || memchr("-.", text.at[end], 2) != NULL);)
		end++;
	if (end == start || end == text.len || strchr("<>=!~[ @;", text.at[end]) == NULL ||
	    text.at[end] == '\0')
		return false;
	s->m.flags = s->perhaps ? REQUIREMENT_PERHAPS : 0;
	pip_add_requirement(
		&s->m,
		&(struct pep508){
			str_slice(text, start, end), STR(""), STR(""), s->marker, STR("") },
		span_of(s->r, n), s->group);
	return true;
}

static void list_at(struct setup *s, node_id n, unsigned depth);

static void
item_at(struct setup *s, node_id n, unsigned depth)
{
	struct str text;

	if (setup_string(s, n, &text))
		add_lines(s, text, n);
	else if (kind_of(s->r, n) == NODE_LIST_SPLAT)
		list_at(s, tree_first(s->r->tree, n), depth);
	else if (!add_named(s, n) && !follow_files(s, n, depth))
		s->open = true;
}

/* All that a name is given. */
static void
name_at(struct setup *s, node_id n, unsigned depth)
{
	struct str name = name_text(s->r, n);
	uint32_t row = setup_given(s, name);
	bool perhaps = s->perhaps;

	if (row == 0)
		s->open = true;
	for (; row != 0 && setup_spend(s); row = s->given.at[row - 1].next) {
		struct given *g = &s->given.at[row - 1];

		if (g->active || g->key != NODE_NIL || !str_eq(g->name, name))
			continue;
		g->active = true;
		s->perhaps = perhaps || g->perhaps;
		if (g->item)
			item_at(s, g->value, depth);
		else
			list_at(s, g->value, depth);
		s->given.at[row - 1].active = false;
	}
	s->perhaps = perhaps;
}

/* `list(x)`, `sorted(x)`: x. */
static node_id
copied(const struct setup *s, node_id call)
{
	static const char *const names[] = { "list", "sorted", "set", "tuple", "frozenset" };
	node_id callee = tree_first(s->r->tree, call);

	for (size_t i = 0; callee != NODE_NIL && i < countof(names); i++)
		if (str_eq(text_of(s->r, callee), str_of(names[i])))
			return argument_at(s->r, call, 0);
	return NODE_NIL;
}

static void
list_at(struct setup *s, node_id n, unsigned depth)
{
	const struct tree *t = s->r->tree;
	enum node_kind kind = n == NODE_NIL ? NODE_NONE : kind_of(s->r, n);
	struct str text;

	if (kind == NODE_NONE)
		return;
	if (depth >= SETUP_DEPTH_LIMIT || !setup_spend(s)) {
		s->open = true;
		return;
	}
	if (kind == NODE_LIST || kind == NODE_TUPLE || kind == NODE_SET ||
	    kind == NODE_EXPRESSION_LIST) {
		for (node_id i = tree_first(t, n); i != NODE_NIL; i = tree_after(t, n, i))
			item_at(s, i, depth + 1);
	} else if (string_value(s->r, n, &text)) {
		add_lines(s, text, n);
	} else if (kind == NODE_IDENT) {
		name_at(s, n, depth + 1);
	} else if (is_sum(s->r, n)) {
		list_at(s, tree_first(t, n), depth + 1);
		list_at(s, tree_last(t, n), depth + 1);
	} else if (kind == NODE_CALL && copied(s, n) != NODE_NIL) {
		list_at(s, copied(s, n), depth + 1);
	} else if (!follow_files(s, n, depth + 1)) {
		s->open = true;
	}
}

void
setup_list(struct setup *s, node_id list)
{
	list_at(s, list, 0);
}
