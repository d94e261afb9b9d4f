/*
 * test_packaging.c - packaging/: the places of parts and faults, and what is asked of markers and sets.
 *
 * What is accepted, and what it means, is held against the packaging library in tests/differential.
 */
#include "test.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "packaging/name.h"
#include "packaging/requirement.h"

static void
faults(struct test *t)
{
	static const struct {
		const char *text;
		size_t at;
		const char *why;
	} cases[] = {
		{ "", 0, "expected the name of a distribution" },
		{ "  -r x", 2, "expected the name of a distribution" },
		{ "a b", 2, "expected a version specifier, `;` or the end after the name" },
		{ "a 1.0", 2, "expected a version specifier, `;` or the end after the name" },
		{ "a=1", 1, "expected a version specifier, `;` or the end after the name" },
		{ "a[b c]", 4, "expected a comma between extras" },
		{ "a[b,]", 4, "expected the name of an extra after the comma" },
		{ "a[b", 1, "expected `]` after the extras" },
		{ "a[b;", 3, "expected `]` after the extras" },
		{ "a >= ", 4, "expected a version after the operator" },
		{ "a ~=1", 4, "expected a version of two parts or more after ~=" },
		{ "a >=1 <2", 6, "expected a comma between version specifiers" },
		{ "a >=1, <", 8, "expected a version after the operator" },
		{ "a >=1 # c", 6, "expected a comma, `;` or the end after a version" },
		{ "a >=1.*", 5, "`.*` goes with == and != only, after a release" },
		{ "a >=1+b", 5, "a local version label goes with == and != only" },
		{ "a (>=1", 2, "expected `)` after the versions" },
		{ "a ===1,b", 7, "expected ==, !=, <=, >=, <, >, ~= or === before a version" },
		{ "a @ ", 4, "expected a URL after `@`" },
		{ "a @ b c", 6, "expected `;` or the end after the URL" },
		{ "a;", 2, "expected a marker variable or a quoted string" },
		{ "a; python>'3'", 3, "not a marker variable; text must be quoted" },
		{ "a; os_name 'x'", 11,
		  "expected a comparison: <=, <, !=, ==, >=, >, ~=, ===, in, not in" },
		{ "a; 'x' not os_name", 11, "expected `in` after `not`" },
		{ "a; os_name == 'x", 14, "the string is not closed" },
		{ "a; os_name == '\\x'", 14, "the string is none of Python's" },
		{ "a; (os_name == 'x'", 3, "the parenthesis is not closed" },
		{ "a; (os_name == 'x' x", 19, "expected `and`, `or` or `)`" },
		{ "a; os_name == 'x')", 17, "expected `and`, `or` or the end after the marker" },
	};
	struct arena a = { 0 };

	for (size_t i = 0; i < countof(cases); i++) {
		struct requirement r;
		struct err err = { "" };
		size_t at;

		EXPECT(!requirement_parse(&a, str_of(cases[i].text), &r, &at, &err));
		if (!EXPECT_TEXT(err.text, cases[i].why) || !EXPECT_INT(at, cases[i].at))
			printf("# in \"%s\"\n", cases[i].text);
	}
	arena_release(&a);
}

static void
specifier_faults(struct test *t)
{
	static const struct {
		const char *text;
		size_t at;
		const char *why;
	} cases[] = {
		{ ">=1, 2", 5, "expected ==, !=, <=, >=, <, >, ~= or === before a version" },
		{ ">=", 0, "expected a version after >=" },
		{ "~=1", 0, "~= needs a version of two parts or more" },
		{ "<1.*", 0, "`.*` goes with == and != only" },
		{ "==1a1.*", 0, "`.*` stands after a release only" },
		{ "<1+a", 0, "a local version label goes with == and != only" },
		{ "==1,==one", 4, "`one` is not a version" },
	};
	struct arena a = { 0 };

	for (size_t i = 0; i < countof(cases); i++) {
		struct specifiers set;
		struct err err = { "" };
		size_t at;

		EXPECT(!specifiers_parse(&a, str_of(cases[i].text), &set, &at, &err));
		if (!EXPECT_TEXT(err.text, cases[i].why) || !EXPECT_INT(at, cases[i].at))
			printf("# in \"%s\"\n", cases[i].text);
	}
	arena_release(&a);
}

static struct requirement
parsed(struct test *t, struct arena *a, const char *text)
{
	struct requirement r;
	struct err err = { "" };
	size_t at;

	if (!EXPECT(requirement_parse(a, str_of(text), &r, &at, &err)))
		printf("# %s: %s\n", text, err.text);
	return r;
}

static void
parts(struct test *t)
{
	const char *text = " Foo.Bar [x , Y_z] ( >=1 , <2 ) ; os_name == 'x' ";
	struct arena a = { 0 };
	struct requirement r = parsed(t, &a, text);

	EXPECT_STR(r.name, "Foo.Bar");
	EXPECT_INT(r.name.at - text, 1);
	EXPECT_INT(r.extras.count, 2);
	EXPECT_STR(r.extras.at[1], "Y_z");
	EXPECT_INT(r.extras.at[1].at - text, 14);
	EXPECT_STR(r.specifier, ">=1 , <2");
	EXPECT_INT(r.specifier.at - text, 21);
	EXPECT_INT(r.specifiers.count, 2);
	EXPECT_STR(r.specifiers.at[1].text, "2");
	EXPECT_INT(r.specifiers.at[1].text.at - text, 28);
	EXPECT_STR(r.url, "");
	EXPECT_STR(r.marker_text, "os_name == 'x'");
	EXPECT_STR(name_canonical(&a, r.name), "foo-bar");

	r = parsed(t, &a, "a@https://x/y ; extra=='B_b'");
	EXPECT_STR(r.url, "https://x/y");
	EXPECT_STR(r.marker_text, "extra=='B_b'");
	EXPECT(marker_names_extra(r.marker));
	r = parsed(t, &a, "a");
	EXPECT(r.marker == NULL);
	EXPECT_STR(r.specifier, "");
	arena_release(&a);
}

static void
normal_form(struct test *t)
{
	struct arena a = { 0 };
	struct buf b = { 0 };
	struct requirement r =
		parsed(t, &a, "A_b[y,X,y](<= 2,>=1.0,>=1) ;((os.name=='x')and('\"'in extra))");

	EXPECT(requirement_put(&b, &a, &r));
	EXPECT_STR(buf_text(&b), "A_b[X,y]<=2,>=1; os_name == \"x\" and '\"' in extra");
	buf_clear(&b);
	r = parsed(t, &a, "a; os_name == \"'\\x22\"");
	EXPECT(!requirement_put(&b, &a, &r));
	EXPECT_INT(b.len, 0);
	buf_release(&b);
	arena_release(&a);
}

static enum marker_truth
holds(struct test *t, const char *text, const char *extra)
{
	struct arena a = { 0 };
	struct err err = { "" };
	struct marker_env env = marker_env_linux(&a, 11);
	size_t at;
	const struct marker *m = marker_parse(&a, str_of(text), &at, &err);
	enum marker_truth truth = MARKER_UNKNOWN;

	env.value[MARKER_EXTRA] = str_of(extra);
	if (EXPECT(m != NULL))
		truth = marker_eval(m, &env);
	arena_release(&a);
	return truth;
}

static void
truth(struct test *t)
{
	EXPECT_INT(holds(t, "sys_platform == 'linux'", ""), MARKER_TRUE);
	EXPECT_INT(holds(t, "python_version < '3.9'", ""), MARKER_FALSE);
	EXPECT_INT(holds(t, "'3.9' <= python_version", ""), MARKER_TRUE);
	EXPECT_INT(holds(t, "platform_release >= '5'", ""), MARKER_UNKNOWN);
	EXPECT_INT(holds(t, "os_name == 'nt' and platform_release >= '5'", ""), MARKER_FALSE);
	EXPECT_INT(holds(t, "os_name == 'posix' or platform_release >= '5'", ""), MARKER_TRUE);
	EXPECT_INT(holds(t, "os_name == 'posix' and platform_release >= '5'", ""), MARKER_UNKNOWN);
	EXPECT_INT(holds(t, "extra == 'Dev_X'", ""), MARKER_FALSE);
	EXPECT_INT(holds(t, "extra == 'Dev_X'", "dev-x"), MARKER_TRUE);
	EXPECT_INT(holds(t, "extra != 'other'", "dev-x"), MARKER_TRUE);
	EXPECT_INT(holds(t, "'a' in extras", ""), MARKER_UNKNOWN);
	EXPECT_INT(holds(t, "os_name ~= 'a'", ""), MARKER_UNKNOWN);
}

/* 3.11 with any patch release. */
static void
patch_releases(struct test *t)
{
	EXPECT_INT(holds(t, "python_full_version >= '3.8.1'", ""), MARKER_TRUE);
	EXPECT_INT(holds(t, "python_full_version < '3.11.0'", ""), MARKER_FALSE);
	EXPECT_INT(holds(t, "python_full_version < '3.11.1'", ""), MARKER_UNKNOWN);
	EXPECT_INT(holds(t, "python_full_version == '3.11.4'", ""), MARKER_UNKNOWN);
	EXPECT_INT(holds(t, "python_full_version == '3.12.4'", ""), MARKER_FALSE);
	EXPECT_INT(holds(t, "python_full_version == '3.11.*'", ""), MARKER_TRUE);
	EXPECT_INT(holds(t, "python_full_version != '3.11.4'", ""), MARKER_UNKNOWN);
	EXPECT_INT(holds(t, "'3.11.2' < implementation_version", ""), MARKER_UNKNOWN);
	EXPECT_INT(holds(t, "'3.10.2' < implementation_version", ""), MARKER_TRUE);
	EXPECT_INT(holds(t, "python_full_version in '3.11.4'", ""), MARKER_UNKNOWN);
	EXPECT_INT(holds(t, "python_full_version < '3.11.99999999999999'", ""), MARKER_UNKNOWN);
}

static void
nesting(struct test *t)
{
	struct arena a = { 0 };
	struct buf b = { 0 };
	struct err err = { "" };
	size_t at;

	for (unsigned depth = MARKER_DEPTH_LIMIT; depth <= MARKER_DEPTH_LIMIT + 1; depth++) {
		buf_clear(&b);
		for (unsigned i = 0; i < depth; i++)
			buf_char(&b, '(');
		buf_str(&b, STR("os_name != 'x'"));
		for (unsigned i = 0; i < depth; i++)
			buf_char(&b, ')');
		EXPECT_INT(marker_parse(&a, buf_text(&b), &at, &err) != NULL,
		           depth == MARKER_DEPTH_LIMIT);
	}
	EXPECT_TEXT(err.text, "parentheses nest too deep");
	EXPECT_INT(at, MARKER_DEPTH_LIMIT);
	buf_release(&b);
	arena_release(&a);
}

static bool
none_common(struct test *t, const char *left, const char *right)
{
	struct arena a = { 0 };
	struct err err = { "" };
	struct specifiers sets[2];
	const struct specifiers *both[] = { &sets[0], &sets[1] };
	size_t at;
	bool none = false;

	if (EXPECT(specifiers_parse(&a, str_of(left), &sets[0], &at, &err)) &&
	    EXPECT(specifiers_parse(&a, str_of(right), &sets[1], &at, &err)))
		none = specifiers_admit_none(&a, both, 2);
	arena_release(&a);
	return none;
}

static void
common_version(struct test *t)
{
	struct buf b = { 0 };

	EXPECT(none_common(t, ">=2", "<2"));
	EXPECT(none_common(t, "==1.0", "==1.1"));
	EXPECT(none_common(t, "~=1.4", ">=2.0"));
	EXPECT(none_common(t, "!=1.2.*,>=1.2", "<1.3"));
	EXPECT(none_common(t, "===1.0", "<1"));
	EXPECT(none_common(t, "===a", ">=1"));
	EXPECT(none_common(t, "===a", "===b"));
	EXPECT(!none_common(t, "===A", "===a"));
	EXPECT(!none_common(t, ">1", "<1.0.0.1"));
	EXPECT(!none_common(t, "", "==1"));
	EXPECT(!none_common(t, "==1", "===1.0"));

	/* Beyond the limits there is no certainty. */
	for (unsigned i = 0; i < SPECIFIER_COMPARE_LIMIT; i++)
		buf_str(&b, STR("<1,"));
	EXPECT(none_common(t, "<1", ">=1"));
	EXPECT(!none_common(t, b.at, ">=1"));
	buf_clear(&b);
	buf_str(&b, STR("<1"));
	for (unsigned i = 0; i < SPECIFIER_COMPARE_BYTES; i++)
		buf_str(&b, STR(".0"));
	EXPECT(!none_common(t, b.at, ">=1"));
	buf_release(&b);
}

TEST_MAIN(CASE(faults), CASE(specifier_faults), CASE(parts), CASE(normal_form), CASE(truth),
          CASE(patch_releases), CASE(nesting), CASE(common_version))
