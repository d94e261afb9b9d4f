/*
 * str.c - comparing and cutting bytes with a length.
 */
#include "base/str.h"

#include "base/arena.h"

bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

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

uint64_t
str_sum(struct str s)
{
	uint64_t sum = 0x9E3779B97F4A7C15u ^ s.len;

	for (size_t i = 0; i < s.len; i += 8) {
		size_t left = s.len - i;
		uint64_t word = 0;

		memcpy(&word, s.at + i, left < 8 ? left : 8);
		sum = (sum ^ word) * 0xFF51AFD7ED558CCDu;
		sum ^= sum >> 32;
	}
	sum *= 0xC4CEB9FE1A85EC53u;
	return sum ^ sum >> 29;
}
