/*
 * bytes.h - sixteen bytes at a time, where the machine can.
 *
 * For text that is followed by enough bytes to be read past its end: each function says how many
 * it may look at beyond what it finds.
 */
#ifndef SHORING_BYTES_H
#define SHORING_BYTES_H

#include "base/defs.h"

/* What the machine does with sixteen bytes. A byte of an answer is all ones for yes, else zero. */
#if defined(__SSE2__)

#include <emmintrin.h>

struct bytes {
	__m128i at;
};

static inline struct bytes
bytes_load(const char *from)
{
	return (struct bytes){ _mm_loadu_si128((const __m128i *)(const void *)from) };
}

static inline struct bytes
bytes_all(char c)
{
	return (struct bytes){ _mm_set1_epi8(c) };
}

static inline struct bytes
bytes_or(struct bytes a, struct bytes b)
{
	return (struct bytes){ _mm_or_si128(a.at, b.at) };
}

static inline struct bytes
bytes_and(struct bytes a, struct bytes b)
{
	return (struct bytes){ _mm_and_si128(a.at, b.at) };
}

static inline struct bytes
bytes_are(struct bytes b, char c)
{
	return (struct bytes){ _mm_cmpeq_epi8(b.at, bytes_all(c).at) };
}

/* Which are one of `count` bytes from `low` on, that follow one another around 0 too? */
static inline struct bytes
bytes_among(struct bytes b, unsigned low, unsigned count)
{
	/* There is only a signed comparison: shifted so that what is wanted is what is least. */
	__m128i shifted = _mm_add_epi8(b.at, _mm_set1_epi8((char)(128 - (int)low)));

	return (struct bytes){ _mm_cmplt_epi8(shifted, _mm_set1_epi8((char)((int)count - 128))) };
}

/* An answer, a bit each, the first the lowest. */
static inline unsigned
bytes_bits(struct bytes answer)
{
	return (unsigned)_mm_movemask_epi8(answer.at);
}

#elif defined(__aarch64__) && defined(__ARM_NEON)

#include <arm_neon.h>

struct bytes {
	uint8x16_t at;
};

static inline struct bytes
bytes_load(const char *from)
{
	return (struct bytes){ vld1q_u8((const uint8_t *)from) };
}

static inline struct bytes
bytes_all(char c)
{
	return (struct bytes){ vdupq_n_u8((uint8_t)c) };
}

static inline struct bytes
bytes_or(struct bytes a, struct bytes b)
{
	return (struct bytes){ vorrq_u8(a.at, b.at) };
}

static inline struct bytes
bytes_and(struct bytes a, struct bytes b)
{
	return (struct bytes){ vandq_u8(a.at, b.at) };
}

static inline struct bytes
bytes_are(struct bytes b, char c)
{
	return (struct bytes){ vceqq_u8(b.at, bytes_all(c).at) };
}

static inline struct bytes
bytes_among(struct bytes b, unsigned low, unsigned count)
{
	uint8x16_t from_low = vsubq_u8(b.at, vdupq_n_u8((uint8_t)low));

	return (struct bytes){ vcltq_u8(from_low, vdupq_n_u8((uint8_t)count)) };
}

static inline unsigned
bytes_bits(struct bytes answer)
{
	static const uint8_t weights[16] = {
		1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128
	};
	uint8x16_t bits = vandq_u8(answer.at, vld1q_u8(weights));

	return vaddv_u8(vget_low_u8(bits)) | (unsigned)vaddv_u8(vget_high_u8(bits)) << 8;
}

#else

struct bytes {
	unsigned char at[16];
};

static inline struct bytes
bytes_load(const char *from)
{
	struct bytes b;

	memcpy(b.at, from, sizeof(b.at));
	return b;
}

static inline struct bytes
bytes_all(char c)
{
	struct bytes b;

	memset(b.at, c, sizeof(b.at));
	return b;
}

static inline struct bytes
bytes_or(struct bytes a, struct bytes b)
{
	for (unsigned i = 0; i < sizeof(a.at); i++)
		a.at[i] |= b.at[i];
	return a;
}

static inline struct bytes
bytes_and(struct bytes a, struct bytes b)
{
	for (unsigned i = 0; i < sizeof(a.at); i++)
		a.at[i] &= b.at[i];
	return a;
}

static inline struct bytes
bytes_among(struct bytes b, unsigned low, unsigned count)
{
	for (unsigned i = 0; i < sizeof(b.at); i++)
		b.at[i] = (unsigned char)(b.at[i] - low) < count ? 0xFF : 0;
	return b;
}

static inline struct bytes
bytes_are(struct bytes b, char c)
{
	return bytes_among(b, (unsigned char)c, 1);
}

static inline unsigned
bytes_bits(struct bytes answer)
{
	unsigned bits = 0;

	for (unsigned i = 0; i < sizeof(answer.at); i++)
		bits |= (unsigned)(answer.at[i] & 1) << i;
	return bits;
}

#endif

/* Eight bytes as a number, in the machine's order. */
static inline uint64_t
bytes_word(const char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof(word));
	return word;
}

/* The first of the three bytes from `at` on; one of them must be there. Looks at up to 15 bytes
 * after it. */
static inline const char *
bytes_find(const char *at, char a, char b, char c)
{
	for (;; at += 16) {
		struct bytes piece = bytes_load(at);
		unsigned found = bytes_bits(bytes_or(
			bytes_or(bytes_are(piece, a), bytes_are(piece, b)), bytes_are(piece, c)));

		if (found != 0)
			return at + LOWEST_BIT(found);
	}
}

/* The first place before `end` where b follows a; `end` when there is none. Looks at up to 16
 * bytes from `end` on. */
static inline const char *
bytes_find_pair(const char *at, const char *end, char a, char b)
{
	for (; at < end; at += 16) {
		unsigned found = bytes_bits(
			bytes_and(bytes_are(bytes_load(at), a), bytes_are(bytes_load(at + 1), b)));

		if (found != 0) {
			at += LOWEST_BIT(found);
			return at < end ? at : end;
		}
	}
	return end;
}

/* Which of sixteen bytes are `c`: a bit each, the first the lowest. */
static inline unsigned
bytes_equal(const char *at, char c)
{
	return bytes_bits(bytes_are(bytes_load(at), c));
}

/* Which of sixteen bytes are not ASCII. */
static inline unsigned
bytes_high(const char *at)
{
	return bytes_bits(bytes_among(bytes_load(at), 0x80, 0x80));
}

/* Is any of BYTES_MANY not ASCII? */
static inline bool
bytes_any_high(const char *at)
{
	struct bytes any = bytes_or(
		bytes_or(bytes_load(at), bytes_load(at + 16)),
		bytes_or(bytes_load(at + 32), bytes_load(at + 48)));

	return bytes_bits(bytes_among(any, 0x80, 0x80)) != 0;
}

/* Which of sixteen bytes continue a character of UTF-8. */
static inline unsigned
bytes_continuing(const char *at)
{
	return bytes_bits(bytes_among(bytes_load(at), 0x80, 0x40));
}

/* Which are ASCII letters, digits or underscores? */
static inline struct bytes
bytes_named(struct bytes b)
{
	struct bytes letters = bytes_among(bytes_or(b, bytes_all(' ')), 'a', 26);

	return bytes_or(letters, bytes_or(bytes_among(b, '0', 10), bytes_are(b, '_')));
}

/* A line of text and more: four times sixteen bytes. */
#define BYTES_MANY 64u

/* What there is in BYTES_MANY bytes: a bit each. */
struct bytes_marks {
	uint64_t names;   /* ASCII letters, digits and underscores */
	uint64_t blanks;  /* spaces and tabs */
	uint64_t ends;    /* line ends */
	uint64_t imports; /* an `i`, and a `p` two bytes behind it */
	bool tabs;
	bool slashes; /* there is a `#`, and a slash two bytes behind it */
	bool rare;    /* one may be NUL or a carriage return, or is not ASCII */
};

/* Find that out. Looks at two bytes more. */
static inline struct bytes_marks
bytes_marks(const char *at)
{
	struct bytes_marks m = { 0 };
	struct bytes tabs = bytes_all('\0'), rare = tabs, slashes = tabs;

	for (unsigned i = 0; i < BYTES_MANY; i += 16) {
		struct bytes b = bytes_load(at + i), tab = bytes_are(b, '\t');
		struct bytes behind = bytes_load(at + i + 2);
		struct bytes second = bytes_are(behind, 'p');

		slashes = bytes_or(slashes, bytes_and(bytes_are(b, '#'), bytes_are(behind, '/')));
		m.names |= (uint64_t)bytes_bits(bytes_named(b)) << i;
		m.blanks |= (uint64_t)bytes_bits(bytes_or(bytes_are(b, ' '), tab)) << i;
		m.ends |= (uint64_t)bytes_bits(bytes_are(b, '\n')) << i;
		m.imports |= (uint64_t)bytes_bits(bytes_and(bytes_are(b, 'i'), second)) << i;
		tabs = bytes_or(tabs, tab);
		rare = bytes_or(rare, bytes_or(bytes_among(b, 0x80, 0x81), bytes_are(b, '\r')));
	}
	m.tabs = bytes_bits(tabs) != 0;
	m.slashes = bytes_bits(slashes) != 0;
	m.rare = bytes_bits(rare) != 0;
	return m;
}

#ifdef WIDE_CODE

#include <immintrin.h>

/* What a byte is, by its halves: a bit that both of them have. Four for names: digits, the letters of the first
 * sixteen, those of the second, the underscore. */
enum bytes_class {
	BYTES_DIGIT = 1 << 0,
	BYTES_EARLY = 1 << 1,
	BYTES_LATE = 1 << 2,
	BYTES_LINE = 1 << 3,
	BYTES_RARE = 1 << 4, /* NUL and carriage return */
	BYTES_END = 1 << 5,
	BYTES_TAB = 1 << 6,
	BYTES_SPACE = 1 << 7,
};

#define BYTES_1_TO_9 (BYTES_DIGIT | BYTES_EARLY | BYTES_LATE)

static const unsigned char bytes_low[16] = {
	[0] = BYTES_DIGIT | BYTES_LATE | BYTES_RARE | BYTES_SPACE,
	[1] = BYTES_1_TO_9,
	[2] = BYTES_1_TO_9,
	[3] = BYTES_1_TO_9,
	[4] = BYTES_1_TO_9,
	[5] = BYTES_1_TO_9,
	[6] = BYTES_1_TO_9,
	[7] = BYTES_1_TO_9,
	[8] = BYTES_1_TO_9,
	[9] = BYTES_1_TO_9 | BYTES_TAB,
	[10] = BYTES_EARLY | BYTES_LATE | BYTES_END,
	[11] = BYTES_EARLY,
	[12] = BYTES_EARLY,
	[13] = BYTES_EARLY | BYTES_RARE,
	[14] = BYTES_EARLY,
	[15] = BYTES_EARLY | BYTES_LINE,
};

static const unsigned char bytes_high_half[16] = {
	[0] = BYTES_RARE | BYTES_TAB | BYTES_END,
	[2] = BYTES_SPACE,
	[3] = BYTES_DIGIT,
	[4] = BYTES_EARLY,
	[5] = BYTES_LATE | BYTES_LINE,
	[6] = BYTES_EARLY,
	[7] = BYTES_LATE,
};

/* What is found in half of them. */
struct bytes_half {
	uint32_t unnamed; /* no names */
	uint32_t spaces, tabs, ends, imports;
	__m256i rare, slashes; /* bytes have their highest bit then */
};

WIDE_CODE static inline uint32_t
bytes_highest(__m256i b)
{
	return (uint32_t)_mm256_movemask_epi8(b);
}

WIDE_CODE static inline __m256i
bytes_twice(const unsigned char *table)
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)table));
}

WIDE_CODE static inline struct bytes_half
bytes_half(const char *at)
{
	const __m256i low = bytes_twice(bytes_low);
	const __m256i high = bytes_twice(bytes_high_half);
	const __m256i fifteen = _mm256_set1_epi8(15), zero = _mm256_setzero_si256();
	__m256i b = _mm256_loadu_si256((const __m256i *)(const void *)at);
	__m256i behind = _mm256_loadu_si256((const __m256i *)(const void *)(at + 2));
	__m256i upper = _mm256_and_si256(_mm256_srli_epi16(b, 4), fifteen);
	__m256i class =
		_mm256_and_si256(_mm256_shuffle_epi8(low, b), _mm256_shuffle_epi8(high, upper));
	__m256i imports = _mm256_and_si256(
		_mm256_cmpeq_epi8(b, _mm256_set1_epi8('i')),
		_mm256_cmpeq_epi8(behind, _mm256_set1_epi8('p')));

	return (struct bytes_half){
		.unnamed = bytes_highest(_mm256_cmpeq_epi8(_mm256_and_si256(class, fifteen), zero)),
		.spaces = bytes_highest(class),
		.tabs = bytes_highest(_mm256_slli_epi16(class, 1)),
		.ends = bytes_highest(_mm256_slli_epi16(class, 2)),
		.imports = bytes_highest(imports),
		.rare = _mm256_or_si256(b, _mm256_slli_epi16(class, 3)),
		.slashes = _mm256_and_si256(_mm256_cmpeq_epi8(b, _mm256_set1_epi8('#')),
		                            _mm256_cmpeq_epi8(behind, _mm256_set1_epi8('/'))),
	};
}

/* The same, thirty-two bytes at a time. */
WIDE_CODE static inline struct bytes_marks
bytes_marks_wide(const char *at)
{
	struct bytes_half one = bytes_half(at), other = bytes_half(at + 32);
	uint64_t tabs = one.tabs | (uint64_t)other.tabs << 32;

	return (struct bytes_marks){
		.names = ~(one.unnamed | (uint64_t)other.unnamed << 32),
		.blanks = (one.spaces | (uint64_t)other.spaces << 32) | tabs,
		.ends = one.ends | (uint64_t)other.ends << 32,
		.imports = one.imports | (uint64_t)other.imports << 32,
		.tabs = tabs != 0,
		.slashes = bytes_highest(_mm256_or_si256(one.slashes, other.slashes)) != 0,
		.rare = bytes_highest(_mm256_or_si256(one.rare, other.rare)) != 0,
	};
}

#endif

#endif
