/*
 * test_json_read.c - the cursor over JSON text: what it reads, and where it stops.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/json_read.h"
#include "test.h"

/* {"key": "string" …}: the last value of the text, or why there is none. */
static struct str
last(struct arena *a, struct str text)
{
	struct json_cursor c;
	struct err err;
	struct str key, value = STR("");
	bool more = true;

	json_start(&c, a, text, &err);
	bool ok = json_enter(&c);
	while (ok && (ok = json_next(&c, &key, &more)) && more)
		ok = json_read_str(&c, &value);
	return ok && json_end(&c) ? value : str_keep(a, str_of(err.text));
}

static void
strings(struct test *t)
{
	struct arena a = { 0 };

	EXPECT_STR(last(&a, STR("{}")), "");
	EXPECT_STR(last(&a, STR("{\"a\": \"b\"}")), "b");
	EXPECT_STR(last(&a, STR("\xEF\xBB\xBF { \"a\" :\t\"b\"\r\n, \"c\":\"\"}\n")), "");
	EXPECT_STR(last(&a, STR("{\"a\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}")), "\"\\/\b\f\n\r\t");
	EXPECT_STR(last(&a, STR("{\"a\": \"\\u00e9\\uD83D\\uDE00\\u20ac\xc3\xa9\"}")), "é😀€é");
	arena_release(&a);
}

static void
what_is_none(struct test *t)
{
	static const struct {
		const char *text;
		const char *says;
	} cases[] = {
		{ "", "1:1: an object, `{`, is expected here" },
		{ "[]", "1:1: an object, `{`, is expected here" },
		{ "{", "1:2: a string is expected here" },
		{ "{\"a\"", "1:5: `:` is expected here" },
		{ "{\"a\": 1}", "1:7: a string is expected here" },
		{ "{\"a\": \"b\",}", "1:11: a string is expected here" },
		{ "{\"a\": \"b\" \"c\": \"d\"}", "1:11: `,` or `}` is expected here" },
		{ "{\"a\": \"b\"} x", "1:12: nothing is expected here" },
		{ "{\n\"é\": \"b\n\"}", "2:8: a string ends with its line" },
		{ "{\"a\": \"b", "1:9: the string has no end" },
		{ "{\"a\": \"\\", "1:9: no such escape" },
		{ "{\"a\": \"\\x\"}", "1:9: no such escape" },
		{ "{\"a\": \"\\u12g4\"}", "1:12: `\\u` needs four hexadecimal digits" },
		{ "{\"a\": \"\\uD800\"}", "1:14: half of a pair of surrogates" },
		{ "{\"a\": \"\\uDC00\"}", "1:14: half of a pair of surrogates" },
		{ "{\"a\": \"\\uD800\\u0041\"}", "1:20: half of a pair of surrogates" },
		{ "{\"a\": \"\xff\"}", "1:8: not UTF-8" },
	};
	struct arena a = { 0 };

	for (size_t i = 0; i < countof(cases); i++)
		EXPECT_STR(last(&a, str_of(cases[i].text)), cases[i].says);
	arena_release(&a);
}

static void
numbers(struct test *t)
{
	static const struct {
		const char *text;
		uint32_t n;
		bool ok;
	} cases[] = {
		{ " 7 ", 7, true },         { "4294967295", UINT32_MAX, true },
		{ "4294967296", 0, false }, { "99999999999999999999999", 0, false },
		{ "-1", 0, false },         { "", 0, false },
	};

	for (size_t i = 0; i < countof(cases); i++) {
		struct arena a = { 0 };
		struct json_cursor c;
		struct err err;
		uint32_t n = 0;

		json_start(&c, &a, str_of(cases[i].text), &err);
		bool ok = json_read_uint(&c, &n);
		EXPECT(ok == cases[i].ok);
		if (ok && cases[i].ok)
			EXPECT_INT(n, cases[i].n);
		arena_release(&a);
	}
}

TEST_MAIN(CASE(strings), CASE(what_is_none), CASE(numbers))
