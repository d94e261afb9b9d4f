/*
 * text.h - private to packaging/: characters as Python's regular expressions see them.
 */
#ifndef SHORING_PACKAGING_TEXT_H
#define SHORING_PACKAGING_TEXT_H

#include "base/str.h"

/* Byte i, or NUL when there is none. */
char text_at(struct str s, size_t i);
/* Bytes of white space (`\s`, also what is not ASCII) that s starts with. */
size_t text_space(struct str s);
/* Without white space around it. */
struct str text_strip(struct str s);
/* Does s start with `word`, which is in lower case, in any case? */
bool text_starts_nocase(struct str s, struct str word);
/* Digits without the zeros before them; zero is "". */
struct str text_number(struct str digits);
/* <0, 0 or >0 for two numbers of any size, as text_number() has them. */
int text_number_order(struct str a, struct str b);

#endif
