/*
 * test_toml.c - where the parts of a TOML document stand, and how faults are said.
 */
#include "base/arena.h"
#include "base/err.h"
#include "grammars/toml.h"
#include "test.h"

static void
expect_place(struct test *t, struct doc_place p, const char *want)
{
	char got[128];

	(void)snprintf(
		got, sizeof(got), "%u-%u %u:%u-%u:%u", (unsigned)p.start, (unsigned)p.end,
		(unsigned)p.line, (unsigned)p.column, (unsigned)p.end_line, (unsigned)p.end_column);
	EXPECT_TEXT(got, want);
}

static void
places(struct test *t)
{
	struct arena a = { 0 };
	struct err err;
	/* A byte order mark, and characters of two and four bytes. */
	const struct doc *doc = toml_read(
		&a, str_of("\xEF\xBB\xBF\"é\" = \"😀\" # c\r\n[a . 'é'.b]\nx = [1,\n 2]\n"), &err);
	const struct doc *item;

	if (!EXPECT(doc != NULL && doc->kind == DOC_MAP && doc->count == 2))
		return;
	item = doc->items[0];
	EXPECT_STR(item->key, "é");
	EXPECT_STR(item->text, "😀");
	expect_place(t, item->key_place, "3-7 1:1-1:4");
	expect_place(t, item->place, "10-16 1:7-1:10");
	item = doc_find(doc, "a.é");
	if (EXPECT(item != NULL)) {
		expect_place(t, item->key_place, "27-31 2:6-2:9");
		item = item->items[0];
		EXPECT_STR(item->key, "b");
		expect_place(t, item->place, "22-46 2:1-4:4");
		item = doc_get(item, STR("x"));
		expect_place(t, item->place, "39-46 3:5-4:4");
		EXPECT_INT(item->items[1]->number, 2);
		expect_place(t, item->items[1]->place, "44-45 4:2-4:3");
	}
	arena_release(&a);
}

static void
scalars(struct test *t)
{
	struct arena a = { 0 };
	struct err err;
	const struct doc *doc = toml_read(&a, STR("i = -0x\n"), &err);

	EXPECT(doc == NULL);
	doc = toml_read(
		&a,
		STR("i = -9_000\nh = 0xfF\nf = 3.10\nb = true\nd = 1979-05-27\n"
	            "m = \"\"\"\r\na\\  \r\n  b\\u00e9\"\"\"\nl = '\\x'\n"),
		&err);
	if (EXPECT(doc != NULL)) {
		EXPECT_INT(doc_get(doc, STR("i"))->number, -9000);
		EXPECT_INT(doc_get(doc, STR("h"))->number, 255);
		EXPECT_INT(doc_get(doc, STR("f"))->kind, DOC_FLOAT);
		EXPECT_STR(doc_get(doc, STR("f"))->text, "3.10");
		EXPECT_INT(doc_get(doc, STR("b"))->kind, DOC_BOOL);
		EXPECT_INT(doc_get(doc, STR("b"))->number, 1);
		EXPECT_INT(doc_get(doc, STR("d"))->kind, DOC_STRING);
		EXPECT_STR(doc_get(doc, STR("d"))->text, "1979-05-27");
		EXPECT_STR(doc_get(doc, STR("m"))->text, "abé");
		EXPECT_STR(doc_get(doc, STR("l"))->text, "\\x");
	}
	arena_release(&a);
}

static void
faults(struct test *t)
{
	static const struct {
		const char *text, *why;
	} cases[] = {
		{ "a = \n", "1:5: unexpected end of the line" },
		{ "a = [1,", "1:8: unexpected end of the file" },
		{ "a = 1\n[b\nc = 2\n", "2:3: unexpected end of the line" },
		{ "é = 1\n", "1:1: unexpected `é`" },
		{ "a = 1\n\nb = 2 c = 3\n", "3:7: unexpected `c`" },
		{ "a = 01\n", "1:6: unexpected `1`" },
		{ "a = 1\n\"a\" = 2\n", "2:1: `a` was defined before, on line 1" },
		{ "[a]\n[b]\n[a]\n", "3:2: `a` was defined before, on line 1" },
		{ "a.b = 1\na.b.c = 2\n",
		  "2:3: `b` cannot be extended: it was defined before, on line 1" },
		{ "a = {}\n[a.b]\n",
		  "2:2: `a` cannot be extended: it was given a value on line 1" },
		{ "[a]\n[[a]]\n",
		  "2:3: `a` is no list of tables: it was defined before, on line 1" },
		{ "a = \"\\q\"\n", "1:6: unexpected `\\q\"`" },
		{ "a = \"\"\"b\"\"\"\"\"\"\n", "1:9: three quotes inside a string" },
		{ "a = \"\\ud800\"\n", "1:6: U+D800 is no character" },
		{ "a = 1979-02-29\n", "1:5: `1979-02-29` is no date or time" },
		{ "a = 99999999999999999999\n",
		  "1:5: `99999999999999999999` does not fit 64 bits" },
		{ "a = '\xFF'\n", "1:6: byte 0xFF is not UTF-8" },
		{ "a = '\x01'\n", "1:6: control character U+0001" },
		{ "a = 1\rb = 2\n", "1:6: a carriage return without a newline" },
	};
	struct arena a = { 0 };
	struct err err;

	for (size_t i = 0; i < countof(cases); i++) {
		EXPECT(toml_read(&a, str_of(cases[i].text), &err) == NULL);
		EXPECT_TEXT(err.text, cases[i].why);
	}
	arena_release(&a);
}

static void
empty(struct test *t)
{
	struct arena a = { 0 };
	struct err err;
	static const char *const texts[] = { "", "\n", "# c", "\xEF\xBB\xBF" };

	for (size_t i = 0; i < countof(texts); i++) {
		const struct doc *doc = toml_read(&a, str_of(texts[i]), &err);

		EXPECT(doc != NULL && doc->kind == DOC_MAP && doc->count == 0);
	}
	arena_release(&a);
}

TEST_MAIN(CASE(places), CASE(scalars), CASE(faults), CASE(empty))
