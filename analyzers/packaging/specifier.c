/*
 * specifier.c - reading, applying and writing sets of version specifiers.
 */
#include "packaging/specifier.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "packaging/cut.h"
#include "packaging/text.h"

static const struct {
	struct str text;
	enum specifier_op op;
} operators[] = {
	/* the longer before what they start with */
	{ { "===", 3 }, SPECIFIER_ARBITRARY }, { { "~=", 2 }, SPECIFIER_COMPATIBLE },
	{ { "==", 2 }, SPECIFIER_EQUAL },      { { "!=", 2 }, SPECIFIER_NOT_EQUAL },
	{ { "<=", 2 }, SPECIFIER_LESS_EQUAL }, { { ">=", 2 }, SPECIFIER_GREATER_EQUAL },
	{ { "<", 1 }, SPECIFIER_LESS },        { { ">", 1 }, SPECIFIER_GREATER },
};

size_t
specifier_operator(struct str text, enum specifier_op *op)
{
	for (size_t i = 0; i < countof(operators); i++) {
		if (str_starts(text, operators[i].text)) {
			*op = operators[i].op;
			return operators[i].text.len;
		}
	}
	return 0;
}

struct str
specifier_operator_text(enum specifier_op op)
{
	size_t i = 0;

	while (operators[i].op != op)
		i++;
	return operators[i].text;
}

/* Anything but white space, ';' and ')', which may be nothing. */
static size_t
match_arbitrary(struct str text)
{
	size_t i = 0;

	while (i < text.len && text.at[i] != ';' && text.at[i] != ')' &&
	       text_space(str_from(text, i)) == 0)
		i++;
	return i;
}

static size_t
match_operand(struct str text, struct specifier *out)
{
	bool equality = out->op == SPECIFIER_EQUAL || out->op == SPECIFIER_NOT_EQUAL;
	size_t len;

	if (out->op == SPECIFIER_ARBITRARY)
		return match_arbitrary(text);
	len = version_match_release(text, &out->version);
	if (len == 0)
		return 0;
	if (equality && str_starts(str_from(text, len), STR(".*"))) {
		out->wildcard = true;
		return len + 2;
	}
	if (out->op == SPECIFIER_COMPATIBLE && version_parts(&out->version) < 2)
		return 0;
	return version_match(text, equality, &out->version);
}

size_t
specifier_match(struct str text, struct specifier *out)
{
	*out = (struct specifier){ .wildcard = false };

	size_t i = specifier_operator(text, &out->op), len;
	if (i == 0)
		return 0;
	i += text_space(str_from(text, i));
	len = match_operand(str_from(text, i), out);
	if (len == 0 && out->op != SPECIFIER_ARBITRARY)
		return 0;
	out->text = str_slice(text, i, i + len);
	return i + len;
}

bool
specifier_parse(struct str text, struct specifier *out)
{
	text = text_strip(text);
	return text.len > 0 && specifier_match(text, out) == text.len;
}

/* Why the text, which is not empty, is no specifier. */
static bool
explain(struct str text, struct err *err)
{
	struct specifier s = { .wildcard = false };
	size_t len = specifier_operator(text, &s.op), end;
	struct str op, rest;

	if (len == 0)
		return err_set(err, "expected ==, !=, <=, >=, <, >, ~= or === before a version");
	op = specifier_operator_text(s.op);
	rest = text_strip(str_from(text, len));
	end = specifier_match(text, &s);
	if (end > 0 && str_starts(str_from(text, end), STR(".*")))
		return err_set(err, s.op == SPECIFIER_EQUAL || s.op == SPECIFIER_NOT_EQUAL
		                            ? "`.*` stands after a release only"
		                            : "`.*` goes with == and != only");
	if (end > 0 && text_at(text, end) == '+')
		return err_set(err, "a local version label goes with == and != only");
	if (rest.len == 0)
		return err_set(err, "expected a version after " STR_FMT, STR_ARG(op));
	if (s.op == SPECIFIER_COMPATIBLE && version_match_release(rest, &s.version) > 0 &&
	    version_parts(&s.version) < 2)
		return err_set(err, "~= needs a version of two parts or more");
	if (rest.len > 80)
		return err_set(err, "not a version after " STR_FMT, STR_ARG(op));
	return err_set(err, "`" STR_FMT "` is not a version", STR_ARG(rest));
}

bool
specifiers_parse(struct arena *a, struct str text, struct specifiers *out, size_t *at,
                 struct err *err)
{
	struct str rest = text, item;

	*out = (struct specifiers){ .count = 0 };
	while (str_cut(&rest, ',', &item)) {
		struct specifier s;

		item = text_strip(item);
		if (item.len == 0)
			continue;
		if (!specifier_parse(item, &s)) {
			*at = (size_t)(item.at - text.at);
			return explain(item, err);
		}
		*vec_push(a, out) = s;
	}
	return true;
}

static bool
admits(const struct specifier *s, const struct version *v)
{
	struct interval intervals[2];
	size_t count = cut_intervals(s, intervals);

	for (size_t i = 0; i < count; i++)
		if (cut_contains(&intervals[i], v))
			return true;
	return false;
}

bool
specifier_contains(const struct specifier *s, struct str version)
{
	struct version v;
	bool parsed = version_parse(version, &v);

	if (s->op == SPECIFIER_ARBITRARY)
		return str_like(s->text, version);
	return parsed && admits(s, &v);
}

bool
specifiers_contain(const struct specifiers *set, struct str version)
{
	for (uint32_t i = 0; i < set->count; i++)
		if (!specifier_contains(&set->at[i], version))
			return false;
	return true;
}

/* All sets as one. */
static struct specifiers
joined(struct arena *a, const struct specifiers *const *sets, uint32_t count)
{
	struct specifiers all = { .count = 0 };

	for (uint32_t i = 0; i < count; i++)
		for (uint32_t k = 0; k < sets[i]->count && all.count <= SPECIFIER_COMPARE_LIMIT;
		     k++)
			*vec_push(a, &all) = sets[i]->at[k];
	return all;
}

static bool
all_admit(const struct specifiers *all, const struct version *v)
{
	for (uint32_t i = 0; i < all->count; i++)
		if (!admits(&all->at[i], v))
			return false;
	return true;
}

/* With `===`, the one text it names is all there can be. */
static bool
arbitrary_fails(const struct specifiers *all, const struct specifier *named)
{
	return !specifiers_contain(all, named->text);
}

bool
specifiers_admit_none(struct arena *scratch, const struct specifiers *const *sets, uint32_t count)
{
	const struct specifiers all = joined(scratch, sets, count);
	size_t depth = 1;

	if (all.count == 0 || all.count > SPECIFIER_COMPARE_LIMIT)
		return false;
	for (uint32_t i = 0; i < all.count; i++) {
		if (all.at[i].op == SPECIFIER_ARBITRARY)
			return arbitrary_fails(&all, &all.at[i]);
		depth += all.at[i].text.len;
	}
	if (depth > SPECIFIER_COMPARE_BYTES)
		return false;
	for (uint32_t i = 0; i < all.count; i++) {
		struct interval intervals[2];
		size_t n = cut_intervals(&all.at[i], intervals);

		for (size_t k = 0; k < n; k++) {
			struct version least;

			if (cut_least(scratch, &intervals[k].low, depth, &least) &&
			    all_admit(&all, &least))
				return false;
		}
	}
	return true;
}

/* Byte i of operator and text, one after the other. */
static int
byte_at(const struct specifier *s, struct str op, size_t i)
{
	return (unsigned char)(i < op.len ? op.at[i] : s->text.at[i - op.len]);
}

static int
text_order(const struct specifier *a, const struct specifier *b)
{
	struct str x = specifier_operator_text(a->op), y = specifier_operator_text(b->op);
	size_t left = x.len + a->text.len, right = y.len + b->text.len;

	for (size_t i = 0; i < left && i < right; i++) {
		int order = byte_at(a, x, i) - byte_at(b, y, i);

		if (order != 0)
			return order;
	}
	return (left > right) - (left < right);
}

/* 0 when they say the same: "==1.0" and "==1". With ~=, zeros count. */
static int
meaning_order(const struct specifier *a, const struct specifier *b)
{
	int order = (int)a->op - (int)b->op;

	if (order == 0)
		order = a->wildcard - b->wildcard;
	if (order != 0)
		return order;
	if (a->op == SPECIFIER_ARBITRARY || a->wildcard)
		return str_order(a->text, b->text);
	order = version_order(&a->version, &b->version);
	if (order == 0 && a->op == SPECIFIER_COMPATIBLE) {
		size_t left = version_parts(&a->version), right = version_parts(&b->version);

		order = (left > right) - (left < right);
	}
	return order;
}

static int
compare_text(const void *a, const void *b)
{
	const struct specifier *const *x = a, *const *y = b;

	return text_order(*x, *y);
}

static int
compare_meaning(const void *a, const void *b)
{
	const struct specifier *const *x = a, *const *y = b;
	int order = meaning_order(*x, *y);

	return order != 0 ? order : text_order(*x, *y);
}

void
specifiers_put(struct buf *out, struct arena *scratch, const struct specifiers *set)
{
	const struct specifier **order;
	uint32_t kept = 0;

	if (set->count == 0)
		return;
	order = arena_array(scratch, const struct specifier *, set->count);
	for (uint32_t i = 0; i < set->count; i++)
		order[i] = &set->at[i];
	qsort(order, set->count, sizeof(*order), compare_meaning);
	for (uint32_t i = 0; i < set->count; i++)
		if (kept == 0 || meaning_order(order[kept - 1], order[i]) != 0)
			order[kept++] = order[i];
	qsort(order, kept, sizeof(*order), compare_text);
	for (uint32_t i = 0; i < kept; i++) {
		if (i > 0)
			buf_char(out, ',');
		buf_str(out, specifier_operator_text(order[i]->op));
		buf_str(out, order[i]->text);
	}
}
