/*
 * letters.c - letters outside ASCII that names are plainly made of.
 */
#include "base/utf8.h"
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
		size_t n;

		while (lex_in_name(*at))
			at++;
		if ((unsigned char)*at < 0x80)
			return at;
		/* None of them has four bytes. */
		n = (unsigned char)*at < 0xE0 ? 2 : 3;
		if (utf8_is_inside(*at) || (unsigned char)*at >= 0xF0 ||
		    !is_letter(utf8_code(at, n)))
			return NULL;
		at += n;
	}
}
