/*
 * test_gitignore.c - scan/gitignore.c on the cases of gitignore(5); test_gitignore.py compares
 * with git itself.
 */
#include "base/arena.h"
#include "scan/gitignore.h"
#include "test.h"

/* Is `path` left out by a .gitignore with that text in the root? A '/' at its end: a directory. */
static bool
left_out(const char *text, const char *path)
{
	struct arena a = { 0 };
	const struct ignore_rules *rules = ignore_rules_new(&a, NULL, STR(""), str_of(text));
	struct str p = str_of(path);
	bool directory = p.len > 0 && p.at[p.len - 1] == '/';

	p.len -= directory;
	bool out = ignore_rules_match(rules, p, directory);
	arena_release(&a);
	return out;
}

static void
patterns(struct test *t)
{
	EXPECT(left_out("*.py", "a/b/c.py"));
	EXPECT(!left_out("/*.py", "a/c.py"));
	EXPECT(left_out("/*.py", "c.py"));
	EXPECT(left_out("a/", "x/a/"));
	EXPECT(!left_out("a/", "x/a"));
	EXPECT(!left_out("a/b", "x/a/b"));
	EXPECT(left_out("**/a/b", "x/a/b"));
	EXPECT(left_out("a/**", "a/x/y"));
	EXPECT(left_out("a/**/b", "a/b"));
	EXPECT(!left_out("a*", "b/xa"));
}

static void
lines(struct test *t)
{
	EXPECT(!left_out("# a\n\na", "# a"));
	EXPECT(left_out("# a\n\na", "a"));
	EXPECT(left_out("\\#a", "#a"));
	EXPECT(left_out("a  ", "a"));
	EXPECT(left_out("a\\ ", "a "));
	EXPECT(!left_out("a\\ ", "a"));
	EXPECT(left_out("a\\\\ ", "a\\"));
	EXPECT(left_out("a\r\nb\r\n", "a"));
	EXPECT(left_out("\xEF\xBB\xBF"
	                "a",
	                "a"));
	EXPECT(!left_out("/", "a"));
	EXPECT(!left_out("", "a"));
}

static void
precedence(struct test *t)
{
	struct arena a = { 0 };
	const struct ignore_rules *outer =
		ignore_rules_new(&a, NULL, STR(""), STR("*.py\n!keep.py\n/d/anchored\n"));
	const struct ignore_rules *inner =
		ignore_rules_new(&a, outer, STR("d"), STR("!a.py\n/b\n"));

	EXPECT(left_out("a\n!a", "b") == false);
	EXPECT(!left_out("a\n!a", "a"));
	EXPECT(left_out("!a\na", "a"));
	EXPECT(!ignore_rules_match(inner, STR("d/a.py"), false));
	EXPECT(ignore_rules_match(inner, STR("d/c.py"), false));
	EXPECT(!ignore_rules_match(inner, STR("d/keep.py"), false));
	EXPECT(ignore_rules_match(inner, STR("d/b"), false));
	EXPECT(!ignore_rules_match(inner, STR("d/e/b"), false));
	EXPECT(ignore_rules_match(inner, STR("d/anchored"), false));
	EXPECT(!ignore_rules_match(NULL, STR("d/c.py"), false));
	arena_release(&a);
}

TEST_MAIN(CASE(patterns), CASE(lines), CASE(precedence))
