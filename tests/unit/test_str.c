/*
 * test_str.c - base/str.h, base/sorted.h and base/utf8.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/sorted.h"
#include "base/utf8.h"

#include <ctype.h>

static void
equality_and_order(struct test *t)
{
	struct str none = { NULL, 0 };

	EXPECT(str_eq(none, STR("")));
	EXPECT(!str_eq(none, STR("a")));
	EXPECT(!str_eq(STR("ab"), STR("abc")));
	EXPECT(str_eq(STR("a\0b"), STR("a\0b")));
	EXPECT(!str_eq(STR("a\0b"), STR("a\0c")));
	EXPECT(str_order(none, STR("")) == 0);
	EXPECT(str_order(STR("a"), STR("b")) < 0);
	EXPECT(str_order(STR("ab"), STR("a")) > 0);
	EXPECT(str_order(STR("a"), STR("ab")) < 0);
	EXPECT(str_order(STR("\xC3\xA9"), STR("z")) > 0);
	EXPECT(str_order(STR("a\0a"), STR("a\0b")) < 0);
}

static void
prefixes(struct test *t)
{
	EXPECT(str_starts(STR("shared.db"), STR("shared")));
	EXPECT(str_starts(STR("x"), STR("")));
	EXPECT(str_starts(STR(""), STR("")));
	EXPECT(!str_starts(STR(""), STR("x")));
	EXPECT(!str_starts(STR("share"), STR("shared")));
}

static void
cutting(struct test *t)
{
	struct str rest = STR("a..bc."), head = STR("untouched");

	EXPECT(str_cut(&rest, '.', &head));
	EXPECT_STR(head, "a");
	EXPECT(str_cut(&rest, '.', &head));
	EXPECT_STR(head, "");
	EXPECT(str_cut(&rest, '.', &head));
	EXPECT_STR(head, "bc");
	EXPECT(!str_cut(&rest, '.', &head));
	EXPECT_STR(head, "bc");

	rest = (struct str){ NULL, 0 };
	EXPECT(!str_cut(&rest, '.', &head));
	rest = STR("x\xFFy");
	EXPECT(str_cut(&rest, '\xFF', &head));
	EXPECT_STR(head, "x");
	EXPECT_STR(rest, "y");
}

static void
keeping(struct test *t)
{
	struct arena a = { 0 };
	char bytes[] = "abc";
	struct str kept = str_keep(&a, (struct str){ bytes, 2 });

	bytes[0] = 'x';
	EXPECT_STR(kept, "ab");
	EXPECT(kept.at[2] == '\0');
	EXPECT_STR(str_keep(&a, (struct str){ NULL, 0 }), "");
	arena_release(&a);
}

/* Every sequence of up to three bytes and a sample of four, against the plain rule: decode it and
 * look at the number. */
static size_t
length_by_decoding(const unsigned char *c, size_t len)
{
	size_t n =
		c[0] < 0x80       ? 1
		: c[0] >> 5 == 6  ? 2
		: c[0] >> 4 == 14 ? 3
		: c[0] >> 3 == 30 ? 4
				  : 0;
	uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t code = n == 1 ? c[0] : c[0] & (0xFFu >> (n + 1));

	if (n == 0 || n > len)
		return 0;
	for (size_t i = 1; i < n; i++) {
		if (c[i] >> 6 != 2)
			return 0;
		code = code << 6 | (c[i] & 0x3Fu);
	}
	bool surrogate = code >= 0xD800 && code <= 0xDFFF;
	return code < least[n] || code > 0x10FFFF || surrogate ? 0 : n;
}

static void
what_stands_before(struct test *t)
{
	EXPECT_STR(str_before(STR("a.b.c"), '.'), "a");
	EXPECT_STR(str_before(STR("abc"), '.'), "abc");
	EXPECT_STR(str_before(STR(".b"), '.'), "");
	EXPECT_STR(str_before(STR(""), '.'), "");
	EXPECT_STR(str_before_last(STR("a.b.c"), '.'), "a.b");
	EXPECT_STR(str_before_last(STR("abc"), '.'), "");
	EXPECT_STR(str_before_last(STR(".b"), '.'), "");
	EXPECT_STR(str_after_last(STR("a.b.c"), '.'), "c");
	EXPECT_STR(str_after_last(STR("abc"), '.'), "abc");
	EXPECT_STR(str_after_last(STR("a."), '.'), "");
	EXPECT_STR(str_after_last(STR(""), '.'), "");
	/* Wherever they stand: sixteen bytes are looked at at a time. */
	for (size_t last = 0; last < 50; last++) {
		char text[50];
		struct str all = { text, sizeof(text) };

		memset(text, 'a', sizeof(text));
		text[last] = text[last / 2] = '.';
		EXPECT_INT(str_before_last(all, '.').len, last);
		EXPECT_INT(str_after_last(all, '.').len, sizeof(text) - 1 - last);
	}
}

static void
what_stands_within(struct test *t)
{
	static const char *const words[] = { "x", "bc" };

	EXPECT(str_find(STR("abcabc"), STR("ca")) == 2);
	EXPECT(str_find(STR("aab"), STR("ab")) == 1);
	EXPECT(str_find(STR("ab"), STR("b")) == 1);
	EXPECT(str_find(STR("ab"), STR("abc")) == SIZE_MAX);
	EXPECT(str_find(STR("aba"), STR("ac")) == SIZE_MAX);
	EXPECT(str_find((struct str){ NULL, 0 }, STR("a")) == SIZE_MAX);
	EXPECT(str_find((struct str){ NULL, 0 }, STR("")) == 0);
	EXPECT(str_has_any(STR("abcd"), words, countof(words)));
	EXPECT(!str_has_any(STR("abd"), words, countof(words)));
}

/* As the C library has them in its own locale. */
static void
characters(struct test *t)
{
	unsigned wrong = 0;

	for (int byte = 0; byte < 256; byte++) {
		char c = (char)byte, text[] = { c, '\0' };

		wrong += char_digit(c) != (isxdigit(byte) ? strtoul(text, NULL, 16) : 16);
		wrong += char_is_alnum(c) != (isalnum(byte) != 0);
		wrong += char_is_blank(c) != (isspace(byte) != 0);
		wrong += char_lower(c) != (char)tolower(byte);
		wrong += char_is_word(c) != (isalnum(byte) || c == '_' || byte > 0x7F);
	}
	EXPECT_INT(wrong, 0);
}

static void
rows_in_order(struct test *t)
{
	const struct {
		unsigned number;
		struct str name;
	} rows[] = { { 1, STR("a") }, { 2, STR("b") }, { 3, STR("b") }, { 4, STR("c/d") } };
	struct sorted sorted = SORTED(rows, name, countof(rows));
	struct strs none = { NULL, 0 }, turned = { (struct str[]){ STR("b"), STR("a") }, 2 };

	EXPECT_INT(sorted_find(sorted, STR("a")), 0);
	EXPECT_INT(sorted_find(sorted, STR("b")), 1);
	EXPECT_INT(sorted_find(sorted, STR("c/d")), 3);
	EXPECT_INT(sorted_find(sorted, STR("c")), UINT32_MAX);
	EXPECT_INT(sorted_find(sorted, STR("")), UINT32_MAX);
	EXPECT_INT(sorted_from(sorted, STR("c")), 3);
	EXPECT_INT(sorted_from(sorted, STR("z")), 4);
	EXPECT_INT(sorted_find(SORTED_STRS(none), STR("a")), UINT32_MAX);
	EXPECT_INT(sorted_from(SORTED_STRS(none), STR("")), 0);
	struct strs paths = {
		(struct str[]){ STR("a/b"), STR("a"), STR("a.b"), STR("a0"), STR("a/"),
		                STR("a/b/c"), STR("b") },
		7
	};

	sorted_put((struct str *)paths.at, paths.count);
	EXPECT(sorted_holds(SORTED_STRS(paths)));
	EXPECT_INT(sorted_below(SORTED_STRS(paths), STR("a"), true), 2);
	EXPECT_INT(sorted_below(SORTED_STRS(paths), STR("a"), false), 5);
	EXPECT_INT(sorted_below(SORTED_STRS(paths), STR("a/b"), true), 4);
	EXPECT_INT(sorted_below(SORTED_STRS(paths), STR("a/b"), false), 5);
	EXPECT_INT(sorted_below(SORTED_STRS(paths), STR("c"), true), 7);
	EXPECT_INT(sorted_below(SORTED_STRS(none), STR("a"), true), 0);
	EXPECT(sorted_holds(sorted));
	EXPECT(sorted_holds(SORTED_STRS(none)));
	EXPECT(!sorted_holds(SORTED_STRS(turned)));
}

static void
utf8_is_strict(struct test *t)
{
	unsigned wrong = 0;

	for (uint32_t bits = 0; bits < 1u << 24; bits += 3) {
		unsigned char c[4] = { (unsigned char)(bits >> 16), (unsigned char)(bits >> 8),
			               (unsigned char)bits, (unsigned char)(0x80 + bits % 80) };

		for (size_t len = 1; len <= 4; len++)
			wrong += utf8_length((struct str){ (const char *)c, len }) !=
			         length_by_decoding(c, len);
	}
	EXPECT_INT(wrong, 0);
	EXPECT_INT(utf8_length(STR("")), 0);
}

static void
utf8_counting(struct test *t)
{
	EXPECT_INT(utf8_count(STR("")), 0);
	EXPECT_INT(utf8_count(STR("a\xC3\xA9\xF0\x9F\x90\x8D")), 3);
	EXPECT_INT(utf8_count(STR("\xC3\x28\xFF")), 3);
	EXPECT_INT(utf8_valid(STR("a\xC3\xA9")), 3);
	EXPECT_INT(utf8_valid(STR("a\xC3\xA9\xED\xA0\x80")), 3);
	EXPECT_INT(utf8_valid(STR("a\xE2\x82")), 1);
}

static void
utf8_writing(struct test *t)
{
	char at[4];
	unsigned wrong = 0;

	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		size_t len = utf8_put(at, c);
		bool surrogate = c >= 0xD800 && c <= 0xDFFF;

		wrong += utf8_length((struct str){ at, len }) != (surrogate ? 0 : len);
	}
	EXPECT_INT(wrong, 0);
	EXPECT_STR(((struct str){ at, utf8_put(at, 'a') }), "a");
	EXPECT_STR(((struct str){ at, utf8_put(at, 0xE9) }), "\xC3\xA9");
	EXPECT_STR(((struct str){ at, utf8_put(at, 0x20AC) }), "\xE2\x82\xAC");
	EXPECT_STR(((struct str){ at, utf8_put(at, 0x10FFFF) }), "\xF4\x8F\xBF\xBF");
}

static void
words(struct test *t)
{
	static const char *const all[] = { "apt", "apt-get", "apk" };

	EXPECT(str_is_any(STR("apk"), all, countof(all)));
	EXPECT(str_is_any(STR("apt-get"), all, countof(all)));
	EXPECT(!str_is_any(STR("ap"), all, countof(all)));
	EXPECT(!str_is_any(STR("apt\0"), all, countof(all)));
	EXPECT(!str_is_any(STR(""), all, countof(all)));
	EXPECT(!str_is_any(STR("apt"), all, 0));
}

/* A bit, two pieces that change places, a byte more: each shows. */
static void
sums(struct test *t)
{
	char text[300], other[300];
	uint32_t alike = 0;

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)(i * 7 + i / 50);
	for (size_t len = 0; len < sizeof(text) - 1; len++) {
		uint64_t sum = str_sum((struct str){ text, len });

		memcpy(other + 1, text, len);
		EXPECT(str_sum((struct str){ other + 1, len }) == sum);
		alike += str_sum((struct str){ text, len + 1 }) == sum;
		for (size_t bit = 0; bit < len * 8; bit++) {
			other[1 + bit / 8] = (char)(other[1 + bit / 8] ^ 1 << bit % 8);
			alike += str_sum((struct str){ other + 1, len }) == sum;
			other[1 + bit / 8] = text[bit / 8];
		}
		for (size_t at = 0; at + 32 <= len; at += 16) {
			memcpy(other + 1 + at, text + at + 16, 16);
			memcpy(other + 1 + at + 16, text + at, 16);
			alike += str_sum((struct str){ other + 1, len }) == sum;
			memcpy(other + 1, text, len);
		}
	}
	memset(text, 0, sizeof(text));
	for (size_t len = 1; len < sizeof(text); len++)
		alike += str_sum((struct str){ text, len }) ==
		         str_sum((struct str){ text, len - 1 });
	EXPECT_INT(alike, 0);
	EXPECT(str_sum((struct str){ NULL, 0 }) == str_sum(STR("")));
}

TEST_MAIN(CASE(equality_and_order), CASE(prefixes), CASE(words), CASE(cutting), CASE(keeping),
          CASE(what_stands_before), CASE(what_stands_within), CASE(characters), CASE(rows_in_order),
          CASE(utf8_is_strict), CASE(utf8_counting), CASE(utf8_writing), CASE(sums))
