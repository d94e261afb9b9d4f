/*
 * numbers.c - numbers as tokens (language reference, "Numeric literals").
 */
#include "grammars/python/lex.h"

/* Past digits with single underscores between them. */
static const char *
digits(const char *at)
{
	while (char_is_digit(*at) || (*at == '_' && at[-1] != '_' && at[-1] != '.'))
		at++;
	return at;
}

/* Hexadecimal, octal or binary; NULL when nothing follows the prefix. */
static const char *
based(const char *start)
{
	char base = (char)(start[1] | 0x20);
	const char *at = start + 2;
	const char *of =
		base == 'x'   ? "0123456789abcdefABCDEF_"
		: base == 'o' ? "01234567_"
			      : "01_";

	while (*at != '\0' && strchr(of, *at) != NULL && !(at[0] == '_' && at[1] == '_'))
		at++;
	return at > start + 2 ? at : NULL;
}

/* Past the digits after an E; NULL when there are none. */
static const char *
exponent(const char *at)
{
	const char *from = at + (*at == '-' || *at == '+');

	at = digits(from);
	return at == from || *from == '_' ? NULL : at;
}

static const char *
decimal(const char *start, bool *whole)
{
	const char *at = digits(start);

	if (*at == '.') {
		*whole = false;
		at = digits(at + 1);
	}
	if (*at == 'e' || *at == 'E') {
		*whole = false;
		at = exponent(at + 1);
	}
	if (at != NULL && (*at == 'j' || *at == 'J'))
		at++;
	return at;
}

const char *
lex_number(const char *start, bool *whole)
{
	char next = (char)(start[1] | 0x20);
	const char *end;

	*whole = true;
	if (*start == '0' && (next == 'x' || next == 'o' || next == 'b'))
		end = based(start);
	else
		end = decimal(start, whole);
	if (end == NULL || end[-1] == '_' || lex_in_name(*end) || (unsigned char)*end >= 0x80)
		return NULL;
	return end;
}
