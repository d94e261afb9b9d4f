/*
 * test_yaml_write.c - base/yaml_write.h: what is written is read back.
 */
#include "test.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/yaml.h"
#include "base/yaml_write.h"

/* As the only item of a flow list, and as a value. */
static void
expect_back(struct test *t, struct str text)
{
	struct arena a = { 0 };
	struct buf out = { 0 };
	struct err err = { "" };

	buf_printf(&out, "list: [");
	yaml_put(&out, text);
	buf_printf(&out, "]\nvalue: ");
	yaml_put(&out, text);
	buf_printf(&out, "\nlast: # ");
	yaml_put_comment(&out, text);
	buf_printf(&out, "\n");
	const struct doc *doc = yaml_read(&a, buf_text(&out), &err);
	if (!EXPECT(doc != NULL)) {
		printf("# %s\n", err.text);
	} else {
		const struct doc *list = doc_get(doc, STR("list"));
		const struct doc *value = doc_get(doc, STR("value"));

		EXPECT_INT(doc->count, 3);
		EXPECT_INT(list->count, 1);
		EXPECT(list->items[0]->kind == DOC_STRING && value->kind == DOC_STRING);
		EXPECT(str_eq(list->items[0]->text, text) && str_eq(value->text, text));
	}
	buf_release(&out);
	arena_release(&a);
}

static void
odd_texts(struct test *t)
{
	static const char *const texts[] = {
		"",
		" ",
		"a",
		"a b",
		"a  b",
		"a ",
		" a",
		"-",
		"- a",
		"a: b",
		"a:b",
		"a #b",
		"#a",
		"[a]",
		"{a}",
		"a, b",
		"*a",
		"&a",
		"!a",
		"!!int 1",
		"%a",
		"@a",
		"`a`",
		"|",
		">",
		"?",
		"? a",
		"true",
		"True",
		"NO",
		"off",
		"y",
		"null",
		"~",
		"1",
		"3.11",
		"0x10",
		"1e3",
		".5",
		".inf",
		"<<",
		"=",
		"'a'",
		"\"a\"",
		"a\"b",
		"a\\b",
		"a\nb",
		"a\tb",
		"a\rb",
		"\x7F",
		"\x1B[31m",
		"\xC3\xA9",
		"\xC2\x85",
		"\xC2\x9F",
		"\xE2\x80\xA8",
		"\xEF\xBB\xBF",
		"\xEF\xBF\xBF",
		"\xF0\x9F\x90\x8D",
		"---",
		"...",
		"a/b-c_d.e",
		"a.*",
		"a | b",
		"2001-01-01",
		"12:30",
	};

	for (size_t i = 0; i < countof(texts); i++)
		expect_back(t, str_of(texts[i]));
	/* All that a file may be called in one byte, alone and between letters. */
	for (unsigned c = 1; c < 0x80; c++) {
		const char one[] = { (char)c, '\0' }, between[] = { 'a', (char)c, 'b', '\0' };

		expect_back(t, str_of(one));
		expect_back(t, str_of(between));
	}
}

static void
expect_written(struct test *t, const char *text, const char *want)
{
	struct buf out = { 0 };

	yaml_put(&out, str_of(text));
	EXPECT_STR(buf_text(&out), want);
	buf_release(&out);
}

static void
plain_where_it_can_be(struct test *t)
{
	expect_written(t, "shared.db", "shared.db");
	expect_written(t, "shared code stands alone", "shared code stands alone");
	expect_written(t, "on", "\"on\"");
	expect_written(t, "only", "only");
	expect_written(t, "3.11", "\"3.11\"");
	expect_written(t, "a\xFF", "\"a\\uFFFD\"");
	EXPECT(yaml_holds(STR("a b/\xC3\xA9")));
	EXPECT(!yaml_holds(STR("a\nb")));
	EXPECT(!yaml_holds(STR("a\xFF")));
}

static void
comments_stay_comments(struct test *t)
{
	struct buf out = { 0 };

	yaml_put_comment(&out, STR("a\nb: 1\r\xE2\x80\xA8\xFF"));
	EXPECT_STR(buf_text(&out), "a\\x0Ab: 1\\x0D\\xE2\\x80\\xA8\\xFF");
	buf_release(&out);
}

TEST_MAIN(CASE(odd_texts), CASE(plain_where_it_can_be), CASE(comments_stay_comments))
