/*
 * test_yaml.c - base/yaml.h and base/doc.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/doc.h"
#include "base/err.h"
#include "base/yaml.h"

static const struct doc *
parse(struct arena *a, const char *text)
{
	struct err err;
	const struct doc *doc = yaml_read(a, str_of(text), &err);

	if (doc == NULL)
		printf("# %s\n", err.text);
	return doc;
}

static void
expect_fault(struct test *t, struct str text, const char *want)
{
	struct arena a = { 0 };
	struct err err = { "" };

	EXPECT(yaml_read(&a, text, &err) == NULL);
	EXPECT_TEXT(err.text, want);
	arena_release(&a);
}

static void
nothing(struct test *t)
{
	const char *texts[] = {
		"", "\n", "# only a comment", "---\n", "\xEF\xBB\xBF", "---\n...\n"
	};

	for (size_t i = 0; i < countof(texts); i++) {
		struct arena a = { 0 };
		const struct doc *doc = parse(&a, texts[i]);

		if (EXPECT(doc != NULL))
			EXPECT_INT(doc->kind, DOC_NULL);
		arena_release(&a);
	}
}

static void
looking_up(struct test *t)
{
	struct arena a = { 0 };
	const struct doc *doc = parse(&a, "tool:\n  shoring: {version: 1, list: [a, b]}\n1: one\n");

	EXPECT_INT(doc->kind, DOC_MAP);
	EXPECT_INT(doc->count, 2);
	EXPECT_INT(doc_find(doc, "tool.shoring.version")->number, 1);
	EXPECT_STR(doc_find(doc, "tool.shoring.list")->items[1]->text, "b");
	EXPECT_STR(doc_get(doc, STR("1"))->text, "one");
	EXPECT(doc_get(doc, STR("too")) == NULL);
	EXPECT(doc_get(NULL, STR("x")) == NULL);
	EXPECT(doc_find(doc, "tool.none.version") == NULL);
	EXPECT(doc_find(doc, "1.one") == NULL);
	EXPECT_TEXT(doc_kind_name(doc->kind), "a map");
	arena_release(&a);
}

static void
scalars(struct test *t)
{
	const struct {
		const char *text;
		enum doc_kind kind;
		int64_t number;
	} rows[] = {
		{ "null", DOC_NULL, 0 },
		{ "~", DOC_NULL, 0 },
		{ "NULL", DOC_NULL, 0 },
		{ "nULL", DOC_STRING, 0 },
		{ "true", DOC_BOOL, 1 },
		{ "True", DOC_BOOL, 1 },
		{ "FALSE", DOC_BOOL, 0 },
		{ "yes", DOC_STRING, 0 },
		{ "off", DOC_STRING, 0 },
		{ "y", DOC_STRING, 0 },
		{ "0", DOC_INT, 0 },
		{ "-12", DOC_INT, -12 },
		{ "+7", DOC_INT, 7 },
		{ "010", DOC_INT, 10 },
		{ "0o17", DOC_INT, 15 },
		{ "0o18", DOC_STRING, 0 },
		{ "0x1F", DOC_INT, 31 },
		{ "-0x1F", DOC_STRING, 0 },
		{ "0x", DOC_STRING, 0 },
		{ "1_000", DOC_STRING, 0 },
		{ "9223372036854775807", DOC_INT, INT64_MAX },
		{ "-9223372036854775808", DOC_INT, INT64_MIN },
		{ "9223372036854775808", DOC_FLOAT, 0 },
		{ "-9223372036854775809", DOC_FLOAT, 0 },
		{ "99999999999999999999999999999999999999999", DOC_FLOAT, 0 },
		{ "0xFFFFFFFFFFFFFFFFF", DOC_FLOAT, 0 },
		{ "3.11", DOC_FLOAT, 0 },
		{ "1.", DOC_FLOAT, 0 },
		{ ".5", DOC_FLOAT, 0 },
		{ "-1e3", DOC_FLOAT, 0 },
		{ "1e", DOC_STRING, 0 },
		{ ".", DOC_STRING, 0 },
		{ "-.inf", DOC_FLOAT, 0 },
		{ ".NaN", DOC_FLOAT, 0 },
		{ "+.nan", DOC_STRING, 0 },
		{ "1.2.3", DOC_STRING, 0 },
		{ "2024-01-01", DOC_STRING, 0 },
		{ "'1'", DOC_STRING, 0 },
		{ "\"true\"", DOC_STRING, 0 },
		{ "!!str 1", DOC_STRING, 0 },
		{ "! 1", DOC_STRING, 0 },
		{ "!!int '12'", DOC_INT, 12 },
		{ "!!float 3", DOC_FLOAT, 0 },
		{ "!!null ''", DOC_NULL, 0 },
	};

	for (size_t i = 0; i < countof(rows); i++) {
		struct arena a = { 0 };
		const struct doc *doc = parse(&a, rows[i].text);

		if (!EXPECT(doc != NULL && doc->kind == rows[i].kind &&
		            doc->number == rows[i].number))
			printf("# %s\n", rows[i].text);
		arena_release(&a);
	}
}

static void
strings(struct test *t)
{
	struct arena a = { 0 };
	const struct doc *doc = parse(
		&a, "- 'it''s'\n- \"a\\tb\\u00e9\\0c\"\n- |\n  x\n   y\n- >-\n"
		    "  x\n  y\n- plain words\n  over lines\n- ''\n");

	EXPECT_STR(doc->items[0]->text, "it's");
	EXPECT(str_eq(doc->items[1]->text, STR("a\tb\xC3\xA9\0c")));
	EXPECT_STR(doc->items[2]->text, "x\n y\n");
	EXPECT_STR(doc->items[3]->text, "x y");
	EXPECT_STR(doc->items[4]->text, "plain words over lines");
	EXPECT_INT(doc->items[5]->kind, DOC_STRING);
	arena_release(&a);
}

static void
expect_place(struct test *t, struct doc_place p, const char *want)
{
	char text[100];

	snprintf(text, sizeof(text), "%u-%u %u:%u-%u:%u", (unsigned)p.start, (unsigned)p.end,
	         (unsigned)p.line, (unsigned)p.column, (unsigned)p.end_line,
	         (unsigned)p.end_column);
	EXPECT_TEXT(text, want);
}

static void
places(struct test *t)
{
	struct arena a = { 0 };
	const struct doc *doc = parse(
		&a,
		"# \xC3\xA9\n"
		"\xC3\xA9\xF0\x9F\x90\x8D: [\xC3\xA9, 'x']\r\n"
		"b:\r"
		"  - |\n"
		"    text\n"
		"\n"
		"  - c: d\n"
		"# end\n"
		"e:\n");
	const struct doc *list = doc->items[0], *block = doc->items[1];

	expect_place(t, doc->place, "5-60 2:1-9:3");
	expect_place(t, list->key_place, "5-11 2:1-2:3");
	expect_place(t, list->place, "13-22 2:5-2:13");
	expect_place(t, list->items[0]->place, "14-16 2:6-2:7");
	expect_place(t, list->items[1]->place, "18-21 2:9-2:12");
	expect_place(t, block->key_place, "24-25 3:1-3:2");
	expect_place(t, block->place, "29-51 4:3-7:9");
	expect_place(t, block->items[0]->place, "31-41 4:5-5:9");
	expect_place(t, block->items[1]->items[0]->place, "50-51 7:8-7:9");
	expect_place(t, doc->items[2]->place, "60-60 9:3-9:3");
	arena_release(&a);
}

/* Editors know nothing of YAML 1.1's further line ends; they are characters like others. */
static void
places_after_odd_line_ends(struct test *t)
{
	struct arena a = { 0 };
	const struct doc *doc = parse(&a, "\xEF\xBB\xBF# \xE2\x80\xA8\nx: '\xC2\x85'\ny: z\n");

	expect_place(t, doc->items[0]->key_place, "9-10 2:1-2:2");
	expect_place(t, doc->items[0]->place, "12-16 2:4-2:7");
	expect_place(t, doc->items[1]->place, "20-21 3:4-3:5");
	arena_release(&a);
}

static void
aliases(struct test *t)
{
	struct arena a = { 0 };
	const struct doc *doc =
		parse(&a, "base: &b {x: [1, 2]}\ncopy: *b\nlist: [*b, &s text, *s]\n");
	const struct doc *base = doc->items[0], *copy = doc->items[1], *list = doc->items[2];

	EXPECT(copy != base && copy->items == base->items);
	EXPECT_STR(copy->key, "copy");
	EXPECT_STR(base->key, "base");
	EXPECT_INT(copy->place.line, 2);
	EXPECT_INT(copy->items[0]->place.line, 1);
	EXPECT_INT(list->count, 3);
	EXPECT_STR(list->items[0]->key, "");
	EXPECT_STR(list->items[2]->text, "text");
	/* The same name again means the later one. */
	doc = parse(&a, "- &a 1\n- &a 2\n- *a\n- &a [&a 3, *a]\n- *a\n");
	EXPECT_INT(doc->items[2]->number, 2);
	EXPECT_INT(doc->items[3]->items[1]->number, 3);
	EXPECT_INT(doc->items[4]->number, 3);
	arena_release(&a);
}

static void
faults(struct test *t)
{
	const struct {
		const char *text, *want;
	} rows[] = {
		{ "a: 1\nb: 2\na: 3\n", "3:1: the key `a` is here twice, first on line 1" },
		{ "{a: 1, 'a': 2}", "1:8: the key `a` is here twice, first on line 1" },
		{ "x: {a: 1}\ny: {a: 1, <<: *x}", "2:11: merge keys (`<<`) are not supported" },
		{ "[a]: 1", "1:1: a list cannot be a key" },
		{ "? {a: b}\n: 1", "1:3: a map cannot be a key" },
		{ "x: &a b\n*a : 1", "2:1: an alias cannot be a key" },
		{ "? \n: 1", "1:2: a key is missing before the `:`" },
		{ "a: 1\n---\nb: 2\n", "2:1: a second document begins; only one is read" },
		{ "a: *b", "1:4: there is no `&b` before it" },
		{ "a: &x [1, *x]", "1:11: `*x` stands inside what it means" },
		{ "&x {a: {b: *x}}", "1:12: `*x` stands inside what it means" },
		{ "a: !foo b", "1:4: unknown tag `!foo`" },
		{ "a: !!python/object:os.system b",
		  "1:4: unknown tag `tag:yaml.org,2002:python/object:os.system`" },
		{ "a: !!set {b}", "1:4: unknown tag `tag:yaml.org,2002:set`" },
		{ "a: !!int x", "1:4: `x` is not an integer" },
		{ "a: !!seq {}", "1:4: unknown tag `tag:yaml.org,2002:seq`" },
		{ "a:\n\tb: 1", "2:1: a tab cannot indent: use blanks" },
		{ "a: b: c", "1:5: a `:` cannot stand here; is a quote missing, or the indentation "
		             "wrong?" },
		{ "a: @b", "1:4: a value cannot start with `@`; quote it" },
		{ "a: [1, 2\nb: 3\n",
		  "2:2: a `,` or the closing `]` is expected here (opened on "
		  "line 1)" },
		{ "a: 'x\n\n", "3:1: the closing quote is missing (opened on line 1)" },
		{ "a: \"\\q\"",
		  "1:5: an unknown escape; in single quotes a backslash is just that" },
		{ "a: \x01", "1:4: a control character" },
		{ "\xC3\xA9: \xC3\xA9 \xFF", "1:6: not UTF-8" },
		{ "a:\n  b: 1\n c: 2\n",
		  "3:2: a key is expected here; is the line indented as those above it?" },
	};

	for (size_t i = 0; i < countof(rows); i++)
		expect_fault(t, str_of(rows[i].text), rows[i].want);
	expect_fault(t, STR("a: b\0c"), "1:5: a control character");
	expect_fault(t,
	             STR("\xFF\xFE"
	                 "a\0:\0"),
	             "1:1: not UTF-8");
	expect_fault(t, STR("\0a\0:"), "1:1: a control character");
}

static void
foreign_texts(struct test *t)
{
	const char *text = "x: &x !custom {a: 1}\ny:\n  <<: *x\n  b: !reference [c, d]\n";
	struct arena a = { 0 };
	struct err err = { "" };
	const struct doc *doc = yaml_read_foreign(&a, str_of(text), &err);

	EXPECT_TEXT(err.text, "");
	if (EXPECT(doc != NULL)) {
		EXPECT_INT(doc_find(doc, "y.<<.a")->number, 1);
		EXPECT_INT(doc_find(doc, "y.b")->kind, DOC_LIST);
		EXPECT_INT(doc_find(doc, "x")->kind, DOC_MAP);
	}
	/* What is refused for its size or its shape still is. */
	EXPECT(yaml_read_foreign(&a, STR("&x [*x]"), &err) == NULL);
	EXPECT(yaml_read_foreign(&a, STR("{a: 1, a: 2}"), &err) == NULL);
	EXPECT(yaml_read_foreign(&a, STR("a: \xFF"), &err) == NULL);
	arena_release(&a);
}

/* `open` n times, then `close` n times. */
static struct str
nested(struct buf *b, size_t n, const char *open, const char *close)
{
	buf_clear(b);
	for (size_t i = 0; i < n; i++)
		buf_put(b, open, strlen(open));
	for (size_t i = 0; i < n; i++)
		buf_put(b, close, strlen(close));
	return buf_text(b);
}

static void
depth(struct test *t)
{
	struct arena a = { 0 };
	struct buf b = { 0 };
	struct err err;

	EXPECT(yaml_read(&a, nested(&b, DOC_DEPTH_LIMIT, "[", "]"), &err) != NULL);
	expect_fault(
		t, nested(&b, DOC_DEPTH_LIMIT + 1, "[", "]"), "1:65: nested more than 64 deep");
	expect_fault(t, nested(&b, 100000, "[", ""), "1:65: nested more than 64 deep");
	expect_fault(t, nested(&b, 100000, "[\n", ""), "65:1: nested more than 64 deep");
	expect_fault(t, nested(&b, 100000, "{a: ", ""), "1:257: nested more than 64 deep");
	expect_fault(t, nested(&b, 100000, "- ", ""), "1:129: nested more than 64 deep");
	expect_fault(t, nested(&b, 100000, "? ", ""), "1:3: a map cannot be a key");

	/* Through aliases: 40 deep, then 40 around that. */
	buf_clear(&b);
	buf_str(&b, STR("- &a "));
	buf_printf(&b, "%.40s1%.40s\n- ", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
	           "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
	buf_printf(&b, "%.40s*a%.40s\n", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
	           "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
	expect_fault(t, buf_text(&b), "2:43: nested more than 64 deep");
	buf_release(&b);
	arena_release(&a);
}

static void
a_billion_laughs(struct test *t)
{
	struct arena a = { 0 };
	struct buf b = { 0 };
	struct err err;

	buf_str(&b, STR("a0: &a0 ha\n"));
	for (unsigned i = 1; i < 40; i++) {
		buf_printf(&b, "a%u: &a%u [", i, i);
		for (unsigned k = 0; k < 10; k++)
			buf_printf(&b, "*a%u,", i - 1);
		buf_str(&b, STR("]\n"));
	}
	EXPECT(yaml_read(&a, buf_text(&b), &err) == NULL);
	EXPECT_TEXT(err.text, "7:10: more than 200000 values");
	buf_release(&b);
	arena_release(&a);
}

static void
size(struct test *t)
{
	struct arena a = { 0 };
	struct buf b = { 0 };
	struct err err;
	const struct doc *doc;

	/* A map as large as can be, all on one line: neither keys nor places may go quadratic. */
	buf_char(&b, '{');
	for (unsigned i = 0; i < DOC_NODE_LIMIT - 1; i++)
		buf_printf(&b, "k%u: \xC3\xA9,", i);
	buf_char(&b, '}');
	doc = yaml_read(&a, buf_text(&b), &err);
	if (EXPECT(doc != NULL)) {
		EXPECT_INT(doc->count, DOC_NODE_LIMIT - 1);
		EXPECT_STR(doc->items[doc->count - 1]->key, "k199998");
		EXPECT_INT(doc->items[doc->count - 1]->place.end, b.len - 2);
	}
	b.at[--b.len] = '\0';
	buf_str(&b, STR("a, b}"));
	EXPECT(yaml_read(&a, buf_text(&b), &err) == NULL);
	EXPECT(strstr(err.text, "more than 200000 values") != NULL);
	arena_release(&a);

	buf_clear(&b);
	for (unsigned i = 0; i < 2 * DOC_NODE_LIMIT; i++)
		buf_str(&b, STR("-\n"));
	EXPECT(yaml_read(&a, buf_text(&b), &err) == NULL);
	EXPECT_TEXT(err.text, "200001:2: more than 200000 values");
	arena_release(&a);
	buf_release(&b);
}

static const char sample[] =
	"# c\xC3\xA9\n%TAG ! tag:x,2000:\n---\nversion: 1\n"
	"a: &x [1, 'q''', \"\\u00e9\\n\", {k: *y, z: !!int 3}]\n"
	"b: |+2\n    lit\n\n  eral\nc: >-\n fold\n ed\n? complex\n: *x\n...\n";

/* Is the answer a document within the text, or a place and a reason? `at` gets the byte. */
static bool
answers(size_t len, size_t at, int byte)
{
	struct arena a = { 0 };
	struct err err = { "" };
	unsigned line = 0, column = 0;
	/* Of its very size, so that reading beyond its end is seen. */
	char *text = malloc(len + (len == 0));

	if (text == NULL)
		abort();
	memcpy(text, sample, len);
	if (at < len)
		text[at] = (char)byte;
	const struct doc *doc = yaml_read(&a, (struct str){ text, len }, &err);
	bool sane = doc != NULL ? doc->place.end <= len
	                        : sscanf(err.text, "%u:%u: ", &line, &column) == 2 && line > 0 &&
	                                  column > 0;
	arena_release(&a);
	free(text);
	return sane;
}

static void
texts_cut_short(struct test *t)
{
	for (size_t len = 0; len < sizeof(sample); len++)
		EXPECT(answers(len, len, 0));
}

static void
damaged_texts(struct test *t)
{
	const unsigned char bytes[] =
		"\0\t\n\r -:?[]{},&*!|>'\"%@`#~\x7F\x80\xC3\xEF\xFF"
		"0a";
	size_t len = sizeof(sample) - 1;

	/* At each place every fourth of them. */
	for (size_t i = 0; i < len; i++)
		for (size_t k = i % 4; k < sizeof(bytes); k += 4)
			EXPECT(answers(len, i, bytes[k]));
}

TEST_MAIN(CASE(nothing), CASE(looking_up), CASE(scalars), CASE(strings), CASE(places),
          CASE(places_after_odd_line_ends), CASE(aliases), CASE(faults), CASE(foreign_texts),
          CASE(depth), CASE(a_billion_laughs), CASE(size), CASE(texts_cut_short),
          CASE(damaged_texts))
