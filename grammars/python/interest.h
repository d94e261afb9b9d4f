/*
 * interest.h - private to grammars/python: the names that facts can come from in an expression.
 *
 * What a name that is none of these is called with, or read off it, is no fact: names that
 * `import` binds anywhere in the text, the modules that walk.c asks for, and what is imported
 * from these. Sets of hashes: they may say yes for another name, and never say no for one of these.
 *
 * In the body of a function that binds nothing for others most of these come to no more than a
 * use (facts.h). Those that may mean what walk.c asks for are *telling*: with one of them there
 * the whole body matters.
 */
#ifndef SHORING_PYTHON_INTEREST_H
#define SHORING_PYTHON_INTEREST_H

#include "base/str.h"
#include "grammars/python/starts.h"

#define INTEREST_BITS 12
#define INTEREST_TOLD 40u

struct name_set {
	uint64_t bits[(1 << INTEREST_BITS) / 64];
};

struct interest {
	struct name_set all;
	struct name_set live;    /* those that `import` binds, the modules, and what is telling */
	struct name_set modules; /* these alone */
	struct name_set telling; /* by themselves, whatever is read off them */
	/* These, since other names look like them, and what they are in has to be read; as many as there is room for. */
	struct str told[INTEREST_TOLD];
	uint32_t told_count;
};

/* The sets of every text; `importers` as in facts/grammar.h. */
void interest_begin(struct interest *set, const struct strs *importers);
/* Add what the imports of a text bind, which is followed by LEX_PADDING bytes; they are at some of those
 * places. */
void interest_gather(struct interest *set, struct str text, const struct text_places *places,
                     const struct strs *importers);

/* Is that one of the modules? */
bool interest_is_module(struct str name);
/* Does walk.c ask for that attribute of one of the modules? */
bool interest_asks(struct str module, struct str attribute);

/* `key` is lex_key() of the name. */
static inline bool
interest_has(const struct name_set *set, uint64_t key)
{
	uint64_t bit = key >> (64 - INTEREST_BITS);

	return (set->bits[bit / 64] >> bit % 64 & 1) != 0;
}

/* Is the name telling? */
bool interest_is_told(const struct interest *set, struct str name);

static inline bool
interest_tells(const struct interest *set, uint64_t key, struct str name)
{
	return interest_has(&set->telling, key) && interest_is_told(set, name);
}

#endif
