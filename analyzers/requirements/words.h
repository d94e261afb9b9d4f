/*
 * words.h - private to requirements/: rows that are words of a command in a Dockerfile.
 */
#ifndef SHORING_REQUIREMENTS_WORDS_H
#define SHORING_REQUIREMENTS_WORDS_H

#include "base/buf.h"
#include "common/mend.h"

/* Is it one word of a shell's command, in quotes or not? A string of a command in JSON is none. */
bool word_is(struct str text, const struct span *span);
/* Do the two stand in one command, with nothing but words, blanks and continued lines between them? */
bool word_same_command(struct str text, const struct span *one, const struct span *two);
/* The text to put after the row, or before it, so that the command has a further word `name` with
 * the version `specifier`: on a line of its own if the row has one. Quoted where the shell would
 * take it for more, as the row is. Appended to out. */
void word_beside(struct buf *out, struct str text, const struct span *row, struct str name,
                 struct str specifier, bool after);

#endif
