/*
 * interest.h - private to grammars/python: the names that facts can come from in an expression.
 *
 * What a name that is none of these is called with, or read off it, is no fact: names that
 * `import` binds anywhere in the text, the modules that walk.c asks for, and what is imported
 * from these. A set of hashes: it may say yes for another name, and never says no for one of these.
 */
#ifndef SHORING_PYTHON_INTEREST_H
#define SHORING_PYTHON_INTEREST_H

#include "base/str.h"

#define INTEREST_BITS 12

struct interest {
	uint64_t bits[(1 << INTEREST_BITS) / 64];
};

/* `text` is followed by LEX_PADDING bytes; `importers` as in facts/grammar.h. */
void interest_gather(struct interest *set, struct str text, const struct strs *importers);

/* `key` is lex_key() of the name. */
static inline bool
interest_has(const struct interest *set, uint64_t key)
{
	uint64_t bit = key >> (64 - INTEREST_BITS);

	return (set->bits[bit / 64] >> bit % 64 & 1) != 0;
}

#endif
