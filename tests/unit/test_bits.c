/*
 * test_bits.c - base/bits.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/bits.h"

#define ROOM 1000u

static void
a_number_is_added_once(struct test *t)
{
	struct arena a = { 0 };
	struct bits set = bits_new(&a, ROOM);

	EXPECT(!bits_has(&set, 64));
	EXPECT(bits_add(&set, 64));
	EXPECT(!bits_add(&set, 64));
	EXPECT(bits_has(&set, 64));
	EXPECT(!bits_has(&set, 63) && !bits_has(&set, 65));
	arena_release(&a);
}

static void
nothing_is_in_the_empty_set(struct test *t)
{
	struct arena a = { 0 };
	struct bits none = { 0 }, set = bits_new(&a, ROOM);
	uint32_t at = 0;

	bits_add(&set, 7);
	EXPECT(!bits_next(&none, &at));
	EXPECT(!bits_next_both(&none, &set, &at) && !bits_next_both(&set, &none, &at));
	EXPECT(!bits_meet(&none, &set) && !bits_meet(&set, &none));
	EXPECT(bits_next_only(&set, &none, &at));
	EXPECT_INT(at, 7);
	bits_open(&none, &a, ROOM);
	EXPECT(bits_add(&none, ROOM - 1));
	bits_open(&none, &a, ROOM);
	EXPECT(bits_has(&none, ROOM - 1));
	arena_release(&a);
}

static void
sets_are_united_and_counted(struct test *t)
{
	struct arena a = { 0 };
	struct bits all = bits_new(&a, ROOM);
	uint32_t wrong = 0;

	EXPECT_INT(bits_count(&all), 0);
	for (uint32_t first = 0; first < 7; first++) {
		struct bits some = bits_new(&a, ROOM);

		for (uint32_t n = first; n < ROOM; n += 7)
			bits_add(&some, n);
		bits_unite(&all, &some);
		bits_unite(&all, &some);
		for (uint32_t n = 0; n < ROOM; n++)
			wrong += bits_has(&all, n) != (n % 7 <= first);
		wrong += bits_count(&all) > ROOM || bits_count(&some) != (ROOM - first + 6) / 7;
	}
	EXPECT_INT(wrong, 0);
	EXPECT_INT(bits_count(&all), ROOM);
	arena_release(&a);
}

/* Each way of going over two sets, beside asking for every number. */
static void
every_number_is_come_to(struct test *t)
{
	struct arena a = { 0 };
	uint32_t wrong = 0, found[3] = { 0 }, at;

	for (uint32_t step = 1; step < ROOM; step += step < 130 ? 1 : 97) {
		struct bits one = bits_new(&a, ROOM), two = bits_new(&a, ROOM);
		uint32_t next[3] = { 0 };

		for (uint32_t n = step / 2; n < ROOM; n += step)
			bits_add(&one, n);
		for (uint32_t n = 0; n < ROOM; n += 3)
			bits_add(&two, n);
		for (uint32_t n = 0; n < ROOM; n++) {
			bool in[] = { bits_has(&one, n), bits_has(&one, n) && bits_has(&two, n),
				      bits_has(&one, n) && !bits_has(&two, n) };

			for (size_t way = 0; way < countof(in); way++) {
				if (!in[way])
					continue;
				at = next[way];
				bool more = way == 0   ? bits_next(&one, &at)
				            : way == 1 ? bits_next_both(&one, &two, &at)
				                       : bits_next_only(&one, &two, &at);
				wrong += !more || at != n;
				next[way] = n + 1;
				found[way]++;
			}
		}
		wrong += bits_next(&one, &next[0]) || bits_next_both(&one, &two, &next[1]) ||
		         bits_next_only(&one, &two, &next[2]);
		at = 0;
		wrong += bits_meet(&one, &two) != bits_next_both(&one, &two, &at);
	}
	EXPECT_INT(wrong, 0);
	EXPECT(found[1] > 100);
	EXPECT_INT(found[0], found[1] + found[2]);
	arena_release(&a);
}

TEST_MAIN(CASE(a_number_is_added_once), CASE(nothing_is_in_the_empty_set),
          CASE(sets_are_united_and_counted), CASE(every_number_is_come_to))
