/*
 * pep.c - what packaging/ makes of versions, specifiers, requirements and markers, one line an
 * answer, for tests/differential.
 *
 * Standard input: "<kind>\t<text>\t..." a line, a tab after every field; bytes are escaped as \xHH,
 * in and out.
 * Kinds: v version · o order of two · s specifiers · c contains (specifiers, version) · u is there
 * no common version (sets) · r requirement · m marker · e marker in an environment (name=value …).
 * What is refused: "?<byte> <why>", or "?".
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "packaging/name.h"
#include "packaging/requirement.h"

#define FIELD_LIMIT 32

struct fields {
	struct str at[FIELD_LIMIT];
	size_t count;
};

static struct str
unescape(struct arena *a, struct str s)
{
	char *out = arena_array(a, char, s.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		char hex[3] = { 0 };

		if (s.at[i] != '\\' || i + 3 >= s.len) {
			out[len++] = s.at[i];
			continue;
		}
		memcpy(hex, s.at + i + 2, 2);
		out[len++] = (char)strtoul(hex, NULL, 16);
		i += 3;
	}
	return (struct str){ out, len };
}

static void
put_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c < 0x20 || c >= 0x7F || c == '\\')
			buf_printf(out, "\\x%02x", (unsigned)c);
		else
			buf_char(out, s.at[i]);
	}
}

static void
put_refused(struct buf *out, size_t at, const struct err *err)
{
	buf_printf(out, "?%zu ", at);
	put_escaped(out, str_of(err->text));
}

static void
answer_version(struct buf *out, struct str text)
{
	struct version v;
	struct buf normal = { 0 };

	if (!version_parse(text, &v)) {
		buf_str(out, STR("?"));
		return;
	}
	version_put(&normal, &v);
	put_escaped(out, buf_text(&normal));
	buf_printf(out, "\t%d", (int)version_is_prerelease(&v));
	buf_release(&normal);
}

static void
answer_order(struct buf *out, const struct fields *f)
{
	struct version a, b;
	int order;

	if (!version_parse(f->at[1], &a) || !version_parse(f->at[2], &b)) {
		buf_str(out, STR("?"));
		return;
	}
	order = version_order(&a, &b);
	buf_printf(out, "%d", (order > 0) - (order < 0));
}

static void
answer_specifiers(struct buf *out, struct arena *a, const struct fields *f)
{
	struct specifiers set;
	struct err err = { "" };
	struct buf normal = { 0 };
	size_t at;

	if (!specifiers_parse(a, f->at[1], &set, &at, &err)) {
		put_refused(out, at, &err);
	} else if (f->at[0].at[0] == 'c') {
		buf_printf(out, "%d", (int)specifiers_contain(&set, f->at[2]));
	} else {
		specifiers_put(&normal, a, &set);
		put_escaped(out, buf_text(&normal));
	}
	buf_release(&normal);
}

static void
answer_common(struct buf *out, struct arena *a, const struct fields *f)
{
	struct specifiers sets[FIELD_LIMIT];
	const struct specifiers *all[FIELD_LIMIT];
	struct err err = { "" };
	size_t at;

	for (size_t i = 1; i < f->count; i++) {
		if (!specifiers_parse(a, f->at[i], &sets[i - 1], &at, &err)) {
			put_refused(out, at, &err);
			return;
		}
		all[i - 1] = &sets[i - 1];
	}
	buf_printf(out, "%d", (int)specifiers_admit_none(a, all, (uint32_t)(f->count - 1)));
}

/* The parts must lie in the text, in order. */
static bool
well_placed(struct str text, const struct requirement *r)
{
	const struct str parts[] = { r->name, r->specifier, r->url, r->marker_text };
	const char *last = text.at;

	for (size_t i = 0; i < countof(parts); i++) {
		if (parts[i].len == 0)
			continue;
		if (parts[i].at < last || parts[i].at + parts[i].len > text.at + text.len)
			return false;
		last = parts[i].at + parts[i].len;
	}
	return true;
}

static void
answer_requirement(struct buf *out, struct arena *a, struct str text)
{
	struct requirement r;
	struct err err = { "" };
	struct buf normal = { 0 };
	size_t at;

	if (!requirement_parse(a, text, &r, &at, &err)) {
		put_refused(out, at, &err);
	} else if (!well_placed(text, &r)) {
		buf_str(out, STR("misplaced"));
	} else if (!requirement_put(&normal, a, &r)) {
		buf_str(out, STR("formless"));
	} else {
		put_escaped(out, buf_text(&normal));
		buf_char(out, '\t');
		put_escaped(out, name_canonical(a, r.name));
	}
	buf_release(&normal);
}

static enum marker_truth
eval(const struct marker *m, struct arena *a, const struct fields *f)
{
	static const char *const names[MARKER_VARIABLES] = {
		[MARKER_OS_NAME] = "os_name",
		[MARKER_SYS_PLATFORM] = "sys_platform",
		[MARKER_PLATFORM_MACHINE] = "platform_machine",
		[MARKER_PLATFORM_PYTHON_IMPLEMENTATION] = "platform_python_implementation",
		[MARKER_PLATFORM_RELEASE] = "platform_release",
		[MARKER_PLATFORM_SYSTEM] = "platform_system",
		[MARKER_PLATFORM_VERSION] = "platform_version",
		[MARKER_PYTHON_VERSION] = "python_version",
		[MARKER_PYTHON_FULL_VERSION] = "python_full_version",
		[MARKER_IMPLEMENTATION_NAME] = "implementation_name",
		[MARKER_IMPLEMENTATION_VERSION] = "implementation_version",
		[MARKER_EXTRA] = "extra",
	};
	struct marker_env env = { .value = { { NULL, 0 } } };

	for (size_t i = 2; i < f->count; i++) {
		struct str value = f->at[i], name;

		if (!str_cut(&value, '=', &name))
			continue;
		for (size_t v = 0; v < MARKER_VARIABLES; v++)
			if (str_eq(name, str_of(names[v])))
				env.value[v] = v == MARKER_EXTRA ? name_canonical(a, value) : value;
	}
	return marker_eval(m, &env);
}

static void
answer_marker(struct buf *out, struct arena *a, const struct fields *f)
{
	static const char *const truths[] = { "false", "unknown", "true" };
	struct err err = { "" };
	struct buf normal = { 0 };
	size_t at;
	const struct marker *m = marker_parse(a, f->at[1], &at, &err);

	if (m == NULL) {
		put_refused(out, at, &err);
	} else if (f->at[0].at[0] == 'e') {
		buf_printf(out, "%s", truths[eval(m, a, f)]);
	} else if (!marker_has_text(m)) {
		buf_str(out, STR("formless"));
	} else {
		marker_put(&normal, m);
		put_escaped(out, buf_text(&normal));
	}
	buf_release(&normal);
}

static void
answer(struct buf *out, struct arena *a, const struct fields *f)
{
	switch (f->at[0].at[0]) {
	case 'v':
		answer_version(out, f->at[1]);
		break;
	case 'o':
		answer_order(out, f);
		break;
	case 's':
	case 'c':
		answer_specifiers(out, a, f);
		break;
	case 'u':
		answer_common(out, a, f);
		break;
	case 'r':
		answer_requirement(out, a, f->at[1]);
		break;
	default:
		answer_marker(out, a, f);
		break;
	}
	buf_char(out, '\n');
}

int
main(void)
{
	struct buf in = { 0 }, out = { 0 };
	struct str rest, line;
	size_t n;

	do {
		n = fread(buf_need(&in, 65536), 1, 65536, stdin);
		in.len += n;
	} while (n > 0);
	rest = buf_text(&in);
	while (str_cut(&rest, '\n', &line)) {
		struct arena a = { 0 };
		struct fields f = { .count = 0 };

		/* str_cut() has no last empty field; here every field ends in a tab. */
		while (f.count < FIELD_LIMIT && str_cut(&line, '\t', &f.at[f.count])) {
			f.at[f.count] = unescape(&a, f.at[f.count]);
			f.count++;
		}
		if (f.count > 1 && f.at[0].len > 0)
			answer(&out, &a, &f);
		(void)fwrite(out.at, 1, out.len, stdout);
		buf_clear(&out);
		arena_release(&a);
	}
	buf_release(&in);
	buf_release(&out);
	return 0;
}
