/*
 * slots.h - where the rows of a compiled table are found by their keys: what the build lays out and
 * the program looks up must hash alike.
 *
 * A table's slots are a power of two, at least twice as many as its rows; each holds the number of a
 * row plus one, or 0, in the first free slot from that of the key's hash on.
 */
#ifndef SHORING_SLOTS_H
#define SHORING_SLOTS_H

#include <stddef.h>
#include <stdint.h>

/* In the count of a row of submodules: its needs show only when what is imported is used. */
#define NEEDS_LATE 0x8000u

/* FNV-1a. The tables are ours: no key of a file under analysis is ever put in. */
static inline uint32_t
slot_hash(const char *key, size_t len)
{
	uint32_t h = 0x811C9DC5u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)key[i]) * 0x01000193u;
	return h ^ h >> 15;
}

#endif
