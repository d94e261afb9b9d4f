/*
 * test_regex.c - base/regex.h.
 */
#include "test.h"

#include <time.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/pool.h"
#include "base/regex.h"

static enum regex_result
search(const char *expression, struct str subject)
{
	struct arena a = { 0 };
	struct err err;
	const struct regex *r = regex_new(&a, str_of(expression), &err);
	enum regex_result result = r != NULL ? regex_search(r, subject) : (enum regex_result) - 1;

	arena_release(&a);
	return result;
}

static void
matching(struct test *t)
{
	EXPECT_INT(search("^legacy\\.(?!api\\b)", STR("legacy.db")), REGEX_YES);
	EXPECT_INT(search("^legacy\\.(?!api\\b)", STR("legacy.api")), REGEX_NO);
	EXPECT_INT(search("^legacy\\.(?!api\\b)", STR("legacy.apiary")), REGEX_YES);
	EXPECT_INT(search("b", STR("abc")), REGEX_YES);
	EXPECT_INT(search("", STR("")), REGEX_YES);
	EXPECT_INT(search("x", (struct str){ NULL, 0 }), REGEX_NO);
	EXPECT_INT(search("a.b", STR("a\0b")), REGEX_YES);
}

static void
characters_are_unicode(struct test *t)
{
	EXPECT_INT(search("^.$", STR("\xF0\x9F\x90\x8D")), REGEX_YES);
	EXPECT_INT(search("^\\w+$", STR("gr\xC3\xBC\xC3\x9F")), REGEX_YES);
	EXPECT_INT(search("(?i)^\xC3\x84$", STR("\xC3\xA4")), REGEX_YES);
}

static void
bytes_that_are_no_text(struct test *t)
{
	EXPECT_INT(search("a", STR("\xFF\xFE")), REGEX_NO);
	EXPECT_INT(search(".", STR("\xC3")), REGEX_NO);
	EXPECT_INT(search("^.$", STR("\xED\xA0\x80")), REGEX_NO);
	EXPECT_INT(search("\\xFF", STR("\xFF")), REGEX_NO);
}

static void
expect_fault(struct test *t, struct str expression, const char *why)
{
	struct arena a = { 0 };
	struct err err = { "" };

	EXPECT(regex_new(&a, expression, &err) == NULL);
	if (!EXPECT(strstr(err.text, why) != NULL))
		printf("# %s\n", err.text);
	arena_release(&a);
}

static void
faults_have_an_offset(struct test *t)
{
	char deep[9000], longest[REGEX_LENGTH_LIMIT + 1];

	expect_fault(t, STR("a(b"), "missing closing parenthesis (at offset 3)");
	expect_fault(t, STR("*a"), "(at offset ");
	expect_fault(t, STR("[a"), "(at offset 2)");
	expect_fault(t, STR("a\xFF"), "(at offset 1)");
	expect_fault(t, STR("\\C"), "(at offset");
	expect_fault(t, STR("\\"), "(at offset 1)");
	memset(deep, '(', sizeof(deep));
	expect_fault(t, (struct str){ deep, sizeof(deep) }, "(at offset");
	memset(longest, 'a', sizeof(longest));
	expect_fault(t, (struct str){ longest, sizeof(longest) }, "(at offset");
	expect_fault(
		t, STR("((((((a{0,999}){0,999}){0,999}){0,999}){0,999}){0,999})"), "(at offset");
}

static double
seconds_since(const struct timespec *start)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

/* Without the bounds each of these runs for minutes, or years. */
static void
bombs_are_given_up(struct test *t)
{
	const char *expressions[] = {
		"(a+)+[bc]",     "(a|a)*[bc]",      "(?:a?){40}[bc]", "^(([a-z])+.)+[A-Z]([a-z])+$",
		"a.*a.*a.*[bc]", "(?:.*,){30}[bc]", "(a|aa)+[bc]",
	};
	size_t lengths[] = { 30, 1000, 100000 };
	struct arena a = { 0 };
	char *text = arena_array(&a, char, 100000);
	unsigned given_up = 0;

	memset(text, 'a', 100000);
	for (size_t i = 0; i < countof(expressions); i++) {
		for (size_t k = 0; k < countof(lengths); k++) {
			struct timespec start;

			(void)clock_gettime(CLOCK_MONOTONIC, &start);
			enum regex_result result =
				search(expressions[i], (struct str){ text, lengths[k] });
			EXPECT(result != REGEX_YES);
			given_up += result == REGEX_GAVE_UP;
			if (!EXPECT(seconds_since(&start) < 10))
				printf("# %s on %zu bytes\n", expressions[i], lengths[k]);
		}
	}
	EXPECT(given_up >= 5);
	arena_release(&a);
}

static void
long_lines_are_read_to_their_end(struct test *t)
{
	struct arena a = { 0 };
	size_t lines = 3000, width = 80;
	char *text = arena_array(&a, char, lines *width);

	memset(text, 'x', lines * width);
	for (size_t i = 1; i <= lines; i++)
		text[i * width - 1] = '\n';
	memcpy(text + (lines - 1) * width, "from y import z", 15);
	EXPECT_INT(search("from .* import z", (struct str){ text, lines * width }), REGEX_YES);
	EXPECT_INT(search("x.*y.*q", (struct str){ text, lines * width }), REGEX_NO);
	arena_release(&a);
}

struct shared {
	const struct regex *regex;
	enum regex_result results[2000];
};

static void
search_shared(void *ctx, size_t item, unsigned worker)
{
	struct shared *s = ctx;

	(void)worker;
	s->results[item] = regex_search(s->regex, item % 2 ? STR("shared.db") : STR("other.db"));
}

static void
one_expression_many_threads(struct test *t)
{
	struct arena a = { 0 };
	struct err err;
	struct shared *s = arena_new(&a, struct shared);
	unsigned wrong = 0;

	s->regex = regex_new(&a, STR("^shared\\.(\\w+)$"), &err);
	if (EXPECT(s->regex != NULL)) {
		pool_each(4, countof(s->results), search_shared, s);
		for (size_t i = 0; i < countof(s->results); i++)
			wrong += s->results[i] != (i % 2 ? REGEX_YES : REGEX_NO);
		EXPECT_INT(wrong, 0);
	}
	arena_release(&a);
}

static void
version(struct test *t)
{
	unsigned major = 0, minor = 0, year = 0;

	EXPECT_INT(sscanf(regex_version(), "%u.%u %u-", &major, &minor, &year), 3);
	EXPECT(major == 10 && minor >= 40 && year > 2020);
}

TEST_MAIN(CASE(matching), CASE(characters_are_unicode), CASE(bytes_that_are_no_text),
          CASE(faults_have_an_offset), CASE(bombs_are_given_up),
          CASE(long_lines_are_read_to_their_end), CASE(one_expression_many_threads), CASE(version))
