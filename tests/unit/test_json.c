/*
 * test_json.c - base/json.h.
 */
#include "test.h"

#include "base/json.h"

static void
one_line(struct test *t)
{
	struct buf b = { 0 };
	struct json j = { .out = &b };

	json_object(&j);
	json_key(&j, "n");
	json_uint(&j, UINT64_MAX);
	json_key(&j, "list");
	json_array(&j);
	json_bool(&j, true);
	json_bool(&j, false);
	json_null(&j);
	json_text(&j, NULL);
	json_object(&j);
	json_object_end(&j);
	json_array_end(&j);
	json_key(&j, "s");
	json_text(&j, "x");
	json_object_end(&j);
	EXPECT_STR(buf_text(&b),
	           "{\"n\": 18446744073709551615, \"list\": [true, false, null, null, {}], "
	           "\"s\": \"x\"}");
	buf_release(&b);
}

static void
indented(struct test *t)
{
	struct buf b = { 0 };
	struct json j = { .out = &b, .indent = 2 };

	json_object(&j);
	json_key(&j, "a");
	json_array(&j);
	json_uint(&j, 1);
	json_array(&j);
	json_array_end(&j);
	json_array_end(&j);
	json_key(&j, "b");
	json_null(&j);
	json_object_end(&j);
	EXPECT_STR(buf_text(&b), "{\n  \"a\": [\n    1,\n    []\n  ],\n  \"b\": null\n}");
	buf_release(&b);
}

static struct str
quoted(struct buf *b, struct str s)
{
	struct json j = { .out = b };

	buf_clear(b);
	json_str(&j, s);
	return buf_text(b);
}

static void
escapes(struct test *t)
{
	struct buf b = { 0 };

	EXPECT_STR(quoted(&b, STR("")), "\"\"");
	EXPECT_STR(quoted(&b, (struct str){ NULL, 0 }), "\"\"");
	EXPECT_STR(quoted(&b, STR("\"\\/")), "\"\\\"\\\\/\"");
	EXPECT_STR(quoted(&b, STR("\b\t\n\f\r")), "\"\\b\\t\\n\\f\\r\"");
	EXPECT_STR(quoted(&b, STR("\0\1\v\x1F\x7F")), "\"\\u0000\\u0001\\u000b\\u001f\x7F\"");
	EXPECT_STR(quoted(&b, STR("\xC2\x85\xE2\x80\xA8\xF0\x9F\x90\x8D")),
	           "\"\xC2\x85\xE2\x80\xA8\xF0\x9F\x90\x8D\"");
	buf_release(&b);
}

static void
bytes_that_are_no_text(struct test *t)
{
	struct buf b = { 0 };

	EXPECT_STR(quoted(&b, STR("a\xFF")), "\"a\xEF\xBF\xBD\"");
	/* Cut short, overlong, half of a surrogate pair: one replacement a byte. */
	EXPECT_STR(quoted(&b, STR("\xE2\x82")), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
	EXPECT_STR(quoted(&b, STR("\xC0\xAF")), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
	EXPECT_STR(quoted(&b, STR("\xED\xA0\x80")), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
	EXPECT_STR(quoted(&b, STR("\xC3\"")), "\"\xEF\xBF\xBD\\\"\"");
	buf_release(&b);
}

static void
close_too_often(void)
{
	struct buf b = { 0 };
	struct json j = { .out = &b };

	json_array(&j);
	json_array_end(&j);
	json_array_end(&j);
}

static void
close_after_a_key(void)
{
	struct buf b = { 0 };
	struct json j = { .out = &b };

	json_object(&j);
	json_key(&j, "k");
	json_object_end(&j);
}

static void
misuse_is_caught(struct test *t)
{
	EXPECT_DIES(close_too_often);
	EXPECT_DIES(close_after_a_key);
}

TEST_MAIN(CASE(one_line), CASE(indented), CASE(escapes), CASE(bytes_that_are_no_text),
          CASE(misuse_is_caught))
