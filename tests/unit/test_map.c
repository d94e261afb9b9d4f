/*
 * test_map.c - base/map.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/map.h"

static void
empty_and_key_zero(struct test *t)
{
	struct arena a = { 0 };
	struct map m = { 0 };
	bool fresh = false;

	EXPECT(map_find(&m, 0) == NULL);
	*map_put(&a, &m, 0, &fresh) = 5;
	EXPECT(fresh);
	EXPECT(map_find(&m, 1) == NULL);
	EXPECT_INT(*map_put(&a, &m, 0, &fresh), 5);
	EXPECT(!fresh);
	EXPECT_INT(m.count, 1);
	EXPECT_INT(*map_put(&a, &m, UINT64_MAX, NULL), 0);
	EXPECT_INT(*map_find(&m, 0), 5);
	arena_release(&a);
}

/* Keys as the program packs them, and keys that differ in their high bits alone. */
static uint64_t
key_of(uint32_t i)
{
	switch (i % 3) {
	case 0:
		return map_key(i, 0);
	case 1:
		return map_key(i & 0xFF, i);
	default:
		return (uint64_t)i << 44;
	}
}

static void
many_keys(struct test *t)
{
	struct arena a = { 0 };
	struct map m = { 0 };
	uint32_t wrong = 0, count = 150000;
	bool fresh;

	for (uint32_t i = 1; i <= count; i++) {
		if (i == count / 4)
			map_expect(&a, &m, count / 2);
		uint32_t *value = map_put(&a, &m, key_of(i), &fresh);

		wrong += !fresh || *value != 0;
		*value = i;
	}
	EXPECT_INT(m.count, count);
	for (uint32_t i = 1; i <= count; i++) {
		const uint32_t *value = map_find(&m, key_of(i));

		wrong += value == NULL || *value != i;
	}
	for (uint32_t i = count + 1; i < 2 * count; i++)
		wrong += map_find(&m, key_of(i)) != NULL;
	EXPECT_INT(wrong, 0);
	arena_release(&a);
}

static void
packing(struct test *t)
{
	EXPECT(map_key(1, 2) != map_key(2, 1));
	EXPECT(map_key(UINT32_MAX, UINT32_MAX) == UINT64_MAX);
}

TEST_MAIN(CASE(empty_and_key_zero), CASE(many_keys), CASE(packing))
