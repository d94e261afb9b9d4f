/*
 * text.c - characters, white space and numbers of any size.
 */
#include "packaging/text.h"

#include "base/utf8.h"

char
text_at(struct str s, size_t i)
{
	return i < s.len ? s.at[i] : '\0';
}

/* Bytes of the white space character here; 0 when it is none. */
static size_t
space_length(struct str s)
{
	/* str.isspace() beyond ASCII: U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029,
	 * U+202F, U+205F, U+3000. */
	static const struct str wide[] = {
		{ "\xC2\x85", 2 },     { "\xC2\xA0", 2 },     { "\xE1\x9A\x80", 3 },
		{ "\xE2\x80\xA8", 3 }, { "\xE2\x80\xA9", 3 }, { "\xE2\x80\xAF", 3 },
		{ "\xE2\x81\x9F", 3 }, { "\xE3\x80\x80", 3 },
	};
	unsigned char c = (unsigned char)text_at(s, 0);

	if (s.len == 0)
		return 0;
	if (c < 0x80)
		return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
	for (size_t i = 0; i < countof(wide); i++)
		if (str_starts(s, wide[i]))
			return wide[i].len;
	if (str_starts(s, STR("\xE2\x80")) && s.len > 2) {
		unsigned char last = (unsigned char)s.at[2];

		return last >= 0x80 && last <= 0x8A ? 3 : 0;
	}
	return 0;
}

size_t
text_space(struct str s)
{
	size_t i = 0, len;

	while ((len = space_length(str_from(s, i))) > 0)
		i += len;
	return i;
}

struct str
text_strip(struct str s)
{
	s = str_from(s, text_space(s));
	while (s.len > 0) {
		size_t start = s.len - 1;

		while (start > 0 && s.len - start < 3 && utf8_is_inside(s.at[start]))
			start--;
		if (space_length(str_from(s, start)) != s.len - start)
			break;
		s.len = start;
	}
	return s;
}

bool
text_starts_nocase(struct str s, struct str word)
{
	if (s.len < word.len)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (char_lower(s.at[i]) != word.at[i])
			return false;
	return true;
}

struct str
text_number(struct str digits)
{
	size_t i = 0;

	while (i < digits.len && digits.at[i] == '0')
		i++;
	return str_from(digits, i);
}

int
text_number_order(struct str a, struct str b)
{
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return str_order(a, b);
}
