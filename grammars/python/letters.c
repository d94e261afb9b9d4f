/*
 * letters.c - letters outside ASCII that names are plainly made of.
 */
#include "base/defs.h"
#include "grammars/python/lex.h"

/* In every version of Unicode that matters each may stand anywhere in a name, is the same in its normal
 * form KC, and is not put together with what is before it. */
static const struct {
	uint32_t first, last;
} letters[] = {
	{ 0x00C0, 0x00D6 }, { 0x00D8, 0x00F6 }, { 0x00F8, 0x0131 }, { 0x0134, 0x013E },
	{ 0x0141, 0x0148 }, { 0x014A, 0x017E }, { 0x0391, 0x03A1 }, { 0x03A3, 0x03A9 },
	{ 0x03AC, 0x03CE }, { 0x0400, 0x045F }, { 0x05D0, 0x05EA }, { 0x0621, 0x063A },
	{ 0x0641, 0x064A }, { 0x0E01, 0x0E30 }, { 0x0E40, 0x0E46 }, { 0x3041, 0x3096 },
	{ 0x30A1, 0x30FA }, { 0x4E00, 0x9FA5 }, { 0xAC00, 0xD7A3 },
};

/* A character of two or three bytes; 0 for any other. */
static uint32_t
character(const unsigned char *at)
{
	if (at[0] >= 0xC0 && at[0] < 0xE0)
		return (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu);
	if (at[0] >= 0xE0 && at[0] < 0xF0)
		return (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
	return 0;
}

static bool
is_letter(uint32_t c)
{
	for (size_t i = 0; i < countof(letters); i++)
		if (c >= letters[i].first && c <= letters[i].last)
			return true;
	return false;
}

const char *
lex_letters(const char *start)
{
	const char *at = start;

	for (;;) {
		uint32_t c;

		while (lex_in_name(*at))
			at++;
		if ((unsigned char)*at < 0x80)
			return at;
		c = character((const unsigned char *)at);
		if (!is_letter(c))
			return NULL;
		at += c < 0x800 ? 2 : 3;
	}
}
