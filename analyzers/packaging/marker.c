/*
 * marker.c - evaluating and writing environment markers.
 */
#include "packaging/marker.h"

#include "base/arena.h"
#include "base/buf.h"
#include "packaging/marker_items.h"
#include "packaging/specifier.h"
#include "packaging/text.h"

/* More than any patch release of a Python that counts them. */
#define PATCH_LIMIT 1000000000u

static const struct str names[MARKER_VARIABLES] = {
	[MARKER_OS_NAME] = { "os_name", 7 },
	[MARKER_SYS_PLATFORM] = { "sys_platform", 12 },
	[MARKER_PLATFORM_MACHINE] = { "platform_machine", 16 },
	[MARKER_PLATFORM_PYTHON_IMPLEMENTATION] = { "platform_python_implementation", 30 },
	[MARKER_PLATFORM_RELEASE] = { "platform_release", 16 },
	[MARKER_PLATFORM_SYSTEM] = { "platform_system", 15 },
	[MARKER_PLATFORM_VERSION] = { "platform_version", 16 },
	[MARKER_PYTHON_VERSION] = { "python_version", 14 },
	[MARKER_PYTHON_FULL_VERSION] = { "python_full_version", 19 },
	[MARKER_IMPLEMENTATION_NAME] = { "implementation_name", 19 },
	[MARKER_IMPLEMENTATION_VERSION] = { "implementation_version", 22 },
	[MARKER_EXTRA] = { "extra", 5 },
};

static enum marker_variable
variable_of(struct str name)
{
	for (size_t i = 0; i < MARKER_VARIABLES; i++)
		if (str_eq(names[i], name))
			return (enum marker_variable)i;
	return MARKER_VARIABLES;
}

static bool
is_versioned(enum marker_variable v)
{
	return v == MARKER_IMPLEMENTATION_VERSION || v == MARKER_PLATFORM_RELEASE ||
	       v == MARKER_PYTHON_FULL_VERSION || v == MARKER_PYTHON_VERSION;
}

static enum marker_truth
truth(bool holds)
{
	return holds ? MARKER_TRUE : MARKER_FALSE;
}

static enum marker_truth
lesser(enum marker_truth a, enum marker_truth b)
{
	return a < b ? a : b;
}

static enum marker_truth
greater(enum marker_truth a, enum marker_truth b)
{
	return a > b ? a : b;
}

static bool
contains(struct str whole, struct str part)
{
	for (size_t i = 0; i + part.len <= whole.len; i++)
		if (str_eq(str_slice(whole, i, i + part.len), part))
			return true;
	return false;
}

static enum marker_truth
compare_text(struct str left, struct str op, struct str right)
{
	if (str_eq(op, STR("in")))
		return truth(contains(right, left));
	if (str_eq(op, STR("not in")))
		return truth(!contains(right, left));
	if (str_eq(op, STR("<")) || str_eq(op, STR(">")))
		return MARKER_FALSE;
	if (str_eq(op, STR("!=")))
		return truth(!str_eq(left, right));
	if (str_eq(op, STR("~=")) || str_eq(op, STR("===")))
		return MARKER_UNKNOWN;
	return truth(str_eq(left, right));
}

/* Operator and operand as one specifier; `text` holds it. */
static bool
read_specifier(struct buf *text, struct str op, struct str right, struct specifier *out)
{
	buf_clear(text);
	buf_str(text, op);
	buf_str(text, right);
	return specifier_parse(buf_text(text), out);
}

/* The third part of the release; false when it is too large to be one of a Python. */
static bool
patch_of(const struct version *v, unsigned *out)
{
	struct str rest = v->release, part = STR("");

	for (int i = 0; i < 3; i++)
		if (!str_cut(&rest, '.', &part))
			part = STR("");
	part = text_number(part);
	*out = 0;
	if (part.len > 8)
		return false;
	for (size_t i = 0; i < part.len; i++)
		*out = *out * 10 + (unsigned)(part.at[i] - '0');
	return true;
}

/* A comparison with the full version when python_version alone is known: what it is for the first
 * patch release, the one that it speaks of, and the last: it changes nowhere else. */
static enum marker_truth
compare_patches(const struct marker_item *item, struct str minor, struct buf *text)
{
	bool left = item->left.variable;
	struct buf full = { 0 };
	struct specifier s;
	struct version v;
	unsigned patch = 0;
	enum marker_truth least = MARKER_TRUE, most = MARKER_FALSE;
	bool known = read_specifier(text, item->op, left ? item->right.text : minor, &s);

	if (known && !left)
		known = version_parse(item->left.text, &v) ? patch_of(&v, &patch) : true;
	else if (known && s.op != SPECIFIER_ARBITRARY)
		known = patch_of(&s.version, &patch);
	else if (known && version_parse(s.text, &v))
		known = patch_of(&v, &patch);

	const unsigned patches[] = { 0, patch, PATCH_LIMIT };
	for (size_t i = 0; known && i < countof(patches); i++) {
		buf_clear(&full);
		buf_printf(&full, STR_FMT ".%u", STR_ARG(minor), patches[i]);
		if (!left)
			(void)read_specifier(text, item->op, buf_text(&full), &s);
		enum marker_truth t =
			truth(specifier_contains(&s, left ? buf_text(&full) : item->left.text));
		least = lesser(least, t);
		most = greater(most, t);
	}
	buf_release(&full);
	return known && least == most ? least : MARKER_UNKNOWN;
}

static enum marker_truth
compare(const struct marker_item *item, const struct marker_env *env, struct buf *text)
{
	enum marker_variable v =
		variable_of(item->left.variable ? item->left.text : item->right.text);
	struct str known, left, right, minor = env->value[MARKER_PYTHON_VERSION];
	bool follows = v == MARKER_PYTHON_FULL_VERSION;
	struct specifier s;

	if (v == MARKER_VARIABLES)
		return MARKER_UNKNOWN;
	if (v == MARKER_IMPLEMENTATION_VERSION)
		follows = env->value[MARKER_IMPLEMENTATION_NAME].at != NULL &&
		          str_eq(env->value[MARKER_IMPLEMENTATION_NAME], STR("cpython"));
	known = env->value[v];
	if (known.at == NULL && follows && v == MARKER_IMPLEMENTATION_VERSION)
		known = env->value[MARKER_PYTHON_FULL_VERSION];
	if (known.at == NULL)
		return follows && minor.at != NULL
		               ? compare_patches(item, minor, text)
		               : MARKER_UNKNOWN;
	left = item->left.variable ? known : item->left.text;
	right = item->left.variable ? item->right.text : known;
	if (is_versioned(v) && read_specifier(text, item->op, right, &s))
		return truth(specifier_contains(&s, left));
	return compare_text(left, item->op, right);
}

enum marker_truth
marker_eval(const struct marker *m, const struct marker_env *env)
{
	struct {
		enum marker_truth any, all; /* of the operands of `or` so far; of the last one */
	} levels[MARKER_DEPTH_LIMIT + 1];
	struct buf text = { 0 };
	enum marker_truth t;
	size_t depth = 0;

	levels[0].any = MARKER_FALSE;
	levels[0].all = MARKER_TRUE;
	for (uint32_t i = 0; i < m->items.count; i++) {
		const struct marker_item *item = &m->items.at[i];

		switch (item->kind) {
		case MARKER_OPEN:
			depth++;
			levels[depth].any = MARKER_FALSE;
			levels[depth].all = MARKER_TRUE;
			break;
		case MARKER_CLOSE:
			t = greater(levels[depth].any, levels[depth].all);
			depth--;
			levels[depth].all = lesser(levels[depth].all, t);
			break;
		case MARKER_OR:
			levels[depth].any = greater(levels[depth].any, levels[depth].all);
			levels[depth].all = MARKER_TRUE;
			break;
		case MARKER_AND:
			break;
		case MARKER_COMPARE:
			t = compare(item, env, &text);
			levels[depth].all = lesser(levels[depth].all, t);
			break;
		}
	}
	buf_release(&text);
	return greater(levels[0].any, levels[0].all);
}

bool
marker_names_extra(const struct marker *m)
{
	for (uint32_t i = 0; i < m->items.count; i++) {
		const struct marker_item *item = &m->items.at[i];

		if (item->kind == MARKER_COMPARE &&
		    ((item->left.variable && str_eq(item->left.text, STR("extra"))) ||
		     (item->right.variable && str_eq(item->right.text, STR("extra")))))
			return true;
	}
	return false;
}

static bool
has_quote(struct str s, char quote)
{
	return s.len > 0 && memchr(s.at, quote, s.len) != NULL;
}

static bool
has_form(const struct marker_side *side)
{
	return side->variable || !has_quote(side->text, '"') || !has_quote(side->text, '\'');
}

bool
marker_has_text(const struct marker *m)
{
	for (uint32_t i = 0; i < m->items.count; i++)
		if (m->items.at[i].kind == MARKER_COMPARE &&
		    (!has_form(&m->items.at[i].left) || !has_form(&m->items.at[i].right)))
			return false;
	return true;
}

static void
put_side(struct buf *out, const struct marker_side *side)
{
	char quote = has_quote(side->text, '"') ? '\'' : '"';

	if (side->variable) {
		buf_str(out, side->text);
		return;
	}
	buf_char(out, quote);
	buf_str(out, side->text);
	buf_char(out, quote);
}

static void
put_comparison(struct buf *out, const struct marker_item *item)
{
	put_side(out, &item->left);
	buf_char(out, ' ');
	buf_str(out, item->op);
	buf_char(out, ' ');
	put_side(out, &item->right);
}

void
marker_put(struct buf *out, const struct marker *m)
{
	/* Have the parentheses here a meaning? Is there `and` or `or` around or here? */
	bool shown[MARKER_DEPTH_LIMIT + 1] = { false }, within[MARKER_DEPTH_LIMIT + 1] = { false };
	size_t depth = 0;

	within[0] = m->joins;
	if (!marker_has_text(m))
		return;
	for (uint32_t i = 0; i < m->items.count; i++) {
		const struct marker_item *item = &m->items.at[i];

		switch (item->kind) {
		case MARKER_OPEN:
			depth++;
			shown[depth] = item->joins && within[depth - 1];
			within[depth] = item->joins || within[depth - 1];
			buf_str(out, shown[depth] ? STR("(") : STR(""));
			break;
		case MARKER_CLOSE:
			buf_str(out, shown[depth] ? STR(")") : STR(""));
			depth--;
			break;
		case MARKER_OR:
			buf_str(out, STR(" or "));
			break;
		case MARKER_AND:
			buf_str(out, STR(" and "));
			break;
		case MARKER_COMPARE:
			put_comparison(out, item);
			break;
		}
	}
}

struct marker_env
marker_env_linux(struct arena *a, unsigned minor)
{
	struct marker_env env = { 0 };
	const char *version = arena_printf(a, "3.%u", minor);

	env.value[MARKER_OS_NAME] = STR("posix");
	env.value[MARKER_SYS_PLATFORM] = STR("linux");
	env.value[MARKER_PLATFORM_MACHINE] = STR("x86_64");
	env.value[MARKER_PLATFORM_PYTHON_IMPLEMENTATION] = STR("CPython");
	env.value[MARKER_PLATFORM_SYSTEM] = STR("Linux");
	env.value[MARKER_PYTHON_VERSION] = str_of(version);
	env.value[MARKER_IMPLEMENTATION_NAME] = STR("cpython");
	env.value[MARKER_EXTRA] = STR("");
	return env;
}
