/*
 * utf8.c - well-formed UTF-8, by the table of RFC 3629 section 4.
 */
#include "base/utf8.h"

#include "base/bytes.h"

bool
utf8_is_inside(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Bytes that a first byte of 0x80 or more announces; 0 when it is none. */
static size_t
announced(unsigned char c)
{
	if (c < 0xC2 || c > 0xF4)
		return 0;
	return c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* May the second byte follow the first? It decides what is overlong, a surrogate or too high. */
static bool
is_second(unsigned char first, unsigned char c)
{
	unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
	unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;

	return c >= low && c <= high;
}

size_t
utf8_length(struct str s)
{
	const unsigned char *c = (const unsigned char *)s.at;

	if (s.len == 0)
		return 0;
	if (c[0] < 0x80)
		return 1;

	size_t n = announced(c[0]);
	if (n == 0 || s.len < n || !is_second(c[0], c[1]))
		return 0;
	for (size_t i = 2; i < n; i++)
		if (!utf8_is_inside(s.at[i]))
			return 0;
	return n;
}

size_t
utf8_count(struct str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.len; count++) {
		size_t n = utf8_length((struct str){ s.at + i, s.len - i });

		i += n > 0 ? n : 1;
	}
	return count;
}

uint32_t
utf8_code(const char *at, size_t n)
{
	static const unsigned char masks[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	uint32_t code = (unsigned char)at[0] & masks[n];

	for (size_t i = 1; i < n; i++)
		code = code << 6 | ((unsigned char)at[i] & 0x3F);
	return code;
}

size_t
utf8_put(char *at, uint32_t c)
{
	static const unsigned char marks[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = n - 1; i > 0; i--) {
		at[i] = (char)(0x80 | (c & 0x3F));
		c >>= 6;
	}
	at[0] = (char)(marks[n] | c);
	return n;
}

size_t
utf8_valid(struct str s)
{
	size_t i = 0;

	while (i < s.len) {
		size_t n;

		if (i + 16 <= s.len) {
			unsigned high = bytes_high(s.at + i);

			if (high == 0) {
				i += 16;
				continue;
			}
			i += LOWEST_BIT(high);
		}
		n = utf8_length((struct str){ s.at + i, s.len - i });
		if (n == 0)
			break;
		i += n;
	}
	return i;
}
