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

/* The answers for all four as one. */
static inline uint64_t
bytes_many_bits(struct bytes a, struct bytes b, struct bytes c, struct bytes d)
{
	uint32_t first = bytes_bits(a) | bytes_bits(b) << 16;
	uint32_t second = bytes_bits(c) | bytes_bits(d) << 16;

	return first | (uint64_t)second << 32;
}

/* Which are NUL, a carriage return or not ASCII? */
static inline struct bytes
bytes_rare(struct bytes b)
{
	return bytes_or(bytes_among(b, 0x80, 0x81), bytes_are(b, '\r'));
}

/* Which of BYTES_MANY bytes are line ends. *rare: one of them is bytes_rare(). */
static inline uint64_t
bytes_line_ends(const char *at, bool *rare)
{
	struct bytes a = bytes_load(at), b = bytes_load(at + 16), c = bytes_load(at + 32),
		     d = bytes_load(at + 48);
	struct bytes odd = bytes_or(
		bytes_or(bytes_rare(a), bytes_rare(b)), bytes_or(bytes_rare(c), bytes_rare(d)));

	*rare = bytes_bits(odd) != 0;
	return bytes_many_bits(
		bytes_are(a, '\n'), bytes_are(b, '\n'), bytes_are(c, '\n'), bytes_are(d, '\n'));
}

#endif
