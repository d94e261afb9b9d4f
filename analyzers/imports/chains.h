/*
 * chains.h - private to imports/: where a dotted name is written in the code of a file.
 *
 * The text is read as tokens, no more: strings and comments are passed over, and what the names
 * mean is not asked. So whoever renames something must be told of every other use of its first
 * name, and give up.
 */
#ifndef SHORING_IMPORTS_CHAINS_H
#define SHORING_IMPORTS_CHAINS_H

#include "base/str.h"

/* A name in the code and what follows it with dots between, without blanks: "a.b.c". */
struct chain_text {
	struct str text;
	size_t start;   /* byte of the file */
	bool attribute; /* there is a dot before it */
};

/* Call fn for every chain in the code, in order, until it returns false. False then, and where a string
 * may hold code that names it: an f-string with `first`, any string with `dotted`. */
bool chains_each(struct str text, struct str first, struct str dotted,
                 bool (*fn)(void *ctx, const struct chain_text *chain), void *ctx);

#endif
