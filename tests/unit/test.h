/*
 * test.h - unit tests: each case is one line of TAP, each failed expectation a comment before it.
 */
#ifndef SHORING_TEST_H
#define SHORING_TEST_H

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"

/* What a case says of itself. */
struct test {
	unsigned failed;
};

struct test_case {
	const char *name;
	void (*run)(struct test *t);
};

#define CASE(name)          \
	{                   \
#name, name \
	}

#define EXPECT(cond)          test_expect(t, (cond), __FILE__, __LINE__, #cond)
#define EXPECT_INT(got, want) test_int(t, (long long)(got), (long long)(want), __FILE__, __LINE__)
/* A struct str, and the C string that it should be. */
#define EXPECT_STR(got, want) test_str(t, (got), (want), __FILE__, __LINE__)
/* Two C strings. */
#define EXPECT_TEXT(got, want) test_str(t, str_of(got), (want), __FILE__, __LINE__)
/* Does fn(), in a process of its own, end with the exit status for our own faults? */
#define EXPECT_DIES(fn) test_int(t, test_status(fn), 3, __FILE__, __LINE__)

static inline bool
test_expect(struct test *t, bool holds, const char *file, int line, const char *what)
{
	if (!holds)
		printf("# %s:%d: %s\n", file, line, what);
	t->failed += !holds;
	return holds;
}

static inline bool
test_int(struct test *t, long long got, long long want, const char *file, int line)
{
	if (got != want)
		printf("# %s:%d: %lld, not %lld\n", file, line, got, want);
	t->failed += got != want;
	return got == want;
}

static inline bool
test_str(struct test *t, struct str got, const char *want, const char *file, int line)
{
	bool same = str_eq(got, str_of(want));

	if (!same)
		printf("# %s:%d: \"" STR_FMT "\", not \"%s\"\n", file, line, STR_ARG(got), want);
	t->failed += !same;
	return same;
}

static inline int
test_status(void (*fn)(void))
{
	int status = 0;

	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		if (freopen("/dev/null", "w", stderr) != NULL)
			fn();
		_exit(0);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status)
	               ? WEXITSTATUS(status)
	               : -1;
}

static inline int
test_run(const struct test_case *cases, size_t count)
{
	unsigned failed = 0;

	printf("1..%zu\n", count);
	for (size_t i = 0; i < count; i++) {
		struct test t = { 0 };

		fflush(stdout);
		cases[i].run(&t);
		printf("%s %zu - %s\n", t.failed > 0 ? "not ok" : "ok", i + 1, cases[i].name);
		failed += t.failed;
	}
	return failed > 0;
}

#define TEST_MAIN(...)                                            \
	int main(void)                                            \
	{                                                         \
		const struct test_case cases[] = { __VA_ARGS__ }; \
                                                                  \
		return test_run(cases, countof(cases));           \
	}

#endif
