/*
 * requirement.c - reading and writing dependency specifiers.
 */
#include "packaging/requirement.h"

#include "base/arena.h"
#include "base/buf.h"
#include "packaging/cursor.h"
#include "packaging/text.h"

/* A name or an extra: starts with a letter or digit, ends with one or with '_'. */
static bool
read_identifier(struct cursor *c, struct str *out)
{
	size_t end = c->i;

	if (!char_is_alnum(cursor_peek(c)))
		return false;
	while (char_is_name(text_at(c->text, end)) || text_at(c->text, end) == '.' ||
	       text_at(c->text, end) == '-')
		end++;
	while (!char_is_name(c->text.at[end - 1]))
		end--;
	*out = str_slice(c->text, c->i, end);
	c->i = end;
	return true;
}

static bool
read_extras(struct cursor *c, struct requirement *out)
{
	size_t open = c->i;
	struct str extra;

	if (!cursor_skip(c, '['))
		return true;
	cursor_skip_blanks(c);
	for (bool more = false; more || char_is_alnum(cursor_peek(c)); more = true) {
		if (!read_identifier(c, &extra))
			return cursor_fail(
				c, c->i, "expected the name of an extra after the comma");
		*vec_push(c->a, &out->extras) = extra;
		cursor_skip_blanks(c);
		if (char_is_alnum(cursor_peek(c)))
			return cursor_fail(c, c->i, "expected a comma between extras");
		if (!cursor_skip(c, ','))
			break;
		cursor_skip_blanks(c);
	}
	if (!cursor_skip(c, ']'))
		return cursor_fail(
			c, cursor_at_end(c) ? open : c->i, "expected `]` after the extras");
	return true;
}

/* Specifiers, as far as they go, a comma at the end included. */
static bool
read_specifiers(struct cursor *c, struct requirement *out)
{
	size_t start = c->i, end = c->i, at = 0, len;
	struct specifier s;

	while ((len = specifier_match(cursor_rest(c), &s)) > 0) {
		c->i += len;
		end = c->i;
		if (str_starts(cursor_rest(c), STR(".*")))
			return cursor_fail(
				c, c->i, "`.*` goes with == and != only, after a release");
		if (cursor_peek(c) == '+' && char_is_alnum(text_at(c->text, c->i + 1)))
			return cursor_fail(
				c, c->i, "a local version label goes with == and != only");
		cursor_skip_blanks(c);
		if (!cursor_skip(c, ','))
			break;
		cursor_skip_blanks(c);
	}
	out->specifier = text_strip(str_slice(c->text, start, end));
	/* `===` takes commas too, and what is after one must be a specifier. */
	if (specifiers_parse(c->a, out->specifier, &out->specifiers, &at, c->err))
		return true;
	c->at = (size_t)(out->specifier.at - c->text.at) + at;
	return false;
}

static bool
read_versions(struct cursor *c, struct requirement *out)
{
	size_t open = c->i;

	if (!cursor_skip(c, '('))
		return read_specifiers(c, out);
	cursor_skip_blanks(c);
	if (!read_specifiers(c, out))
		return false;
	cursor_skip_blanks(c);
	if (!cursor_skip(c, ')'))
		return cursor_fail(
			c, cursor_at_end(c) ? open : c->i, "expected `)` after the versions");
	return true;
}

static bool
read_url(struct cursor *c, struct requirement *out)
{
	size_t start;

	cursor_skip_blanks(c);
	start = c->i;
	while (!cursor_at_end(c) && cursor_peek(c) != ' ' && cursor_peek(c) != '\t')
		c->i++;
	if (c->i == start)
		return cursor_fail(c, start, "expected a URL after `@`");
	out->url = str_slice(c->text, start, c->i);
	return true;
}

static bool
after_comma(const struct cursor *c)
{
	struct str before = text_strip(str_slice(c->text, 0, c->i));

	return before.len > 0 && before.at[before.len - 1] == ',';
}

/* What is wrong where something else than `;` or the end stands. */
static bool
fail_after(struct cursor *c, const struct requirement *r)
{
	enum specifier_op op;
	size_t len = specifier_operator(cursor_rest(c), &op);

	if (r->url.len > 0)
		return cursor_fail(c, c->i, "expected `;` or the end after the URL");
	if (len == 0)
		return cursor_fail(
			c, c->i,
			r->specifier.len > 0
				? "expected a comma, `;` or the end after a version"
				: "expected a version specifier, `;` or the end after "
				  "the name");
	if (r->specifier.len > 0 && !after_comma(c))
		return cursor_fail(c, c->i, "expected a comma between version specifiers");
	return cursor_fail(
		c, c->i + len,
		op == SPECIFIER_COMPATIBLE ? "expected a version of two parts or more after ~="
					   : "expected a version after the operator");
}

static bool
read_marker(struct cursor *c, struct requirement *out)
{
	size_t start = c->i;

	out->marker = cursor_read_marker(c);
	if (out->marker == NULL)
		return false;
	out->marker_text = text_strip(str_slice(c->text, start, c->i));
	if (!cursor_at_end(c))
		return cursor_fail(c, c->i, "expected `and`, `or` or the end after the marker");
	return true;
}

bool
requirement_parse(
	struct arena *a, struct str text, struct requirement *out, size_t *at, struct err *err)
{
	struct cursor c = { a, text, 0, 0, err };
	bool ok;

	*out = (struct requirement){ .marker = NULL };
	out->name = out->specifier = out->url = out->marker_text = STR("");
	cursor_skip_blanks(&c);
	ok = read_identifier(&c, &out->name) ||
	     cursor_fail(&c, c.i, "expected the name of a distribution");
	cursor_skip_blanks(&c);
	ok = ok && read_extras(&c, out);
	cursor_skip_blanks(&c);
	if (ok)
		ok = cursor_skip(&c, '@') ? read_url(&c, out) : read_versions(&c, out);
	cursor_skip_blanks(&c);
	if (ok && !cursor_at_end(&c))
		ok = cursor_skip(&c, ';') ? read_marker(&c, out) : fail_after(&c, out);
	*at = ok ? 0 : c.at;
	return ok;
}

static int
compare_names(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return str_order(*x, *y);
}

static void
put_extras(struct buf *out, struct arena *scratch, const struct requirement_extras *extras)
{
	struct str *names;

	if (extras->count == 0)
		return;
	names = arena_array(scratch, struct str, extras->count);
	memcpy(names, extras->at, extras->count * sizeof(*names));
	qsort(names, extras->count, sizeof(*names), compare_names);
	for (uint32_t i = 0; i < extras->count; i++) {
		if (i > 0 && str_eq(names[i], names[i - 1]))
			continue;
		buf_char(out, i > 0 ? ',' : '[');
		buf_str(out, names[i]);
	}
	buf_char(out, ']');
}

bool
requirement_put(struct buf *out, struct arena *scratch, const struct requirement *r)
{
	if (r->marker != NULL && !marker_has_text(r->marker))
		return false;
	buf_str(out, r->name);
	put_extras(out, scratch, &r->extras);
	specifiers_put(out, scratch, &r->specifiers);
	if (r->url.len > 0) {
		buf_str(out, STR(" @ "));
		buf_str(out, r->url);
		buf_str(out, r->marker != NULL ? STR(" ") : STR(""));
	}
	if (r->marker != NULL) {
		buf_str(out, STR("; "));
		marker_put(out, r->marker);
	}
	return true;
}
