/*
 * test_starts.c - grammars/python/starts.h.
 */
#include "test.h"

#include "base/arena.h"
#include "base/chars.h"
#include "grammars/python/starts.h"

#define TEXTS   2000u
#define LONGEST 400u

static bool
bit(uint64_t words, size_t at)
{
	return (words >> at % 64 & 1) != 0;
}

static bool
has_slashes(struct str text)
{
	for (size_t i = 0; i + 2 < text.len; i++)
		if (text.at[i] == '#' && text.at[i + 2] == '/')
			return true;
	return false;
}

/* How many answers about the text are not what one byte after the other tells. */
static unsigned
wrong(const struct starts *s, struct str text)
{
	uint32_t lines = 0, start = 0, imports = 0;
	unsigned count = s->count != text.len / 64 + 2;
	bool tabs = false, nul = false, returns = false, high = false;

	for (size_t i = 0; i < 64 * (size_t)s->count; i++) {
		char c = i < text.len ? text.at[i] : i == text.len ? '\n' : '\0';
		bool behind = i > 0 && i <= text.len && char_is_name(text.at[i - 1]);
		bool begins = !char_is_gap(c) && !(char_is_name(c) && behind);
		const struct source_block *block = &s->blocks[i / 64];

		count += (s->at[i / 8] >> i % 8 & 1) != begins;
		count += (s->named[i / 8] >> i % 8 & 1) != char_is_name(c);
		if (begins && i + 2 < text.len && c == 'i' && text.at[i + 2] == 'p') {
			count += imports >= s->imports.count || s->imports.at[imports] != i;
			imports++;
		}
		if (i > text.len)
			continue;
		if (i % 64 == 0)
			count += block->lines != lines || block->start != start;
		count += bit(block->ends, i) != (c == '\n' && i < text.len);
		if (i == text.len)
			continue;
		lines += c == '\n';
		start = c == '\n' ? (uint32_t)i + 1 : start;
		tabs = tabs || c == '\t';
		nul = nul || c == '\0';
		returns = returns || c == '\r';
		high = high || (unsigned char)c >= 0x80;
	}
	return count + (imports != s->imports.count) + (tabs != s->tabs) + (nul != s->nul) +
	       (returns != s->returns) + (high != s->high) + (has_slashes(text) != s->slashes);
}

static unsigned
wrong_either_way(struct arena *a, struct str text)
{
	struct starts best, narrow;

	starts_find(&best, a, text);
	starts_find_narrow(&narrow, a, text);
	return wrong(&best, text) + wrong(&narrow, text);
}

static void
every_byte_is_what_it_is(struct test *t)
{
	struct arena a = { 0 };
	char text[256 + 100];

	for (unsigned i = 0; i < sizeof(text); i++)
		text[i] = (char)(unsigned char)i;
	EXPECT_INT(wrong_either_way(&a, (struct str){ text, sizeof(text) }), 0);
	arena_release(&a);
}

static void
texts_of_all_lengths(struct test *t)
{
	const char letters[] = "aiimppZz09_ \t\n.(\r\xC3\xA9@[`{/:=#";
	uint64_t random = 88172645463325252u;
	unsigned count = 0, imports = 0;

	for (unsigned n = 0; n < TEXTS; n++) {
		struct arena a = { 0 };
		size_t len = n % LONGEST, kinds = n < TEXTS / 2 ? 15 : sizeof(letters);
		/* No byte more than there are: one that is read too far is seen. */
		char *text = arena_array(&a, char, len > 0 ? len : 1);
		struct starts found;

		for (size_t i = 0; i < len; i++) {
			random ^= random << 13;
			random ^= random >> 7;
			random ^= random << 17;
			text[i] = letters[(random >> 11) % kinds];
		}
		count += wrong_either_way(&a, (struct str){ text, len });
		starts_find(&found, &a, (struct str){ text, len });
		imports += found.imports.count;
		arena_release(&a);
	}
	EXPECT_INT(count, 0);
	EXPECT(imports > TEXTS / 10);
}

TEST_MAIN(CASE(every_byte_is_what_it_is), CASE(texts_of_all_lengths))
