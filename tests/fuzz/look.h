/*
 * look.h - facts are what they promise to be, row by row.
 */
#ifndef SHORING_FUZZ_LOOK_H
#define SHORING_FUZZ_LOOK_H

#include "facts/grammar.h"

/* Read every text and every row that rows name. Ends the process if one is out of bounds. */
void look_at(const struct facts *f);
/* What a new worker of the grammar reads in the input: a sealed block in `a`. */
struct str
look_once(const struct grammar *grammar, struct arena *a, struct str path, struct str input);
/* Have a worker of the grammar read the input, twice: what it says must be a block of facts, the same one
 * each time, whose places are in the input. */
void look_read(const struct grammar *grammar, struct str path, struct str input);
/* look_read() for `one`; the other must say the same, byte for byte. */
void look_same(const struct grammar *one, const struct grammar *other, struct str path,
               struct str input);

#endif
