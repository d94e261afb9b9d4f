/*
 * test_names.c - base/names.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/names.h"

#define MANY 200000u

static void
equal_names_have_equal_ids(struct test *t)
{
	struct arena a = { 0 };
	struct names *n = names_new(&a);
	char bytes[] = "shared";
	name_id id = names_put(n, (struct str){ bytes, 6 });

	bytes[0] = 'S';
	EXPECT(id != NAME_NONE);
	EXPECT_INT(names_put(n, STR("shared")), id);
	EXPECT_INT(names_find(n, STR("shared")), id);
	EXPECT_INT(names_find(n, STR("Shared")), NAME_NONE);
	EXPECT_STR(names_text(n, id), "shared");
	EXPECT(names_text(n, id).at[6] == '\0');
	EXPECT(names_put(n, STR("a\0b")) != names_put(n, STR("a\0c")));
	arena_release(&a);
}

static void
the_empty_name(struct test *t)
{
	struct arena a = { 0 };
	struct names *n = names_new(&a);

	EXPECT_INT(names_put(n, STR("")), NAME_NONE);
	EXPECT_INT(names_find(n, (struct str){ NULL, 0 }), NAME_NONE);
	EXPECT_STR(names_text(n, NAME_NONE), "");
	EXPECT_INT(names_put(n, STR("first")), 1);
	arena_release(&a);
}

static struct str
numbered(char *room, size_t size, uint32_t i)
{
	/* Lengths 1 to 40, so that every tail of the hash is used. */
	int len = snprintf(room, size, "%0*u", (int)(i % 34) + 6, (unsigned)i);

	return (struct str){ room, (size_t)len };
}

static void
many_names(struct test *t)
{
	struct arena a = { 0 };
	struct names *n = names_new(&a);
	uint32_t wrong = 0;
	char room[64];

	for (uint32_t i = 0; i < MANY; i++) {
		if (i == MANY / 4)
			names_expect(n, MANY / 2);
		wrong += names_put(n, numbered(room, sizeof(room), i)) != i + 1;
	}
	for (uint32_t i = 0; i < MANY; i++) {
		wrong += names_find(n, numbered(room, sizeof(room), i)) != i + 1;
		wrong += !str_eq(names_text(n, i + 1), numbered(room, sizeof(room), i));
	}
	for (uint32_t i = MANY; i < 2 * MANY; i++)
		wrong += names_find(n, numbered(room, sizeof(room), i)) != NAME_NONE;
	EXPECT_INT(wrong, 0);
	arena_release(&a);
}

static void
a_huge_name(struct test *t)
{
	struct arena a = { 0 };
	struct names *n = names_new(&a);
	size_t len = (size_t)4 << 20;
	char *text = arena_array(&a, char, len);

	name_id id = names_put(n, (struct str){ text, len });
	text[len - 1] = 1;
	EXPECT(names_put(n, (struct str){ text, len }) != id);
	EXPECT(names_put(n, (struct str){ text, len - 1 }) != id);
	arena_release(&a);
}

/* Two threads put names above the same ones; joined one after the other, they have the ids that one
 * thread would have given them. */
static void
names_above_others(struct test *t)
{
	struct arena a = { 0 };
	struct names *n = names_new(&a);
	name_id one = names_put(n, STR("one"));
	struct names *left = names_above(&a, n), *right = names_above(&a, n);
	char room[64];

	EXPECT_INT(names_first(left), 2);
	EXPECT_INT(names_put(left, STR("one")), one);
	EXPECT_INT(names_find(right, STR("one")), one);
	EXPECT_STR(names_text(right, one), "one");
	EXPECT_INT(names_put(left, STR("two")), 2);
	EXPECT_INT(names_put(left, STR("three")), 3);
	EXPECT_INT(names_put(right, STR("three")), 2);
	EXPECT_INT(names_put(right, STR("four")), 3);
	EXPECT_INT(names_put(right, STR("")), NAME_NONE);
	EXPECT_INT(names_find(n, STR("three")), NAME_NONE);
	EXPECT_INT(names_find(left, STR("four")), NAME_NONE);
	EXPECT_STR(names_text(right, 3), "four");

	const name_id *ids = names_join(n, left, &a);
	EXPECT_INT(ids[0], 2);
	EXPECT_INT(ids[1], 3);
	ids = names_join(n, right, &a);
	EXPECT_INT(ids[0], 3);
	EXPECT_INT(ids[1], 4);
	EXPECT_STR(names_text(n, 4), "four");

	struct names *many = names_above(&a, n);
	uint32_t wrong = 0;
	for (uint32_t i = 0; i < MANY; i++)
		wrong += names_put(many, numbered(room, sizeof(room), i)) != i + 5;
	for (uint32_t i = 0; i < MANY; i++)
		wrong += names_find(many, numbered(room, sizeof(room), i)) != i + 5;
	EXPECT_INT(wrong, 0);
	arena_release(&a);
}

static void
ask_for_what_is_not_there(void)
{
	struct arena a = { 0 };

	(void)names_text(names_new(&a), 7);
}

static void
an_id_that_is_none(struct test *t)
{
	EXPECT_DIES(ask_for_what_is_not_there);
}

TEST_MAIN(CASE(equal_names_have_equal_ids), CASE(the_empty_name), CASE(many_names),
          CASE(a_huge_name), CASE(names_above_others), CASE(an_id_that_is_none))
