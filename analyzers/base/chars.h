/*
 * chars.h - what kind of character a byte is: ASCII's alone, the same in every locale.
 */
#ifndef SHORING_CHARS_H
#define SHORING_CHARS_H

#include "base/defs.h"

static inline bool
char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
char_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool
char_is_alnum(char c)
{
	return char_is_letter(c) || char_is_digit(c);
}

static inline bool
char_is_name(char c)
{
	return char_is_alnum(c) || c == '_';
}

/* A byte that a name in Python may have: of a character beyond ASCII, too. */
static inline bool
char_is_word(char c)
{
	return char_is_name(c) || (unsigned char)c >= 0x80;
}

/* Between the words of a line. */
static inline bool
char_is_gap(char c)
{
	return c == ' ' || c == '\t';
}

/* A gap, a form feed or the end of a line. */
static inline bool
char_is_blank(char c)
{
	return char_is_gap(c) || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

/* A capital as a small letter. */
static inline char
char_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The value of a digit in any base up to 16; 16 for what is none. */
static inline unsigned
char_digit(char c)
{
	char low = char_lower(c);

	if (char_is_digit(c))
		return (unsigned)(c - '0');
	return low >= 'a' && low <= 'f' ? (unsigned)(low - 'a') + 10 : 16;
}

#endif
