/*
 * test_pattern.c - base/pattern.h and base/glob.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/glob.h"
#include "base/pattern.h"

struct row {
	const char *pattern, *subject;
	bool matches, covers;
};

/* -1 when the pattern is refused. */
static int
matches(enum pattern_kind kind, const char *pattern, struct str subject, bool covers)
{
	struct arena a = { 0 };
	struct err err;
	const struct pattern *p = pattern_new(&a, kind, str_of(pattern), &err);
	int result = -1;

	if (p != NULL)
		result = covers ? pattern_covers(p, subject) : pattern_matches(p, subject);
	arena_release(&a);
	return result;
}

static void
expect_row(struct test *t, enum pattern_kind kind, const struct row *row)
{
	bool same =
		EXPECT_INT(matches(kind, row->pattern, str_of(row->subject), false), row->matches);

	if (kind == PATTERN_DOTTED)
		same = EXPECT_INT(matches(kind, row->pattern, str_of(row->subject), true),
		                  row->covers) &&
		       same;
	if (!same)
		printf("# `%s` on `%s`\n", row->pattern, row->subject);
}

static void
dotted(struct test *t)
{
	const struct row rows[] = {
		{ "shared", "shared", true, true },
		{ "shared", "shared.db", false, true },
		{ "shared", "shared_old", false, false },
		{ "shared", "a.shared", false, false },
		{ "shared", "", false, false },
		{ "shared.db", "shared", false, false },
		{ "*", "a", true, true },
		{ "*", "a.b", false, true },
		{ "*", "", false, false },
		{ "**", "a", true, true },
		{ "**", "a.b.c", true, true },
		{ "**", "", false, false },
		{ "shared.**", "shared", false, false },
		{ "shared.**", "shared.a", true, true },
		{ "shared.**", "shared.a.b", true, true },
		{ "**.db", "db", false, false },
		{ "**.db", "a.db", true, true },
		{ "**.db", "a.b.db", true, true },
		{ "**.db", "a.b.db.x", false, true },
		{ "**.**", "a", false, false },
		{ "**.**", "a.b", true, true },
		{ "a.**.z", "a.z", false, false },
		{ "a.**.z", "a.b.z", true, true },
		{ "a.**.z", "a.z.z.z", true, true },
		{ "a.**.m.**.z", "a.m.m.m.z", true, true },
		{ "services.*.api", "services.x.api", true, true },
		{ "services.*.api", "services.x.y.api", false, false },
		{ "services.*.api", "services.api", false, false },
		{ "test_*", "test_", true, true },
		{ "test_*", "test_a.b", false, true },
		{ "*_t*t", "a_test_t", true, true },
		{ "*_t*t", "a_test_x", false, false },
		{ "a?c", "abc", true, true },
		{ "a?c", "ac", false, false },
		{ "a?c",
		  "a\xC3\xA9"
		  "c",
		  true, true },
		{ "gr\xC3\xBC\xC3\x9F"
		  "e",
		  "gr\xC3\xBC\xC3\x9F"
		  "e.x",
		  false, true },
	};

	for (size_t i = 0; i < countof(rows); i++)
		expect_row(t, PATTERN_DOTTED, &rows[i]);
}

static void
paths(struct test *t)
{
	const struct row rows[] = {
		{ "*.py", "a.py", true, false },
		{ "*.py", "x/y/a.py", true, false },
		{ "*.py", "a.pyi", false, false },
		{ "build", "build", true, false },
		{ "build", "x/build/y/z.py", true, false },
		{ "build", "builds", false, false },
		{ "build/", "build", false, false },
		{ "build/", "build/", true, false },
		{ "build/", "x/build/", true, false },
		{ "build/", "x/build/y", true, false },
		{ "/build", "build/a", true, false },
		{ "/build", "x/build", false, false },
		{ "a/b", "a/b", true, false },
		{ "a/b", "a/b/c", true, false },
		{ "a/b", "x/a/b", false, false },
		{ "a/*", "a/b/c", true, false },
		{ "a/*.py", "a/b/c.py", false, false },
		{ "**/migrations/**", "migrations/1.py", true, false },
		{ "**/migrations/**", "x/y/migrations/z/1.py", true, false },
		{ "**/migrations/**", "migrations", false, false },
		{ "**/migrations/**", "x/migrations.py", false, false },
		{ "a/**/b", "a/b", true, false },
		{ "a/**/b", "a/x/y/b", true, false },
		{ "a/**/b", "a/x/yb", false, false },
		{ "a/**", "a", false, false },
		{ "a/**", "a/x/y", true, false },
		{ "/**/", "a", false, false },
		{ "/**/", "a/b", true, false },
		{ "a/**/", "a/b", false, false },
		{ "a/**/", "a/b/c", true, false },
		{ "**", "x", true, false },
		{ "a**b", "axb", true, false },
		{ "x/a**b", "x/a/b", false, false },
		{ "?.py", "a.py", true, false },
		{ "[a-c].py", "b.py", true, false },
		{ "[!a-c].py", "b.py", false, false },
		{ "[!a-c].py", "d.py", true, false },
		{ "[]].py", "].py", true, false },
		{ "x[!a]y", "x/y", false, false },
		{ "[[:digit:]][![:alpha:]]", "1_", true, false },
		{ "[[:digit:]][![:alpha:]]", "1a", false, false },
		{ "\\*.py", "*.py", true, false },
		{ "\\*.py", "a.py", false, false },
		{ "\\!x", "!x", true, false },
		{ "a", "", false, false },
	};

	for (size_t i = 0; i < countof(rows); i++)
		expect_row(t, PATTERN_PATH, &rows[i]);
}

static void
expect_refused(struct test *t, enum pattern_kind kind, struct str text)
{
	struct arena a = { 0 };
	struct err err = { "" };

	if (!EXPECT(pattern_new(&a, kind, text, &err) == NULL) || !EXPECT(err.text[0] != '\0'))
		printf("# `" STR_FMT "`: %s\n", STR_ARG(text), err.text);
	arena_release(&a);
}

static void
refused(struct test *t)
{
	const struct str dotted_texts[] = {
		STR(""),    STR("."),     STR("a..b"), STR(".a"),  STR("a."),  STR("a b"),
		STR("a/b"), STR("a-b"),   STR(" a"),   STR("a\n"), STR("a\0"), STR("a**"),
		STR("***"), STR("a.**b"), STR("[a]"),  STR("a\\"), STR("a:b"),
	};
	const struct str path_texts[] = {
		STR(""),     STR("/"),   STR("//"), STR("a//b"), STR("./a"), STR("a/.."),
		STR("../a"), STR("!a"),  STR("[a"), STR("a\\"),  STR("a\0"), STR("[[:nothing:]]"),
		STR("a\\/"), STR("[a-"), STR("["),  STR("[]"),   STR("[!]"), STR("[[:alpha:]"),
	};
	char longest[PATTERN_LENGTH_LIMIT + 1];

	for (size_t i = 0; i < countof(dotted_texts); i++)
		expect_refused(t, PATTERN_DOTTED, dotted_texts[i]);
	for (size_t i = 0; i < countof(path_texts); i++)
		expect_refused(t, PATTERN_PATH, path_texts[i]);
	memset(longest, 'a', sizeof(longest));
	expect_refused(t, PATTERN_DOTTED, (struct str){ longest, sizeof(longest) });
	expect_refused(t, PATTERN_PATH, (struct str){ longest, sizeof(longest) });
}

static void
what_a_pattern_knows(struct test *t)
{
	struct arena a = { 0 };
	struct err err;
	char text[] = "a.b";
	const struct pattern *all[] = {
		pattern_new(&a, PATTERN_DOTTED, str_of(text), &err),
		pattern_new(&a, PATTERN_DOTTED, STR("x.*"), &err),
	};
	const struct pattern *path = pattern_new(&a, PATTERN_PATH, STR("a/b.py"), &err);
	struct patterns both = { all, 2 };

	text[0] = 'z';
	EXPECT_STR(pattern_text(all[0]), "a.b");
	EXPECT(pattern_is_plain(all[0]) && !pattern_is_plain(all[1]) && pattern_is_plain(path));
	EXPECT(!pattern_is_plain(pattern_new(&a, PATTERN_PATH, STR("[a]"), &err)));
	EXPECT(patterns_match(both, STR("a.b")) && patterns_match(both, STR("x.y")));
	EXPECT(!patterns_match(both, STR("x")));
	EXPECT(!patterns_match((struct patterns){ NULL, 0 }, STR("x")));
	arena_release(&a);
}

static void
globs_alone(struct test *t)
{
	EXPECT(glob_match(STR(""), STR("")));
	EXPECT(!glob_match(STR(""), STR("a")));
	EXPECT(glob_match(STR("**"), STR("")));
	EXPECT(!glob_match(STR("*"), STR("a/b")));
	EXPECT(glob_match(STR("**/foo"), STR("foo")));
	EXPECT(glob_match(STR("foo/**"), STR("foo/")));
	EXPECT(!glob_match(STR("foo/**"), STR("foo")));
	EXPECT(glob_match(STR("*/b/**/c*d"), STR("a/b/x/b/y/cd")));
	EXPECT(glob_match(STR("[c-a]"), STR("c")));
	EXPECT(!glob_match(STR("[c-a]"), STR("b")));
	EXPECT(!glob_match(STR("[a"), STR("a")));
	EXPECT(!glob_match(STR("a\\"), STR("a")));
	EXPECT(!glob_match(STR("a\\"), STR("a\\")));
	EXPECT(!glob_match(STR("[![:nothing:]]"), STR("a")));
}

/* What a naive matcher takes longer than the age of the world for. */
static void
many_stars(struct test *t)
{
	const char *dotted_stars = "a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b";
	const char *dotted_gaps = "**.a.**.a.**.a.**.a.**.a.**.a.**.a.**.b";
	const char *path_stars = "/**/a*a*a*a*a*a*a*a*b/**/a*a*a*a*a*a*b/**/a*a*a*b";
	const char *path_gaps = "/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b";
	struct arena a = { 0 };
	size_t len = 60000;
	char *plain = arena_array(&a, char, len), *dots = arena_array(&a, char, len);
	char *slashes = arena_array(&a, char, len);

	for (size_t i = 0; i < len; i++) {
		plain[i] = 'a';
		dots[i] = i % 2 ? '.' : 'a';
		slashes[i] = i % 2 ? '/' : 'a';
	}
	for (int covers = 0; covers < 2; covers++) {
		EXPECT_INT(
			matches(PATTERN_DOTTED, dotted_stars, (struct str){ plain, len }, covers),
			0);
		EXPECT_INT(
			matches(PATTERN_DOTTED, dotted_gaps, (struct str){ dots, len - 1 }, covers),
			0);
	}
	EXPECT_INT(matches(PATTERN_PATH, path_stars, (struct str){ plain, len }, false), 0);
	EXPECT_INT(matches(PATTERN_PATH, path_stars, (struct str){ slashes, len - 1 }, false), 0);
	EXPECT_INT(matches(PATTERN_PATH, path_gaps, (struct str){ slashes, len - 1 }, false), 0);
	arena_release(&a);
}

TEST_MAIN(CASE(dotted), CASE(paths), CASE(refused), CASE(what_a_pattern_knows), CASE(globs_alone),
          CASE(many_stars))
