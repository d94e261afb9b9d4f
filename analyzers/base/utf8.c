/*
 * utf8.c - well-formed UTF-8, by the table of RFC 3629 section 4.
 */
#include "base/utf8.h"

static bool
is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

size_t
utf8_length(struct str s)
{
	const unsigned char *c = (const unsigned char *)s.at;

	if (s.len == 0)
		return 0;
	if (c[0] < 0x80)
		return 1;
	if (c[0] >= 0xC2 && c[0] <= 0xDF)
		return s.len >= 2 && is_tail(c[1]) ? 2 : 0;
	if ((c[0] & 0xF0) == 0xE0) {
		unsigned char low = c[0] == 0xE0 ? 0xA0 : 0x80;
		unsigned char high = c[0] == 0xED ? 0x9F : 0xBF;

		return s.len >= 3 && c[1] >= low && c[1] <= high && is_tail(c[2]) ? 3 : 0;
	}
	if (c[0] >= 0xF0 && c[0] <= 0xF4) {
		unsigned char low = c[0] == 0xF0 ? 0x90 : 0x80;
		unsigned char high = c[0] == 0xF4 ? 0x8F : 0xBF;

		return s.len >= 4 && c[1] >= low && c[1] <= high && is_tail(c[2]) && is_tail(c[3])
		               ? 4
		               : 0;
	}
	return 0;
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

size_t
utf8_valid(struct str s)
{
	size_t i = 0;

	while (i < s.len) {
		size_t n = utf8_length((struct str){ s.at + i, s.len - i });

		if (n == 0)
			break;
		i += n;
	}
	return i;
}
