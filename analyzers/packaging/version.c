/*
 * version.c - reading, ordering and writing versions.
 */
#include "packaging/version.h"

#include "base/buf.h"
#include "packaging/text.h"

static bool
is_separator(char c)
{
	return c == '.' || c == '-' || c == '_';
}

static size_t
digits(struct str s, size_t i)
{
	size_t start = i;

	while (char_is_digit(text_at(s, i)))
		i++;
	return i - start;
}

size_t
version_match_release(struct str text, struct version *out)
{
	size_t i = char_lower(text_at(text, 0)) == 'v', n = digits(text, i);

	*out = (struct version){ .epoch = STR(""), .pre = VERSION_FINAL };
	if (n > 0 && text_at(text, i + n) == '!' && digits(text, i + n + 1) > 0) {
		out->epoch = text_number(str_slice(text, i, i + n));
		i += n + 1;
		n = digits(text, i);
	}
	if (n == 0)
		return 0;

	size_t start = i;
	i += n;
	while (text_at(text, i) == '.' && (n = digits(text, i + 1)) > 0)
		i += 1 + n;
	out->release = str_slice(text, start, i);
	out->pre_number = out->post_number = out->dev_number = out->local = STR("");
	return i;
}

/* One of the words, longest first, with a separator before it, and one and a number after it.
 * Bytes of all that; 0 when there is none. */
static size_t
match_part(struct str s, const struct str *words, size_t count, size_t *which, struct str *number)
{
	size_t i = is_separator(text_at(s, 0));

	for (size_t w = 0; w < count; w++) {
		if (!text_starts_nocase(str_from(s, i), words[w]))
			continue;
		i += words[w].len;
		i += is_separator(text_at(s, i));
		size_t n = digits(s, i);
		*which = w;
		*number = text_number(str_slice(s, i, i + n));
		return i + n;
	}
	return 0;
}

static size_t
match_pre(struct str s, struct version *out)
{
	static const struct str words[] = {
		{ "preview", 7 }, { "alpha", 5 }, { "beta", 4 }, { "pre", 3 },
		{ "rc", 2 },      { "a", 1 },     { "b", 1 },    { "c", 1 },
	};
	static const enum version_pre kinds[] = {
		VERSION_RC, VERSION_ALPHA, VERSION_BETA, VERSION_RC,
		VERSION_RC, VERSION_ALPHA, VERSION_BETA, VERSION_RC,
	};
	size_t which, len = match_part(s, words, countof(words), &which, &out->pre_number);

	if (len > 0)
		out->pre = kinds[which];
	return len;
}

static size_t
match_post(struct str s, struct version *out)
{
	static const struct str words[] = { { "post", 4 }, { "rev", 3 }, { "r", 1 } };
	size_t which, len;

	if (text_at(s, 0) == '-' && char_is_digit(text_at(s, 1))) {
		len = 1 + digits(s, 1);
		out->post_number = text_number(str_slice(s, 1, len));
	} else {
		len = match_part(s, words, countof(words), &which, &out->post_number);
	}
	out->has_post = len > 0;
	return len;
}

static size_t
match_dev(struct str s, struct version *out)
{
	static const struct str words[] = { { "dev", 3 } };
	size_t which, len = match_part(s, words, countof(words), &which, &out->dev_number);

	out->has_dev = len > 0;
	return len;
}

static size_t
match_local(struct str s, struct version *out)
{
	size_t i = 0;

	if (text_at(s, 0) != '+')
		return 0;
	do {
		size_t start = ++i;

		while (char_is_alnum(text_at(s, i)))
			i++;
		if (i == start) {
			i--;
			break;
		}
	} while (is_separator(text_at(s, i)));
	if (i == 0)
		return 0;
	out->local = str_slice(s, 1, i);
	return i;
}

size_t
version_match(struct str text, bool with_local, struct version *out)
{
	size_t i = version_match_release(text, out);

	if (i == 0)
		return 0;
	i += match_pre(str_from(text, i), out);
	i += match_post(str_from(text, i), out);
	i += match_dev(str_from(text, i), out);
	if (with_local)
		i += match_local(str_from(text, i), out);
	return i;
}

bool
version_parse(struct str text, struct version *out)
{
	text = text_strip(text);
	return text.len > 0 && version_match(text, true, out) == text.len;
}

/* Cut the next part off a release; "" (zero) when none is left. */
static struct str
next_part(struct str *release)
{
	struct str part;

	return str_cut(release, '.', &part) ? text_number(part) : STR("");
}

int
version_order_release(const struct version *a, const struct version *b, size_t parts)
{
	struct str x = a->release, y = b->release;
	int order = text_number_order(a->epoch, b->epoch);

	for (size_t i = 0; order == 0 && (x.len > 0 || y.len > 0) && (parts == 0 || i < parts);
	     i++) {
		struct str left = next_part(&x);

		order = text_number_order(left, next_part(&y));
	}
	return order;
}

/* Development releases of a final one come before its alphas. */
static int
pre_rank(const struct version *v)
{
	return v->pre == VERSION_FINAL && !v->has_post && v->has_dev ? -1 : (int)v->pre;
}

int
version_order_suffix(const struct version *a, const struct version *b)
{
	int order = pre_rank(a) - pre_rank(b);

	if (order == 0)
		order = text_number_order(a->pre_number, b->pre_number);
	if (order == 0)
		order = a->has_post - b->has_post;
	if (order == 0)
		order = text_number_order(a->post_number, b->post_number);
	if (order == 0)
		order = b->has_dev - a->has_dev;
	if (order == 0)
		order = text_number_order(a->dev_number, b->dev_number);
	return order;
}

/* Cut the next part off a local version label; false when none is left. */
static bool
next_label(struct str *local, struct str *part, bool *number)
{
	size_t i = 0;

	if (local->len == 0)
		return false;
	*number = true;
	for (; i < local->len && !is_separator(local->at[i]); i++)
		*number = *number && char_is_digit(local->at[i]);
	*part = str_slice(*local, 0, i);
	*local = str_from(*local, i < local->len ? i + 1 : i);
	if (*number)
		*part = text_number(*part);
	return true;
}

static int
order_nocase(struct str a, struct str b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++) {
		int order = char_lower(a.at[i]) - char_lower(b.at[i]);

		if (order != 0)
			return order;
	}
	return (a.len > b.len) - (a.len < b.len);
}

/* Words before numbers, fewer parts before more. */
static int
order_local(struct str a, struct str b)
{
	struct str left, right;
	bool left_number = false, right_number = false;

	for (;;) {
		bool left_more = next_label(&a, &left, &left_number);
		bool right_more = next_label(&b, &right, &right_number);
		int order;

		if (!left_more || !right_more)
			return left_more - right_more;
		if (left_number != right_number)
			return left_number - right_number;
		order = left_number ? text_number_order(left, right) : order_nocase(left, right);
		if (order != 0)
			return order;
	}
}

int
version_order(const struct version *a, const struct version *b)
{
	int order = version_order_release(a, b, 0);

	if (order == 0)
		order = version_order_suffix(a, b);
	return order != 0 ? order : order_local(a->local, b->local);
}

size_t
version_parts(const struct version *v)
{
	size_t parts = 1;

	for (size_t i = 0; i < v->release.len; i++)
		parts += v->release.at[i] == '.';
	return parts;
}

bool
version_is_prerelease(const struct version *v)
{
	return v->pre != VERSION_FINAL || v->has_dev;
}

static void
put_number(struct buf *out, struct str number)
{
	buf_str(out, number.len > 0 ? number : STR("0"));
}

void
version_put(struct buf *out, const struct version *v)
{
	static const char *const pres[] = { "a", "b", "rc" };
	struct str rest = v->release, part;
	bool number = false;

	if (v->epoch.len > 0) {
		buf_str(out, v->epoch);
		buf_char(out, '!');
	}
	while (rest.len > 0) {
		put_number(out, next_part(&rest));
		if (rest.len > 0)
			buf_char(out, '.');
	}
	if (v->pre != VERSION_FINAL) {
		buf_put(out, pres[v->pre], strlen(pres[v->pre]));
		put_number(out, v->pre_number);
	}
	if (v->has_post) {
		buf_str(out, STR(".post"));
		put_number(out, v->post_number);
	}
	if (v->has_dev) {
		buf_str(out, STR(".dev"));
		put_number(out, v->dev_number);
	}
	rest = v->local;
	for (char before = '+'; next_label(&rest, &part, &number); before = '.') {
		buf_char(out, before);
		if (number)
			put_number(out, part);
		for (size_t i = 0; !number && i < part.len; i++)
			buf_char(out, char_lower(part.at[i]));
	}
}
