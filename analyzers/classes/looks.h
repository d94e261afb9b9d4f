/*
 * looks.h - which files were looked into to judge the classes of others, and where an answer may depend on who
 * asked first.
 *
 * Whatever is looked up goes from one file to the next: from a file to those that it imports, from these to what
 * they import. So it is enough to note each such step; what was looked into for a file is all that its steps lead to,
 * whoever was the first to go them.
 *
 * Most answers are the same whoever asks. Where a question leads back to itself, or too deep, they need not be: that
 * is noted of the file in which it happened. One thread at a time.
 */
#ifndef SHORING_CLASSES_LOOKS_H
#define SHORING_CLASSES_LOOKS_H

#include "base/arena.h"
#include "base/bits.h"
#include "base/map.h"
#include "base/vec.h"

struct step {
	uint32_t from, to; /* modules; looks.modules: folders without __init__, all of them */
};

VEC(step_vec, struct step);

/* So much may all classes together cost (type.h); far below that nobody comes to its limits. */
#define LOOKS_SPENT_LIMIT (UINT64_C(1) << 25)

/* All zeroes: not opened, and nothing noted. */
struct looks {
	struct arena arena;
	uint32_t modules;
	struct step_vec steps; /* each once */
	struct map known;      /* (from, to) */
	uint32_t *last;        /* by `from`: where the last step led to + 1 */
	struct bits turns;     /* modules in which an answer may depend on who asked */
	struct bits found;     /* modules about which there was something to say */
	uint64_t spent;        /* steps to make the orders of classes, and sixteen for each cell */
};

void looks_open(struct looks *l, uint32_t modules);
void looks_release(struct looks *l);
void looks_add(struct looks *l, uint32_t from, uint32_t to);

#endif
