/*
 * marker_read.c - reading environment markers.
 */
#include "base/arena.h"
#include "packaging/cursor.h"
#include "packaging/marker_items.h"
#include "packaging/name.h"
#include "packaging/python_string.h"
#include "packaging/specifier.h"
#include "packaging/text.h"

/* What may be written, and the name that it is known by. */
static const struct {
	struct str written, name;
} variables[] = {
#define SAME(name)                             \
	{                                      \
		{ name, sizeof(name) - 1 },    \
		{                              \
			name, sizeof(name) - 1 \
		}                              \
	}
#define ALIAS(written, name)                      \
	{                                         \
		{ written, sizeof(written) - 1 }, \
		{                                 \
			name, sizeof(name) - 1    \
		}                                 \
	}
	SAME("python_version"),
	SAME("python_full_version"),
	SAME("os_name"),
	ALIAS("os.name", "os_name"),
	SAME("sys_platform"),
	ALIAS("sys.platform", "sys_platform"),
	SAME("platform_release"),
	SAME("platform_system"),
	SAME("platform_version"),
	ALIAS("platform.version", "platform_version"),
	SAME("platform_machine"),
	ALIAS("platform.machine", "platform_machine"),
	SAME("platform_python_implementation"),
	ALIAS("platform.python_implementation", "platform_python_implementation"),
	ALIAS("python_implementation", "platform_python_implementation"),
	SAME("implementation_name"),
	SAME("implementation_version"),
	SAME("extra"),
	SAME("extras"),
	SAME("dependency_groups"),
#undef SAME
#undef ALIAS
};

/* Does the word stand here, and end here? */
static bool
at_word(const struct cursor *c, struct str word)
{
	return str_starts(cursor_rest(c), word) && !char_is_name(text_at(c->text, c->i + word.len));
}

static bool
skip_word(struct cursor *c, struct str word)
{
	if (!at_word(c, word))
		return false;
	c->i += word.len;
	return true;
}

static bool
read_string(struct cursor *c, struct marker_side *out)
{
	size_t start = c->i, end = c->i + 1;

	while (end < c->text.len && c->text.at[end] != c->text.at[start])
		end++;
	if (end == c->text.len)
		return cursor_fail(c, start, "the string is not closed");
	if (!python_string(c->a, str_slice(c->text, start + 1, end), &out->text))
		return cursor_fail(c, start, "the string is none of Python's");
	out->variable = false;
	c->i = end + 1;
	return true;
}

static bool
read_side(struct cursor *c, struct marker_side *out)
{
	char first = cursor_peek(c);

	if (first == '"' || first == '\'')
		return read_string(c, out);
	for (size_t i = 0; i < countof(variables); i++) {
		if (skip_word(c, variables[i].written)) {
			*out = (struct marker_side){ true, variables[i].name };
			return true;
		}
	}
	return cursor_fail(
		c, c->i,
		char_is_name(first) ? "not a marker variable; text must be quoted"
				    : "expected a marker variable or a quoted string");
}

static bool
read_operator(struct cursor *c, struct str *out)
{
	enum specifier_op op;
	size_t len = specifier_operator(cursor_rest(c), &op);

	if (len > 0) {
		*out = specifier_operator_text(op);
		c->i += len;
		return true;
	}
	*out = STR("in");
	if (skip_word(c, *out))
		return true;
	if (!skip_word(c, STR("not")))
		return cursor_fail(
			c, c->i,
			"expected a comparison: <=, <, !=, ==, >=, >, ~=, ===, in, not in");
	*out = STR("not in");
	cursor_skip_blanks(c);
	return skip_word(c, STR("in")) || cursor_fail(c, c->i, "expected `in` after `not`");
}

/* Extras are compared by their canonical names. */
static void
normalise_extra(struct cursor *c, struct marker_item *item)
{
	struct marker_side *left = &item->left, *right = &item->right;

	if (left->variable == right->variable)
		return;
	if (left->variable && str_eq(left->text, STR("extra")))
		right->text = name_canonical(c->a, right->text);
	if (right->variable &&
	    (str_eq(right->text, STR("extra")) || str_eq(right->text, STR("extras")) ||
	     str_eq(right->text, STR("dependency_groups"))))
		left->text = name_canonical(c->a, left->text);
}

static bool
read_comparison(struct cursor *c, struct marker *m)
{
	struct marker_item item = { .kind = MARKER_COMPARE };

	if (!read_side(c, &item.left))
		return false;
	cursor_skip_blanks(c);
	if (!read_operator(c, &item.op))
		return false;
	cursor_skip_blanks(c);
	if (!read_side(c, &item.right))
		return false;
	normalise_extra(c, &item);
	*vec_push(c->a, &m->items) = item;
	return true;
}

struct open {
	size_t at;      /* byte of the text */
	uint32_t index; /* of the item */
};

/* What may follow an operand: closing parentheses, and then `and` or `or`. *more is false where
 * neither does, and the marker ends. */
static bool
read_after(struct cursor *c, struct marker *m, struct open *open, size_t *depth, bool *more)
{
	struct marker_item item = { .kind = MARKER_CLOSE };

	cursor_skip_blanks(c);
	while (*depth > 0 && cursor_skip(c, ')')) {
		*vec_push(c->a, &m->items) = item;
		--*depth;
		cursor_skip_blanks(c);
	}
	*more = true;
	if (skip_word(c, STR("and"))) {
		item.kind = MARKER_AND;
	} else if (skip_word(c, STR("or"))) {
		item.kind = MARKER_OR;
	} else {
		*more = false;
		return *depth == 0 ||
		       cursor_fail(c, cursor_at_end(c) ? open[*depth - 1].at : c->i,
		                   cursor_at_end(c) ? "the parenthesis is not closed"
		                                    : "expected `and`, `or` or `)`");
	}
	if (*depth > 0)
		m->items.at[open[*depth - 1].index].joins = true;
	else
		m->joins = true;
	*vec_push(c->a, &m->items) = item;
	return true;
}

struct marker *
cursor_read_marker(struct cursor *c)
{
	struct open open[MARKER_DEPTH_LIMIT];
	struct marker *m = arena_new(c->a, struct marker);
	size_t depth = 0;
	bool more = true;

	while (more) {
		cursor_skip_blanks(c);
		if (cursor_peek(c) == '(') {
			struct marker_item item = { .kind = MARKER_OPEN };

			if (depth == MARKER_DEPTH_LIMIT) {
				(void)cursor_fail(c, c->i, "parentheses nest too deep");
				return NULL;
			}
			open[depth++] = (struct open){ c->i++, m->items.count };
			*vec_push(c->a, &m->items) = item;
			continue;
		}
		if (!read_comparison(c, m) || !read_after(c, m, open, &depth, &more))
			return NULL;
	}
	return m;
}

const struct marker *
marker_parse(struct arena *a, struct str text, size_t *at, struct err *err)
{
	struct cursor c = { a, text, 0, 0, err };
	const struct marker *m = cursor_read_marker(&c);

	if (m != NULL && !cursor_at_end(&c)) {
		(void)cursor_fail(&c, c.i, "expected `and`, `or` or the end after the marker");
		m = NULL;
	}
	*at = m != NULL ? 0 : c.at;
	return m;
}
