/*
 * test_ticker.c - a thread that calls, and that ends when it is told to.
 */
#include "base/ticker.h"

#include <stdatomic.h>
#include <time.h>

#include "base/arena.h"
#include "test.h"

static void
count(void *ctx)
{
	atomic_fetch_add((atomic_uint *)ctx, 1);
}

static void
rest(long milliseconds)
{
	nanosleep(&(struct timespec){ .tv_nsec = milliseconds * 1000000 }, NULL);
}

static void
it_calls_until_it_is_stopped(struct test *t)
{
	struct arena a = { 0 };
	atomic_uint calls;

	atomic_init(&calls, 0);
	struct ticker *ticker = ticker_start(&a, 1, 1, count, &calls);
	for (int i = 0; i < 1000 && atomic_load(&calls) < 3; i++)
		rest(10);
	ticker_stop(ticker);
	unsigned after = atomic_load(&calls);
	EXPECT(after >= 3);
	rest(20);
	EXPECT_INT(atomic_load(&calls), after);
	arena_release(&a);
}

static void
one_that_is_stopped_early_never_calls(struct test *t)
{
	struct arena a = { 0 };
	atomic_uint calls;

	atomic_init(&calls, 0);
	ticker_stop(ticker_start(&a, 60000, 60000, count, &calls));
	ticker_stop(NULL);
	EXPECT_INT(atomic_load(&calls), 0);
	arena_release(&a);
}

TEST_MAIN(CASE(it_calls_until_it_is_stopped), CASE(one_that_is_stopped_early_never_calls))
