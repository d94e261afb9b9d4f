/*
 * places.c - expressions for directories are worked out as os.path and pathlib would.
 */
#include "grammars/python/places.h"

#include "base/arena.h"
#include "grammars/python/constants.h"
#include "grammars/python/dynamic.h"
#include "grammars/python/names.h"
#include "grammars/python/strings.h"

#define DEPTH_LIMIT 60  /* of expressions in expressions */
#define STEPS_LIMIT 400 /* expressions for one directory: names may refer to each other */

VEC(components, struct str);

/*
 * The file's directory, `up` times its parent, and components below that; or an absolute path,
 * or one relative to wherever the program runs. A component may be empty, "." or "..".
 */
struct place {
	enum path_kind kind;
	bool absolute; /* PATH_LITERAL: the components stand below "/" */
	uint32_t up;   /* PATH_RELATIVE */
	struct components parts;
};

struct inquiry {
	const struct reader *r;
	unsigned budget;
};

/* The file's own name: no component can be this. */
static const struct str own_file = { "/", 1 };

static bool
is_void(struct str part)
{
	return part.len == 0 || str_eq(part, STR("."));
}

static void
add_parts(const struct reader *r, struct place *p, struct str text)
{
	struct str rest = text, part;

	if (text.len == 0 || text.at[text.len - 1] == '/') {
		while (str_cut(&rest, '/', &part))
			*vec_push(r->arena, &p->parts) = part;
		*vec_push(r->arena, &p->parts) = STR("");
		return;
	}
	while (str_cut(&rest, '/', &part))
		*vec_push(r->arena, &p->parts) = part;
}

static struct place
literal(const struct reader *r, struct str text)
{
	struct place p = { .kind = PATH_LITERAL };

	p.absolute = str_starts(text, STR("/"));
	while (str_starts(text, STR("/")))
		text = (struct str){ text.at + 1, text.len - 1 };
	if (text.len > 0)
		add_parts(r, &p, text);
	return p;
}

/* os.path.join(p, other). */
static void
join(const struct reader *r, struct place *p, struct place other)
{
	if (other.kind != PATH_LITERAL || other.absolute) {
		*p = other;
		return;
	}
	/* A slash at the end is no component. */
	if (p->parts.count > 0 && p->parts.at[p->parts.count - 1].len == 0)
		p->parts.count--;
	if (other.parts.count == 0)
		*vec_push(r->arena, &p->parts) = STR("");
	for (uint32_t i = 0; i < other.parts.count; i++)
		*vec_push(r->arena, &p->parts) = other.parts.at[i];
}

static void
dirname(struct place *p)
{
	if (p->parts.count > 0)
		p->parts.count--;
	else if (p->kind == PATH_RELATIVE)
		p->up++;
}

/* pathlib.Path.parent. */
static void
parent(struct place *p)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < p->parts.count; i++)
		if (!is_void(p->parts.at[i]))
			p->parts.at[count++] = p->parts.at[i];
	p->parts.count = count;
	dirname(p);
}

/* os.path.normpath. */
static void
normalise(struct place *p)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < p->parts.count; i++) {
		struct str part = p->parts.at[i];
		bool up = str_eq(part, STR(".."));

		if (is_void(part))
			continue;
		if (up && count > 0 && !str_eq(p->parts.at[count - 1], STR(".."))) {
			count--;
		} else if (up && p->kind == PATH_RELATIVE) {
			p->up++;
		} else if (!up || !p->absolute) {
			p->parts.at[count++] = part;
		}
	}
	p->parts.count = count;
}

static bool value_of(struct inquiry *q, node_id n, struct place *out, unsigned depth);

/* The first argument or the value, and the other arguments after it. */
static bool
joined(struct inquiry *q, node_id call, struct place *out, bool started, unsigned depth)
{
	const struct tree *t = q->r->tree;
	node_id list = tree_child(t, call, NODE_ARGUMENTS);

	if (list == NODE_NIL)
		return false;
	for (node_id i = tree_first(t, list); i != NODE_NIL; i = tree_after(t, list, i)) {
		struct place next;

		if (!value_of(q, i, &next, depth))
			return false;
		if (started)
			join(q->r, out, next);
		else
			*out = next;
		started = true;
	}
	return started;
}

/* `x.parents[N]` */
static bool
parents(struct inquiry *q, node_id n, struct place *out, unsigned depth)
{
	const struct tree *t = q->r->tree;
	node_id value = tree_first(t, n), index = tree_after(t, n, value);
	uint32_t count;

	if (kind_of(q->r, value) != NODE_ATTR || index == NODE_NIL ||
	    tree_after(t, n, index) != NODE_NIL || !integer_value(q->r, index, &count) ||
	    count > 1000 || !str_eq(name_text(q->r, tree_last(t, value)), STR("parents")) ||
	    !value_of(q, tree_first(t, value), out, depth))
		return false;
	for (uint32_t i = 0; i <= count; i++)
		parent(out);
	return true;
}

static bool
sum_or_quotient(struct inquiry *q, node_id n, struct place *out, unsigned depth)
{
	const struct tree *t = q->r->tree;
	node_id right = tree_last(t, n);
	struct place added;

	if (!value_of(q, tree_first(t, n), out, depth) || !value_of(q, right, &added, depth))
		return false;
	if (tree_child(t, n, NODE_SLASH) != NODE_NIL) {
		join(q->r, out, added);
		return true;
	}
	/* Text put to text: only where it starts a new component. */
	if (!is_sum(q->r, n) || out->kind != PATH_RELATIVE || !added.absolute)
		return false;
	added.absolute = false;
	join(q->r, out, added);
	return true;
}

static bool
method(struct inquiry *q, node_id call, struct place *out, unsigned depth)
{
	const struct tree *t = q->r->tree;
	node_id callee = tree_first(t, call);
	uint32_t count = argument_count(q->r, call);
	bool keywords_alone = argument_at(q->r, call, 0) == NODE_NIL;
	struct str name;

	if (kind_of(q->r, callee) != NODE_ATTR)
		return false;
	name = name_text(q->r, tree_last(t, callee));
	if (str_eq(name, STR("joinpath")))
		return value_of(q, tree_first(t, callee), out, depth) &&
		       joined(q, call, out, true, depth);
	if (str_eq(name, STR("resolve")) && keywords_alone) {
		if (!value_of(q, tree_first(t, callee), out, depth))
			return false;
		normalise(out);
		return true;
	}
	return (str_eq(name, STR("absolute")) || str_eq(name, STR("as_posix"))) && count == 0 &&
	       value_of(q, tree_first(t, callee), out, depth);
}

/* Does it mean the function `name` of os.path? */
static bool
means_path(const struct reader *r, node_id n, const char *name)
{
	struct str dotted;

	dotted.at = arena_printf(r->arena, "os.path.%s", name);
	dotted.len = strlen(dotted.at);
	return name_means(r, n, dotted);
}

static bool
call_value(struct inquiry *q, node_id call, struct place *out, unsigned depth)
{
	const struct reader *r = q->r;
	node_id callee = tree_first(r->tree, call), argument = argument_at(r, call, 0);

	if (means_path(r, callee, "join") || name_means(r, callee, STR("pathlib.Path")) ||
	    name_means(r, callee, STR("pathlib.PurePath")))
		return joined(q, call, out, false, depth);
	if (argument != NODE_NIL && argument_count(r, call) == 1) {
		if (means_path(r, callee, "dirname")) {
			if (!value_of(q, argument, out, depth))
				return false;
			dirname(out);
			return true;
		}
		if (means_path(r, callee, "abspath") || means_path(r, callee, "realpath") ||
		    means_path(r, callee, "normpath")) {
			if (!value_of(q, argument, out, depth))
				return false;
			normalise(out);
			return true;
		}
		if (name_means(r, callee, STR("str")) || name_means(r, callee, STR("os.fspath")))
			return value_of(q, argument, out, depth);
	}
	return method(q, call, out, depth);
}

static bool
name_value(struct inquiry *q, node_id n, struct place *out, unsigned depth)
{
	node_id value;

	if (str_eq(text_of(q->r, n), STR("__file__"))) {
		*out = (struct place){ .kind = PATH_RELATIVE };
		*vec_push(q->r->arena, &out->parts) = own_file;
		return true;
	}
	value = constant_of_module(q->r, n);
	return value != NODE_NIL && value_of(q, value, out, depth);
}

/* A name, or an attribute. */
static bool
named_value(struct inquiry *q, node_id n, struct place *out, unsigned depth)
{
	const struct reader *r = q->r;

	if (name_means(r, n, STR("os.pardir")) || means_path(r, n, "pardir")) {
		*out = literal(r, STR(".."));
		return true;
	}
	if (name_means(r, n, STR("os.curdir")) || means_path(r, n, "curdir")) {
		*out = literal(r, STR("."));
		return true;
	}
	if (kind_of(r, n) == NODE_IDENT)
		return name_value(q, n, out, depth);
	if (!str_eq(name_text(r, tree_last(r->tree, n)), STR("parent")) ||
	    !value_of(q, tree_first(r->tree, n), out, depth))
		return false;
	parent(out);
	return true;
}

static bool
value_of(struct inquiry *q, node_id n, struct place *out, unsigned depth)
{
	struct str text;

	if (depth > DEPTH_LIMIT || q->budget == 0)
		return false;
	q->budget--;
	depth++;
	if (string_value(q->r, n, &text)) {
		*out = literal(q->r, text);
		return true;
	}
	switch (kind_of(q->r, n)) {
	case NODE_IDENT:
	case NODE_ATTR:
		return named_value(q, n, out, depth);
	case NODE_SUBSCRIPT:
		return parents(q, n, out, depth);
	case NODE_BINARY:
		return sum_or_quotient(q, n, out, depth);
	case NODE_CALL:
		return call_value(q, n, out, depth);
	default:
		return false;
	}
}

static struct str
written(const struct reader *r, const struct place *p)
{
	size_t room = 3 * (size_t)p->up + 2, len = 0;
	char *at;

	for (uint32_t i = 0; i < p->parts.count; i++)
		room += p->parts.at[i].len + 1;
	at = arena_array(r->arena, char, room);
	if (p->absolute)
		at[len++] = '/';
	for (uint32_t i = 0; i < p->up; i++) {
		memcpy(at + len, "../", 3);
		len += 3;
	}
	for (uint32_t i = 0; i < p->parts.count; i++) {
		memcpy(at + len, p->parts.at[i].at, p->parts.at[i].len);
		len += p->parts.at[i].len;
		at[len++] = '/';
	}
	/* Without the last slash. */
	if (len > 1 || (len == 1 && !p->absolute))
		len--;
	return len > 0 ? (struct str){ at, len } : STR(".");
}

enum path_kind
place_of(const struct reader *r, node_id expression, struct str *path)
{
	struct inquiry q = { .r = r, .budget = STEPS_LIMIT };
	struct place p = { 0 };

	*path = STR("");
	if (!value_of(&q, expression, &p, 0))
		return PATH_UNKNOWN;
	normalise(&p);
	for (uint32_t i = 0; i < p.parts.count; i++)
		if (str_eq(p.parts.at[i], own_file))
			return PATH_UNKNOWN;
	*path = written(r, &p);
	return p.kind;
}
