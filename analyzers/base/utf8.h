/*
 * utf8.h - characters and the bytes they have.
 */
#ifndef SHORING_UTF8_H
#define SHORING_UTF8_H

#include "base/str.h"

/* Bytes (1 to 4) of the character that s starts with; 0 when it is empty or starts with none:
 * cut short, overlong, a surrogate or beyond U+10FFFF (RFC 3629). */
size_t utf8_length(struct str s);
/* Characters of s; a byte that belongs to none counts as one. */
size_t utf8_count(struct str s);
/* The code point of one character of n bytes, as utf8_length() counts them. */
uint32_t utf8_code(const char *at, size_t n);
/* Is the byte inside of a character, and not its first? */
bool utf8_is_inside(char byte);
/* Write a character, at most U+10FFFF, in up to 4 bytes; how many they are. */
size_t utf8_put(char *at, uint32_t c);
/* Where the first byte stands that belongs to no character; s.len when there is none. */
size_t utf8_valid(struct str s);

#endif
