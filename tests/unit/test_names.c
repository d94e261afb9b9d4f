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
          CASE(a_huge_name), CASE(an_id_that_is_none))
