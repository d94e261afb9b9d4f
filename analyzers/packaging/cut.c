/*
 * cut.c - what the operators mean, as intervals of the ordered versions (PEP 440).
 */
#include "packaging/cut.h"

#include "base/arena.h"
#include "packaging/text.h"

/* The first of its development releases: the least version with this release, or post-release. */
static struct version
first_dev(const struct version *v)
{
	struct version first = *v;

	first.has_dev = true;
	first.dev_number = first.local = STR("");
	return first;
}

/* Above which versions `>` starts: post-releases of a version are not greater than it, unless it
 * is one itself. */
static enum cut_kind
greater_than(const struct version *v)
{
	return v->has_dev || v->has_post ? CUT_AFTER_LOCALS : CUT_AFTER_POSTS;
}

static struct interval
from_to(struct cut low, struct cut high)
{
	return (struct interval){ low, high };
}

/* Its release without the last part: what `~=` keeps. */
static struct version
without_last(const struct version *v)
{
	struct version prefix = *v;

	while (prefix.release.len > 1 && prefix.release.at[prefix.release.len - 1] != '.')
		prefix.release.len--;
	prefix.release.len--;
	return prefix;
}

static struct interval
around(const struct specifier *s)
{
	const struct version *v = &s->version;
	struct cut low = { CUT_BEFORE, *v }, high = { CUT_AFTER_LOCALS, *v };

	if (s->wildcard) {
		low.at = first_dev(v);
		high.kind = CUT_AFTER_PREFIX;
	} else if (v->local.len > 0) {
		high.kind = CUT_AFTER;
	}
	return from_to(low, high);
}

size_t
cut_intervals(const struct specifier *s, struct interval out[2])
{
	const struct version *v = &s->version;
	const struct cut lowest = { CUT_LOWEST, *v }, highest = { CUT_HIGHEST, *v };
	struct interval same;

	switch (s->op) {
	case SPECIFIER_COMPATIBLE:
		out[0] = from_to((struct cut){ CUT_BEFORE, *v },
		                 (struct cut){ CUT_AFTER_PREFIX, without_last(v) });
		return 1;
	case SPECIFIER_EQUAL:
		out[0] = around(s);
		return 1;
	case SPECIFIER_NOT_EQUAL:
		same = around(s);
		out[0] = from_to(lowest, same.low);
		out[1] = from_to(same.high, highest);
		return 2;
	case SPECIFIER_LESS_EQUAL:
		out[0] = from_to(lowest, (struct cut){ CUT_AFTER_LOCALS, *v });
		return 1;
	case SPECIFIER_GREATER_EQUAL:
		out[0] = from_to((struct cut){ CUT_BEFORE, *v }, highest);
		return 1;
	case SPECIFIER_LESS:
		out[0] = from_to(
			lowest,
			(struct cut){ CUT_BEFORE, version_is_prerelease(v) ? *v : first_dev(v) });
		return 1;
	case SPECIFIER_GREATER:
		out[0] = from_to((struct cut){ greater_than(v), *v }, highest);
		return 1;
	case SPECIFIER_ARBITRARY:
		break;
	}
	out[0] = from_to(lowest, highest);
	return 1;
}

/* Of version and post-releases of it, their releases being equal. */
static bool
same_pre(const struct version *a, const struct version *b)
{
	return a->pre == b->pre && str_eq(a->pre_number, b->pre_number);
}

/* Is the version above the cut? It never is at it. */
static bool
is_above(const struct cut *cut, const struct version *v)
{
	int order;

	switch (cut->kind) {
	case CUT_LOWEST:
		return true;
	case CUT_HIGHEST:
		return false;
	case CUT_BEFORE:
		return version_order(v, &cut->at) >= 0;
	case CUT_AFTER:
		return version_order(v, &cut->at) > 0;
	case CUT_AFTER_LOCALS:
		order = version_order_release(v, &cut->at, 0);
		return order != 0 ? order > 0 : version_order_suffix(v, &cut->at) > 0;
	case CUT_AFTER_POSTS:
		order = version_order_release(v, &cut->at, 0);
		if (order != 0)
			return order > 0;
		return version_order_suffix(v, &cut->at) > 0 && !same_pre(v, &cut->at);
	case CUT_AFTER_PREFIX:
		break;
	}
	return version_order_release(v, &cut->at, version_parts(&cut->at)) > 0;
}

bool
cut_contains(const struct interval *i, const struct version *v)
{
	return is_above(&i->low, v) && !is_above(&i->high, v);
}

/* The number after this one. */
static struct str
next_number(struct arena *a, struct str number)
{
	char *digits = arena_array(a, char, number.len + 2);
	size_t i = number.len;

	if (number.len > 0)
		memcpy(digits + 1, number.at, number.len);
	digits[0] = '0';
	while (digits[i] == '9')
		digits[i--] = '0';
	digits[i]++;
	return text_number((struct str){ digits, number.len + 1 });
}

/* "1.9" → "1.10": the last part of a release is one more. */
static struct str
next_release(struct arena *a, struct str release)
{
	struct str next = str_after_last(release, '.');
	size_t last = release.len - next.len;

	next = next_number(a, next);
	char *text = arena_array(a, char, last + next.len + 1);

	memcpy(text, release.at, last);
	memcpy(text + last, next.at, next.len);
	return (struct str){ text, last + next.len };
}

/* "1.2" → "1.2.0.0.0.1", with more zeros than any other release has parts. */
static struct str
deep_release(struct arena *a, struct str release, size_t depth)
{
	char *text = arena_array(a, char, release.len + 2 * depth + 3);
	size_t len = release.len;

	memcpy(text, release.at, len);
	for (size_t i = 0; i < depth; i++) {
		text[len++] = '.';
		text[len++] = '0';
	}
	text[len++] = '.';
	text[len++] = '1';
	return (struct str){ text, len };
}

static void
set_next(struct arena *a, const struct version *v, struct version *out)
{
	if (v->has_dev) {
		out->dev_number = next_number(a, v->dev_number);
		return;
	}
	out->post_number = v->has_post ? next_number(a, v->post_number) : STR("");
	out->has_post = true;
	*out = first_dev(out);
}

bool
cut_least(struct arena *a, const struct cut *cut, size_t depth, struct version *out)
{
	static const struct version zero = { .release = { "0", 1 }, .pre = VERSION_FINAL };
	const struct version *v = &cut->at;

	*out = *v;
	out->local = STR("");
	switch (cut->kind) {
	case CUT_HIGHEST:
	case CUT_AFTER:
		return false;
	case CUT_LOWEST:
		*out = first_dev(&zero);
		return true;
	case CUT_BEFORE:
		*out = *v;
		return true;
	case CUT_AFTER_LOCALS:
		set_next(a, v, out);
		return true;
	case CUT_AFTER_POSTS:
		out->has_post = false;
		out->post_number = STR("");
		if (v->pre != VERSION_FINAL)
			out->pre_number = next_number(a, v->pre_number);
		else
			out->release = deep_release(a, v->release, depth);
		*out = first_dev(out);
		return true;
	case CUT_AFTER_PREFIX:
		break;
	}
	*out = (struct version){ .epoch = v->epoch, .pre = VERSION_FINAL };
	out->release = next_release(a, v->release);
	*out = first_dev(out);
	return true;
}
