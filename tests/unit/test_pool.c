/*
 * test_pool.c - base/pool.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/pool.h"

#define ITEMS   20000u
#define WORKERS 8u

struct tally {
	unsigned visits[ITEMS]; /* one slot an item */
	unsigned done[WORKERS]; /* one slot a worker */
	size_t last[WORKERS];
	bool backwards[WORKERS];
};

static void
visit(void *ctx, size_t item, unsigned worker)
{
	struct tally *tally = ctx;

	tally->visits[item]++;
	tally->backwards[worker] |= tally->done[worker] > 0 && item <= tally->last[worker];
	tally->last[worker] = item;
	tally->done[worker]++;
}

static void
every_item_once(struct test *t)
{
	unsigned workers[] = { 0, 1, 2, WORKERS };

	for (size_t w = 0; w < countof(workers); w++) {
		struct arena a = { 0 };
		struct tally *tally = arena_new(&a, struct tally);
		unsigned wrong = 0, done = 0;

		pool_each(workers[w], ITEMS, visit, tally);
		for (size_t i = 0; i < ITEMS; i++)
			wrong += tally->visits[i] != 1;
		for (size_t i = 0; i < WORKERS; i++) {
			done += tally->done[i];
			wrong += tally->backwards[i];
		}
		EXPECT_INT(wrong, 0);
		EXPECT_INT(done, ITEMS);
		if (workers[w] <= 1)
			EXPECT_INT(tally->done[0], ITEMS);
		arena_release(&a);
	}
}

static void
no_items_no_calls(struct test *t)
{
	struct arena a = { 0 };
	struct tally *tally = arena_new(&a, struct tally);

	pool_each(WORKERS, 0, visit, tally);
	for (size_t i = 0; i < WORKERS; i++)
		EXPECT_INT(tally->done[i], 0);
	pool_each(WORKERS, 1, visit, tally);
	EXPECT_INT(tally->visits[0], 1);
	EXPECT_INT(tally->done[0], 1);
	arena_release(&a);
}

/* A frame as deep as parsers can make it; the compiler must not see through it. */
static unsigned
dig(volatile unsigned char *above, unsigned depth)
{
	volatile unsigned char frame[1024] = { above[0] };

	return depth == 0 ? frame[0] : dig(frame, depth - 1) + frame[depth % 7];
}

static void
dig_deep(void *ctx, size_t item, unsigned worker)
{
	unsigned char one = 1;

	(void)worker;
	((unsigned *)ctx)[item] = dig(&one, 1500);
}

static void
workers_have_room_on_their_stack(struct test *t)
{
	unsigned sums[64] = { 0 };

	pool_each(4, countof(sums), dig_deep, sums);
	for (size_t i = 0; i < countof(sums); i++)
		EXPECT(sums[i] > 0);
}

#define INNER 100u

static void
count_up(void *ctx, size_t item, unsigned worker)
{
	(void)item, (void)worker;
	atomic_fetch_add((atomic_uint *)ctx, 1);
}

static void
each_of_each(void *ctx, size_t item, unsigned worker)
{
	atomic_uint *sums = ctx;

	(void)worker;
	pool_each(3, INNER, count_up, &sums[item]);
}

/* Whoever is a worker may have workers, again and again. */
static void
pools_in_pools(struct test *t)
{
	for (unsigned round = 0; round < 200; round++) {
		atomic_uint sums[5] = { 0 };

		pool_each(1 + round % 4, countof(sums), each_of_each, sums);
		for (size_t i = 0; i < countof(sums); i++)
			EXPECT_INT(atomic_load(&sums[i]), INNER);
	}
}

static void
cores(struct test *t)
{
	EXPECT(pool_cores() >= 1);
}

TEST_MAIN(CASE(every_item_once), CASE(no_items_no_calls), CASE(workers_have_room_on_their_stack),
          CASE(pools_in_pools), CASE(cores))
