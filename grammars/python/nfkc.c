/*
 * nfkc.c - Unicode normalisation form KC: decompose, put marks in order, compose (UAX #15).
 */
#include "grammars/python/nfkc.h"

#include "base/arena.h"
#include "base/utf8.h"

struct decomposition {
	uint32_t from;
	uint16_t first, count; /* in letters[] */
};

struct combining {
	uint32_t first, last;
	uint32_t class;
};

struct composition {
	uint32_t first, second, both;
};

#include "grammars/python/unicode.inc"

/* Hangul syllables are composed of jamo by arithmetic (The Unicode Standard, 3.12). */
#define SYLLABLES      0xAC00u
#define LEADING        0x1100u
#define VOWELS         0x1161u
#define TRAILING       0x11A7u
#define LEADING_COUNT  19u
#define VOWEL_COUNT    21u
#define TRAILING_COUNT 28u
#define SYLLABLE_COUNT (LEADING_COUNT * VOWEL_COUNT * TRAILING_COUNT)

/* The longest decomposition there is, U+FDFA, has 18 characters. */
#define LONGEST 18

static uint32_t
class_of(uint32_t c)
{
	size_t low = 0, high = countof(combining);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c > combining[middle].last)
			low = middle + 1;
		else if (c < combining[middle].first)
			high = middle;
		else
			return combining[middle].class;
	}
	return 0;
}

/* Append the compatibility decomposition of c. */
static size_t
decompose(uint32_t c, uint32_t *to)
{
	size_t low = 0, high = countof(decompositions);

	if (c >= SYLLABLES && c < SYLLABLES + SYLLABLE_COUNT) {
		uint32_t at = c - SYLLABLES, trailing = at % TRAILING_COUNT;

		to[0] = LEADING + at / (VOWEL_COUNT * TRAILING_COUNT);
		to[1] = VOWELS + at % (VOWEL_COUNT * TRAILING_COUNT) / TRAILING_COUNT;
		to[2] = TRAILING + trailing;
		return trailing > 0 ? 3 : 2;
	}
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct decomposition *d = &decompositions[middle];

		if (c == d->from) {
			memcpy(to, &letters[d->first], d->count * sizeof(*to));
			return d->count;
		}
		if (c > d->from)
			low = middle + 1;
		else
			high = middle;
	}
	to[0] = c;
	return 1;
}

/* Marks of different classes are put in the order of their classes. Insertion sort: more than
 * a few marks in a row do not occur, and those of hostile text are few enough (ORDERED). */
#define ORDERED 64
static void
order(uint32_t *text, size_t len)
{
	for (size_t i = 1; i < len; i++) {
		uint32_t c = text[i], class = class_of(c);
		size_t to = i;

		if (class == 0)
			continue;
		while (to > 0 && i - to < ORDERED && class_of(text[to - 1]) > class) {
			text[to] = text[to - 1];
			to--;
		}
		text[to] = c;
	}
}

/* What the two compose to; 0 for nothing. */
static uint32_t
both(uint32_t first, uint32_t second)
{
	size_t low = 0, high = countof(compositions);

	if (first - LEADING < LEADING_COUNT && second - VOWELS < VOWEL_COUNT)
		return SYLLABLES +
		       ((first - LEADING) * VOWEL_COUNT + (second - VOWELS)) * TRAILING_COUNT;
	if (first - SYLLABLES < SYLLABLE_COUNT && (first - SYLLABLES) % TRAILING_COUNT == 0 &&
	    second - TRAILING - 1 < TRAILING_COUNT - 1)
		return first + (second - TRAILING);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct composition *c = &compositions[middle];

		if (c->first == first && c->second == second)
			return c->both;
		if (c->first < first || (c->first == first && c->second < second))
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

/* Compose in place, and return the new length. */
static size_t
compose(uint32_t *text, size_t len)
{
	size_t starter = 0, to = 0;
	bool started = false;
	uint32_t last = 0; /* class of the last character that was kept after the starter */

	for (size_t i = 0; i < len; i++) {
		uint32_t c = text[i], class = class_of(c);
		bool blocked = to > starter + 1 && (last == 0 || last >= class);
		uint32_t one = started && !blocked ? both(text[starter], c) : 0;

		if (one != 0) {
			text[starter] = one;
			continue;
		}
		if (class == 0) {
			starter = to;
			started = true;
		}
		last = class;
		text[to++] = c;
	}
	return to;
}

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.at[i] >= 0x80)
			return false;
	return true;
}

struct str
nfkc(struct arena *a, struct str text)
{
	size_t count = 0, len = 0;
	uint32_t *characters;
	char *at;

	if (is_ascii(text) || utf8_valid(text) < text.len)
		return text;
	characters = arena_array(a, uint32_t, utf8_count(text) * LONGEST);
	for (size_t i = 0; i < text.len;) {
		size_t width = utf8_length((struct str){ text.at + i, text.len - i });

		count += decompose(utf8_code(text.at + i, width), characters + count);
		i += width;
	}
	order(characters, count);
	count = compose(characters, count);
	at = arena_array(a, char, 4 * count + 1);
	for (size_t i = 0; i < count; i++)
		len += utf8_put(at + len, characters[i]);
	return (struct str){ at, len };
}
