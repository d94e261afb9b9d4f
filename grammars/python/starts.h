/*
 * starts.h - private to grammars/python: what is found in a text sixty-four bytes at a time, before it is
 * read: its lines, where tokens can start, where imports may be.
 *
 * Answers are a bit each byte, the first the lowest of the first byte.
 */
#ifndef SHORING_PYTHON_STARTS_H
#define SHORING_PYTHON_STARTS_H

#include "base/str.h"
#include "base/vec.h"

struct arena;

/* Sixty-four bytes of a text. */
struct source_block {
	uint64_t ends;  /* a bit each, the first the lowest: it ends a line */
	uint32_t lines; /* that end before it */
	uint32_t start; /* of the line that its first byte is in */
};

VEC(text_places, uint32_t);

/* Of a text, and of a line end and NULs behind it. */
struct starts {
	/* Where a token can start, or a line end: all is a start but blanks, and what is in a name
	 * behind its first byte. */
	unsigned char *at;
	unsigned char *named;        /* likewise: ASCII letters, digits and underscores */
	uint32_t count;              /* words; in the last are the NULs */
	struct source_block *blocks; /* up to the end of the text */
	struct text_places imports;  /* where a name starts with `i`, another letter and `p` */
	bool tabs;                   /* there is one in the text; likewise: */
	bool nul, returns, high;     /* what is not ASCII */
	bool slashes;                /* a `#`, and a slash two bytes behind it */
};

/* Find them, in memory of the arena. */
void starts_find(struct starts *out, struct arena *a, struct str text);
/* The same as on machines that know nothing of more than sixteen bytes at once. */
void starts_find_narrow(struct starts *out, struct arena *a, struct str text);

#endif
