/*
 * baseline_index.h - the rows of a baseline by their fingerprints. Private to findings/.
 */
#ifndef SHORING_BASELINE_INDEX_H
#define SHORING_BASELINE_INDEX_H

#include "findings/baseline.h"

/* The number that 16 hexadecimal digits are; false for any other text. */
bool fingerprint_number(struct str text, uint64_t *out);
/* The row of that fingerprint, or NULL; until the next put. */
struct known *baseline_row(struct baseline *b, uint64_t fingerprint);
void baseline_put(struct baseline *b, uint64_t fingerprint, const struct known *row);

#endif
