/*
 * completing.h - private to hooks: what a word of the command line may be, for shells and for the manual.
 */
#ifndef SHORING_COMPLETING_H
#define SHORING_COMPLETING_H

#include "hooks/options.h"

enum completes {
	COMPLETES_NOTHING,
	COMPLETES_FILE,
	COMPLETES_RULE,  /* one */
	COMPLETES_RULES, /* a list with commas */
	COMPLETES_SERVICE,
	COMPLETES_WORDS, /* those of completing_words() */
};

/* What follows the option, by what its value is called. */
enum completes completing_value(const struct option *o);
/* What the operands of the command are, by what they are called. */
enum completes completing_operand(const struct command *c);
/* The words that the option of that command takes; with o NULL those of its operand. Appended with blanks
 * between them. */
void completing_words(struct buf *out, const struct command *c, const struct option *o);
/* Rule names, then codes, then prefixes of codes, with blanks between them. */
void completing_rules(struct buf *out);

void completions_bash(struct buf *out);
void completions_fish(struct buf *out);
void completions_zsh(struct buf *out);

#endif
