/*
 * bytes.h - sixteen bytes at a time, where the machine can.
 *
 * For text that is followed by enough bytes to be read past its end: each function says how many
 * it may look at beyond what it finds.
 */
#ifndef SHORING_BYTES_H
#define SHORING_BYTES_H

#include "base/defs.h"

#if defined(__SSE2__)
#include <emmintrin.h>
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
#if defined(__SSE2__)
	const __m128i as = _mm_set1_epi8(a), bs = _mm_set1_epi8(b), cs = _mm_set1_epi8(c);

	for (;; at += 16) {
		__m128i piece = _mm_loadu_si128((const __m128i *)(const void *)at);
		__m128i found = _mm_or_si128(
			_mm_or_si128(_mm_cmpeq_epi8(piece, as), _mm_cmpeq_epi8(piece, bs)),
			_mm_cmpeq_epi8(piece, cs));
		unsigned mask = (unsigned)_mm_movemask_epi8(found);

		if (mask != 0)
			return at + LOWEST_BIT(mask);
	}
#else
	while (*at != a && *at != b && *at != c)
		at++;
	return at;
#endif
}

/* The first place before `end` where b follows a; `end` when there is none. Looks at up to 16
 * bytes from `end` on. */
static inline const char *
bytes_find_pair(const char *at, const char *end, char a, char b)
{
#if defined(__SSE2__)
	const __m128i as = _mm_set1_epi8(a), bs = _mm_set1_epi8(b);

	for (; at < end; at += 16) {
		__m128i first = _mm_loadu_si128((const __m128i *)(const void *)at);
		__m128i second = _mm_loadu_si128((const __m128i *)(const void *)(at + 1));
		__m128i found =
			_mm_and_si128(_mm_cmpeq_epi8(first, as), _mm_cmpeq_epi8(second, bs));
		unsigned mask = (unsigned)_mm_movemask_epi8(found);

		if (mask != 0) {
			at += LOWEST_BIT(mask);
			return at < end ? at : end;
		}
	}
#else
	for (; at < end; at++)
		if (at[0] == a && at[1] == b)
			return at;
#endif
	return end;
}

/* Which of sixteen bytes are `c`: a bit each, the first the lowest. */
static inline unsigned
bytes_equal(const char *at, char c)
{
#if defined(__SSE2__)
	__m128i piece = _mm_loadu_si128((const __m128i *)(const void *)at);

	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(piece, _mm_set1_epi8(c)));
#else
	unsigned mask = 0;

	for (unsigned i = 0; i < 16; i++)
		mask |= (unsigned)(at[i] == c) << i;
	return mask;
#endif
}

/* Which of sixteen bytes are not ASCII: a bit each, the first the lowest. */
static inline unsigned
bytes_high(const char *at)
{
#if defined(__SSE2__)
	return (unsigned)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)at));
#else
	unsigned mask = 0;

	for (unsigned i = 0; i < 16; i++)
		mask |= (unsigned)((unsigned char)at[i] >= 0x80) << i;
	return mask;
#endif
}

/* May one of sixteen bytes be NUL or a carriage return, or is one not ASCII? */
static inline bool
bytes_have_rare(const char *at)
{
#if defined(__SSE2__)
	__m128i piece = _mm_loadu_si128((const __m128i *)(const void *)at);
	__m128i found = _mm_or_si128(
		_mm_cmpeq_epi8(piece, _mm_setzero_si128()),
		_mm_cmpeq_epi8(piece, _mm_set1_epi8('\r')));

	return _mm_movemask_epi8(_mm_or_si128(found, piece)) != 0;
#else
	(void)at;
	return true;
#endif
}

/* Which of sixteen bytes continue a character of UTF-8: a bit each, the first the lowest. */
static inline unsigned
bytes_continuing(const char *at)
{
#if defined(__SSE2__)
	__m128i piece = _mm_loadu_si128((const __m128i *)(const void *)at);

	return (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(piece, _mm_set1_epi8(-64)));
#else
	unsigned mask = 0;

	for (unsigned i = 0; i < 16; i++)
		mask |= (unsigned)(((unsigned char)at[i] & 0xC0) == 0x80) << i;
	return mask;
#endif
}

/* Which of sixteen bytes are ASCII letters, digits or underscores: a bit each, the first the
 * lowest. */
static inline unsigned
bytes_in_name(const char *at)
{
#if defined(__SSE2__)
	__m128i piece = _mm_loadu_si128((const __m128i *)(const void *)at);
	__m128i small = _mm_or_si128(piece, _mm_set1_epi8(0x20));
	/* Shifted so that what is wanted is what is least. */
	__m128i letters = _mm_cmplt_epi8(
		_mm_add_epi8(small, _mm_set1_epi8(128 - 'a')), _mm_set1_epi8(-128 + 26));
	__m128i digits = _mm_cmplt_epi8(
		_mm_add_epi8(piece, _mm_set1_epi8(128 - '0')), _mm_set1_epi8(-128 + 10));
	__m128i lines = _mm_cmpeq_epi8(piece, _mm_set1_epi8('_'));

	return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letters, digits), lines));
#else
	unsigned mask = 0;

	for (unsigned i = 0; i < 16; i++)
		mask |= (unsigned)((at[i] >= 'a' && at[i] <= 'z') ||
		                   (at[i] >= 'A' && at[i] <= 'Z') ||
		                   (at[i] >= '0' && at[i] <= '9') || at[i] == '_')
		        << i;
	return mask;
#endif
}

#endif
