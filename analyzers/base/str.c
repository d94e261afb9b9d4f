/*
 * str.c - comparing and cutting bytes with a length.
 */
#include "base/str.h"

#include "base/arena.h"
#include "base/bytes.h"

int
str_order(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len > 0 ? memcmp(a.at, b.at, len) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_eq((struct str){ s.at, prefix.len }, prefix);
}

bool
str_cut(struct str *rest, char sep, struct str *head)
{
	if (rest->len == 0)
		return false;

	const char *at = memchr(rest->at, (unsigned char)sep, rest->len);
	size_t len = at != NULL ? (size_t)(at - rest->at) : rest->len;
	size_t used = at != NULL ? len + 1 : len;

	*head = (struct str){ rest->at, len };
	*rest = (struct str){ rest->at + used, rest->len - used };
	return true;
}

struct str
str_before(struct str s, char sep)
{
	struct str rest = s, head = s;

	(void)str_cut(&rest, sep, &head);
	return head;
}

/* Where what stands after the last `sep` starts. */
static size_t
after_last(struct str s, char sep)
{
	size_t at = s.len;

	for (; at >= 16; at -= 16) {
		unsigned bits = bytes_bits(bytes_are(bytes_load(s.at + at - 16), sep));

		if (bits != 0)
			return at - 15 + HIGHEST_BIT(bits);
	}
	if (s.len >= 16) {
		/* Of the first sixteen, those that were not looked at. */
		unsigned bits = bytes_bits(bytes_are(bytes_load(s.at), sep)) & ((1u << at) - 1);

		return bits != 0 ? HIGHEST_BIT(bits) + 1 : 0;
	}
	while (at > 0 && s.at[at - 1] != sep)
		at--;
	return at;
}

struct str
str_before_last(struct str s, char sep)
{
	size_t at = after_last(s, sep);

	return (struct str){ s.at, at > 0 ? at - 1 : 0 };
}

struct str
str_after_last(struct str s, char sep)
{
	size_t at = after_last(s, sep);

	return (struct str){ at > 0 ? s.at + at : s.at, s.len - at };
}

struct str
str_skip(struct str s)
{
	while (s.len > 0 && char_is_blank(s.at[0]))
		s.at++, s.len--;
	return s;
}

struct str
str_trim(struct str s)
{
	while (s.len > 0 && char_is_blank(s.at[s.len - 1]))
		s.len--;
	return str_skip(s);
}

struct str
str_from(struct str s, size_t start)
{
	return str_slice(s, start, s.len);
}

struct str
str_slice(struct str s, size_t start, size_t end)
{
	/* The empty text may be at NULL, to which C adds nothing, not even 0. */
	return (struct str){ start > 0 ? s.at + start : s.at, end - start };
}

size_t
str_find(struct str s, struct str part)
{
	size_t at = 0;

	if (part.len == 0)
		return 0;
	/* Sixteen places at a time, by the first and the last byte of what is looked for. */
	for (; at + part.len + 15 <= s.len; at += 16) {
		unsigned places = bytes_equal(s.at + at, part.at[0]) &
		                  bytes_equal(s.at + at + part.len - 1, part.at[part.len - 1]);

		for (; places != 0; places &= places - 1)
			if (memcmp(s.at + at + LOWEST_BIT(places), part.at, part.len) == 0)
				return at + LOWEST_BIT(places);
	}
	for (; at + part.len <= s.len; at++)
		if (s.at[at] == part.at[0] && memcmp(s.at + at, part.at, part.len) == 0)
			return at;
	return SIZE_MAX;
}

bool
str_has(struct str s, struct str part)
{
	return str_find(s, part) != SIZE_MAX;
}

bool
str_has_any(struct str s, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_has(s, str_of(words[i])))
			return true;
	return false;
}

bool
str_is_any(struct str s, const char *const *words, size_t count)
{
	for (size_t i = 0; s.len > 0 && i < count; i++)
		if (words[i][0] == s.at[0] && str_eq(s, str_of(words[i])))
			return true;
	return false;
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_eq(str_from(s, s.len - suffix.len), suffix);
}

bool
str_like(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (char_lower(a.at[i]) != char_lower(b.at[i]))
			return false;
	return true;
}

struct str
str_keep(struct arena *a, struct str s)
{
	return (struct str){ arena_copy(a, s.at, s.len), s.len };
}

uint64_t
str_hash(struct str s)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.at[i]) * 0x100000001b3u;
	return h;
}

/* Sixteen bytes more. */
static uint64_t
sum_step(uint64_t sum, const char *at)
{
	return multiply_folded(
		bytes_word(at) ^ UINT64_C(0xE7037ED1A0B428DB), bytes_word(at + 8) ^ sum);
}

uint64_t
str_sum(struct str s)
{
	/* Four at once: a step waits for the one before it. */
	uint64_t a = UINT64_C(0x9E3779B97F4A7C15) ^ s.len, b = ~a, c = a << 1 | 1, d = ~c;
	char last[16] = { 0 };

	for (; s.len >= 64; s.at += 64, s.len -= 64) {
		a = sum_step(a, s.at);
		b = sum_step(b, s.at + 16);
		c = sum_step(c, s.at + 32);
		d = sum_step(d, s.at + 48);
	}
	for (; s.len >= 16; s.at += 16, s.len -= 16)
		a = sum_step(a, s.at);
	if (s.len > 0)
		memcpy(last, s.at, s.len);
	a = sum_step(a, last);
	return multiply_folded(
		multiply_folded(a ^ UINT64_C(0x8EBC6AF09C88C6E3), b),
		multiply_folded(c ^ UINT64_C(0xA0761D6478BD642F), d) ^
			UINT64_C(0xFF51AFD7ED558CCD));
}

struct str
str_join(struct arena *a, struct str left, char sep, struct str right)
{
	char *at = arena_array(a, char, left.len + right.len + 2);
	size_t len = left.len;

	if (left.len > 0)
		memcpy(at, left.at, left.len);
	if (left.len > 0 && right.len > 0)
		at[len++] = sep;
	if (right.len > 0)
		memcpy(at + len, right.at, right.len);
	return (struct str){ at, len + right.len };
}
