/*
 * hash.c - folded products of eight bytes each and a key.
 */
#include "base/hash.h"

#include "base/bytes.h"

static uint64_t
half_at(const char *at)
{
	uint32_t half;

	memcpy(&half, at, sizeof(half));
	return half;
}

struct hash_keys
hash_keys_of(const void *where)
{
	struct hash_keys keys;

	keys.at[0] = (uint64_t)(uintptr_t)where * UINT64_C(0x9E3779B97F4A7C15);
	for (size_t i = 1; i < countof(keys.at); i++)
		keys.at[i] = multiply_folded(
			keys.at[i - 1] ^ UINT64_C(0xE7037ED1A0B428DB),
			UINT64_C(0x8EBC6AF09C88C6E3));
	return keys;
}

uint64_t
hash_text(const struct hash_keys *keys, struct str text)
{
	const char *at = text.at, *end = text.at + text.len;
	uint64_t sum = keys->at[0], a = 0, b = 0;

	for (; end - at > 16; at += 16)
		sum = multiply_folded(bytes_word(at) ^ keys->at[1], bytes_word(at + 8) ^ sum);
	if (text.len >= 16) {
		a = bytes_word(end - 16);
		b = bytes_word(end - 8);
	} else if (text.len >= 8) {
		a = bytes_word(at);
		b = bytes_word(end - 8);
	} else if (text.len >= 4) {
		a = half_at(at);
		b = half_at(end - 4);
	} else if (text.len > 0) {
		a = (uint64_t)(unsigned char)at[0] << 16 |
		    (uint64_t)(unsigned char)at[text.len / 2] << 8 | (unsigned char)end[-1];
	}
	return multiply_folded(keys->at[2] ^ text.len, multiply_folded(a ^ keys->at[1], b ^ sum));
}
