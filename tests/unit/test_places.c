/*
 * test_places.c - base/places.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/places.h"

#define MANY 100000u

static void
a_text_is_found_where_it_stands(struct test *t)
{
	struct arena a = { 0 };
	struct str texts[] = { STR(""), STR("a"), STR("a/b"), STR("a\0b") };
	struct place_index index;
	uint32_t at = 9;

	places_build(&index, &a, (struct strs){ texts, countof(texts) });
	for (uint32_t i = 0; i < countof(texts); i++) {
		EXPECT(places_find(&index, texts[i], &at));
		EXPECT_INT(at, i);
	}
	EXPECT(!places_find(&index, STR("b"), &at));
	EXPECT_INT(at, countof(texts) - 1);
	arena_release(&a);
}

static void
nothing_is_found_where_nothing_is(struct test *t)
{
	struct arena a = { 0 };
	struct place_index none = { 0 }, empty;
	uint32_t at;

	places_build(&empty, &a, (struct strs){ NULL, 0 });
	EXPECT(!places_find(&none, STR("a"), &at));
	EXPECT(!places_find(&empty, STR("a"), &at));
	EXPECT(!places_find(&empty, STR(""), &at));
	arena_release(&a);
}

static void
many_texts(struct test *t)
{
	struct arena a = { 0 };
	struct str *texts = arena_array(&a, struct str, MANY);
	struct place_index index;
	uint32_t wrong = 0, at = 0;

	for (uint32_t i = 0; i < 2 * MANY; i++) {
		struct str text = str_of(arena_printf(&a, "path/of/file%u.py", (unsigned)i));

		if (i < MANY)
			texts[i] = text;
		if (i + 1 == MANY)
			places_build(&index, &a, (struct strs){ texts, MANY });
		if (i >= MANY)
			wrong += places_find(&index, text, &at) ||
			         !places_find(&index, texts[i - MANY], &at) || at != i - MANY;
	}
	EXPECT_INT(wrong, 0);
	arena_release(&a);
}

TEST_MAIN(CASE(a_text_is_found_where_it_stands), CASE(nothing_is_found_where_nothing_is),
          CASE(many_texts))
