/*
 * test_guard.c - facts/guard.h.
 */
#include "facts/guard.h"
#include "test.h"

#define IS(guard, minor, want) EXPECT_INT(guard_truth(str_of(guard), minor), TRUTH_##want)

static void
versions(struct test *t)
{
	IS("v>=3.11", 11, TRUE);
	IS("v>=3.11", 10, FALSE);
	IS("v<3.11", 10, TRUE);
	IS("v<3.11", 11, FALSE);
	IS("v>=3", 8, TRUE);
	IS("v<3", 8, FALSE);
	IS("v>=4", 8, FALSE);
	IS("v<4", 8, TRUE);
	IS("v>=2.7", 8, TRUE);
	IS("v<2.7", 8, FALSE);
	IS("v==2.7", 7, FALSE);
	IS("v==3.7", 7, TRUE);
	IS("v==3", 7, TRUE);
}

/* Of the release only the first two numbers are known. */
static void
longer_versions(struct test *t)
{
	IS("v>=3.8.1", 8, UNKNOWN);
	IS("v>=3.8.1", 9, TRUE);
	IS("v>=3.8.1", 7, FALSE);
	IS("v<3.8.1", 8, UNKNOWN);
	IS("v>=3.8.0", 8, TRUE);
	IS("v<3.8.0", 8, FALSE);
	IS("v==3.8.0", 8, UNKNOWN);
	IS("v==3.8.1", 9, FALSE);
}

static void
platforms(struct test *t)
{
	IS("p=linux", 11, TRUE);
	IS("p=win32", 11, FALSE);
	IS("P=linux", 11, TRUE);
	IS("P=lin", 11, TRUE);
	IS("P=win", 11, FALSE);
	IS("n=posix", 11, TRUE);
	IS("n=nt", 11, FALSE);
	IS("s=Linux", 11, TRUE);
	IS("s=linux", 11, FALSE);
}

static void
operators(struct test *t)
{
	IS("", 11, TRUE);
	IS("?", 11, UNKNOWN);
	IS("? !", 11, UNKNOWN);
	IS("v<3 !", 11, TRUE);
	IS("v<3 ? &", 11, FALSE);
	IS("? v<3 &", 11, FALSE);
	IS("v>=3 ? &", 11, UNKNOWN);
	IS("v>=3 ? |", 11, TRUE);
	IS("? v>=3 |", 11, TRUE);
	IS("v<3 ? |", 11, UNKNOWN);
	IS("v<3 p=win32 |", 11, FALSE);
	IS("v>=3.8 v<3.9 & ! p=linux &", 8, FALSE);
	IS("v>=3.8 v<3.9 & ! p=linux &", 9, TRUE);
}

/* What is no expression is unknown: also what a broken cache could hold. */
static void
nonsense(struct test *t)
{
	static const char *const texts[] = {
		"&",    "!",     "v>=3 &",         "v>=3 v<3", "v>=3  !",   "v",    "v>",  "v>=",
		"v>=x", "v>=3.", "v>=3..1",        "v~3",      "v>3",       "v<=3", "x=1", "p",
		"p=",   "?? &",  "v>=99999999999", " ",        "v>=3 \x01",
	};
	struct {
		char text[2000];
	} deep;
	size_t len = 0;

	for (size_t i = 0; i < countof(texts); i++) {
		enum truth truth = guard_truth(str_of(texts[i]), 11);

		EXPECT(truth == TRUTH_UNKNOWN || strcmp(texts[i], "p=") == 0);
	}
	while (len + 2 < sizeof(deep.text)) {
		deep.text[len++] = '?';
		deep.text[len++] = ' ';
	}
	EXPECT_INT(guard_truth((struct str){ deep.text, len }, 11), TRUTH_UNKNOWN);
}

TEST_MAIN(CASE(versions), CASE(longer_versions), CASE(platforms), CASE(operators), CASE(nonsense))
