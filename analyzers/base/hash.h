/*
 * hash.h - hashes of texts that no input can foresee.
 *
 * Names come from hostile files, and with a hash that is the same in every run a file could make
 * a table slow. So nothing that is shown or kept may depend on these.
 */
#ifndef SHORING_HASH_H
#define SHORING_HASH_H

#include "base/str.h"

struct hash_keys {
	uint64_t at[3];
};

/* Keys of this run alone: where memory lies is different in every run. */
struct hash_keys hash_keys_of(const void *where);
/* In the manner of wyhash (Wang Yi). */
uint64_t hash_text(const struct hash_keys *keys, struct str text);

#endif
