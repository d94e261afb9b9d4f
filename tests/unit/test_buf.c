/*
 * test_buf.c - base/buf.h.
 */
#include "test.h"

#include "base/buf.h"

static void
empty(struct test *t)
{
	struct buf b = { 0 };

	EXPECT_STR(buf_text(&b), "");
	EXPECT(buf_text(&b).at != NULL);
	buf_clear(&b);
	buf_put(&b, NULL, 0);
	EXPECT_STR(buf_text(&b), "");
	buf_release(&b);
	buf_release(&b);
}

static void
adding(struct test *t)
{
	struct buf b = { 0 };

	buf_str(&b, STR("ab"));
	buf_char(&b, 'c');
	buf_printf(&b, "-%d-%s", 12, "x");
	EXPECT_STR(buf_text(&b), "abc-12-x");
	EXPECT(b.at[b.len] == '\0');
	buf_clear(&b);
	EXPECT_STR(buf_text(&b), "");
	EXPECT(b.at != NULL && b.at[0] == '\0');
	buf_char(&b, '\0');
	EXPECT_INT(b.len, 1);
	buf_release(&b);
	EXPECT(b.at == NULL && b.room == 0);
}

static void
growing(struct test *t)
{
	struct buf b = { 0 };
	size_t wrong = 0;

	for (size_t i = 0; i < 300000; i++)
		buf_char(&b, (char)('a' + i % 26));
	for (size_t i = 0; i < 300000; i++)
		wrong += b.at[i] != (char)('a' + i % 26);
	EXPECT_INT(wrong, 0);
	buf_printf(&b, "%100000s", "");
	EXPECT_INT(b.len, 400000);
	EXPECT(b.at[b.len] == '\0' && b.at[399999] == ' ');
	buf_release(&b);
}

static void
room_to_write_into(struct test *t)
{
	struct buf b = { 0 };

	memcpy(buf_need(&b, 5), "12345", 5);
	b.len += 3;
	buf_char(&b, '!');
	EXPECT_STR(buf_text(&b), "123!");
	buf_release(&b);
}

static void
need_too_much(void)
{
	struct buf b = { 0 };

	buf_char(&b, 'x');
	(void)buf_need(&b, SIZE_MAX - 1);
}

static void
too_much_is_the_end(struct test *t)
{
	EXPECT_DIES(need_too_much);
}

TEST_MAIN(CASE(empty), CASE(adding), CASE(growing), CASE(room_to_write_into),
          CASE(too_much_is_the_end))
