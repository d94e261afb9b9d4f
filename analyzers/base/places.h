/*
 * places.h - where in a list a text stands, at once.
 *
 * The list is given and stays its owner's; each text is in it once. For lists that are asked so often
 * that a search by halves is felt.
 */
#ifndef SHORING_PLACES_H
#define SHORING_PLACES_H

#include "base/hash.h"

struct place_index {
	struct strs texts;
	uint32_t *slots; /* private: places + 1, by hash; 0 is a free one */
	uint32_t room;   /* a power of two, or 0: nothing is in it */
	struct hash_keys keys;
};

/* In `a`; the texts outlive it. */
void places_build(struct place_index *out, struct arena *a, struct strs texts);
/* False: it is not in the list. Any thread. */
bool places_find(const struct place_index *p, struct str text, uint32_t *at);

#endif
