/*
 * strings.h - private to requirements/: string literals of Python that may name what is used.
 */
#ifndef SHORING_REQUIREMENTS_STRINGS_H
#define SHORING_REQUIREMENTS_STRINGS_H

#include "requirements/texts.h"

/*
 * Call `fn` for the words of a file's literals: all of one without blanks, unless it is a key or is
 * compared with; of others the commands and the schemes of URLs; of long ones (in three quotes) what
 * they import. Comments and docstrings are no use. A file that is no Python gives what it gives.
 */
void strings_words(struct str text, text_word *fn, void *ctx);

#endif
