/*
 * test_words.c - command lines taken apart: what a POSIX shell makes of them, where it can be known.
 */
#include "base/arena.h"
#include "grammars/words.h"
#include "test.h"

/* The words of the line, with "|" between; A is "one two", E is "", all else is not known. */
static struct str
split_with(struct arena *a, const char *line, enum words_mode mode, char escape, size_t budget)
{
	struct variables v = { 0 };
	struct splice splice = { str_of(line), NULL, 0 };

	variables_set(a, &v, STR("A"), STR("one two"));
	variables_set(a, &v, STR("E"), STR(""));
	const struct splitter s = { a, &v, mode, escape, &budget };
	struct word_vec words = words_split(&s, &splice);

	return words_join(a, words.at, words.count, '|');
}

static struct str
split(struct arena *a, const char *line)
{
	return split_with(a, line, WORDS_SHELL, '\\', WORDS_BUDGET);
}

static void
check(struct test *t, const char *const cases[][2], size_t count)
{
	struct arena a = { 0 };

	for (size_t i = 0; i < count; i++)
		EXPECT_STR(split(&a, cases[i][0]), cases[i][1]);
	arena_release(&a);
}

static void
quotes(struct test *t)
{
	static const char *const cases[][2] = {
		{ "pip  install\t'a b' \"c d\"", "pip|install|a b|c d" },
		{ "a'b'\"c\"d", "abcd" },
		{ "'a\\b' \"a\\b\" a\\b", "a\\b|a\\b|ab" },
		{ "\"a\\\"b\\$A\\\\\\`\"", "a\"b$A\\`" },
		{ "\"a\\\nb\" c\\\nd", "ab|cd" },
		{ "a\\ b", "a b" },
		{ "a\\", "a\\" },
		{ "'not closed", "not closed" },
		{ "\"not closed", "not closed" },
		{ "'' \"\"", "|" },
	};

	check(t, cases, countof(cases));
}

static void
variables(struct test *t)
{
	static const char *const cases[][2] = {
		{ "$A ${A} \"$A\"", "one|two|one|two|one two" },
		{ "'$A' $B ${B}", "$A|$B|${B}" },
		{ "${B:-x y} ${A:-x} ${E:-x} ${E-x}z", "x|y|one|two|x|z" },
		{ "${B-'q r'} ${B:=v} ${A:+w} ${B:+w}z", "q|r|v|w|z" },
		{ "${B:?gone} ${A:?gone}", "${B:?gone}|one|two" },
		{ "${B:-${A}} ${B:-$E}z", "one|two|z" },
		{ "${A#o} ${#A} ${}", "${A#o}|${#A}|${}" },
		{ "${A", "${A" },
		{ "$ $1", "$|$1" },
	};

	check(t, cases, countof(cases));
}

/* What is run to make a word is not known: the word keeps it as written. */
static void
substitutions(struct test *t)
{
	static const char *const cases[][2] = {
		{ "a $(cat b | sort) c", "a|$(cat b | sort)|c" },
		{ "$(a $(b ')' \")\" \\)) c)d e", "$(a $(b ')' \")\" \\)) c)d|e" },
		{ "$(not closed", "$(not closed" },
		{ "pip install `cat \\` x` y", "pip|install|`cat \\` x`|y" },
		{ "`not closed", "`not closed" },
		{ "diff <(a b) >(c)", "diff|<(a b)|>(c)" },
	};

	check(t, cases, countof(cases));
}

static void
operators(struct test *t)
{
	static const char *const cases[][2] = {
		{ "a && b||c;d & e|f", "a|&&|b||||c|;|d|&|e|||f" },
		{ "(a)", "(|a|)" },
		{ "a >out 2>&1 <in b &>all c", "a|b|c" },
		{ "a2>out b", "a2|b" },
		{ "a # comment\nb#c", "a|\n|b#c" },
	};
	struct arena a = { 0 };

	check(t, cases, 4);
	/* words_join() makes blanks of newlines. */
	EXPECT_STR(split(&a, cases[4][0]), "a| |b#c");
	arena_release(&a);
}

static void
not_a_shell(struct test *t)
{
	struct arena a = { 0 };

	EXPECT_STR(split_with(&a, "a && b > c # d", WORDS_PLAIN, '\\', WORDS_BUDGET),
	           "a|&&|b|>|c|#|d");
	EXPECT_STR(split_with(&a, "a` b \"c`\"\" C:\\d", WORDS_PLAIN, '`', WORDS_BUDGET),
	           "a b|c\"|C:\\d");
	arena_release(&a);
}

/* When the budget is used up, variables stay as written. */
static void
budget(struct test *t)
{
	struct arena a = { 0 };

	EXPECT_STR(split_with(&a, "$A ${A} ${B:-$A} ${A:-b}", WORDS_SHELL, '\\', 7),
	           "one|two|${A}|$A|${A:-b}");
	arena_release(&a);
}

TEST_MAIN(CASE(quotes), CASE(variables), CASE(substitutions), CASE(operators), CASE(not_a_shell),
          CASE(budget))
