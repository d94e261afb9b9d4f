/*
 * nearest.h - which of the known words was meant by one that is not known.
 */
#ifndef SHORING_NEAREST_H
#define SHORING_NEAREST_H

#include "base/str.h"

/* Words that are longer are near to nothing. */
#define NEAREST_LENGTH_LIMIT 64

/* Letters to insert, delete, change or swap with the next one to make one of the other, in any
 * case (optimal string alignment); SIZE_MAX when one is longer than NEAREST_LENGTH_LIMIT. */
size_t nearest_distance(struct str a, struct str b);
/* Words at this distance from `word` or further are no suggestion. */
size_t nearest_limit(struct str word);

#endif
