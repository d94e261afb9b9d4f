/*
 * yaml_scalar.c - the regular expressions of the core schema, by hand.
 */
#include "base/yaml_scalar.h"

static const char *const inf[] = { ".inf", ".Inf", ".INF" };
static const char *const not_a_number[] = { ".nan", ".NaN", ".NAN" };
static const char *const nothing[] = { "~", "null", "Null", "NULL" };
static const char *const yes[] = { "true", "True", "TRUE" };
static const char *const no[] = { "false", "False", "FALSE" };

/* All digits of the base; *fits says whether they make a number of at most `most`, in *value. */
static bool
read_digits(struct str digits, unsigned base, uint64_t most, uint64_t *value, bool *fits)
{
	*value = 0;
	*fits = true;
	for (size_t i = 0; i < digits.len; i++) {
		unsigned digit = char_digit(digits.at[i]);

		if (digit >= base)
			return false;
		*fits = *fits && *value <= (most - digit) / base;
		if (*fits)
			*value = *value * base + digit;
	}
	return digits.len > 0;
}

/* [-+]?[0-9]+ or 0o[0-7]+ or 0x[0-9a-fA-F]+ */
static bool
read_int(struct str text, int64_t *number, bool *fits)
{
	bool negative = text.len > 0 && text.at[0] == '-';
	uint64_t value, most = (uint64_t)INT64_MAX + negative;
	unsigned base = 10;
	size_t i = negative || (text.len > 0 && text.at[0] == '+');

	if (str_starts(text, STR("0o")))
		base = 8;
	else if (str_starts(text, STR("0x")))
		base = 16;
	if (base != 10)
		i = 2;
	if (!read_digits((struct str){ text.at + i, text.len - i }, base, most, &value, fits))
		return false;
	if (*fits)
		*number = value > INT64_MAX ? INT64_MIN
		          : negative        ? -(int64_t)value
		                            : (int64_t)value;
	return true;
}

static size_t
skip_digits(struct str text, size_t i)
{
	while (i < text.len && char_is_digit(text.at[i]))
		i++;
	return i;
}

/* [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)? or infinity, or not a number */
static bool
is_float(struct str text)
{
	size_t i = text.len > 0 && (text.at[0] == '-' || text.at[0] == '+');

	if (str_is_any((struct str){ text.at + i, text.len - i }, inf, countof(inf)) ||
	    str_is_any(text, not_a_number, countof(not_a_number)))
		return true;

	size_t whole = skip_digits(text, i) - i;
	i += whole;
	if (i < text.len && text.at[i] == '.') {
		size_t part = skip_digits(text, i + 1) - (i + 1);

		if (whole + part == 0)
			return false;
		i += 1 + part;
	} else if (whole == 0) {
		return false;
	}
	if (i < text.len && (text.at[i] == 'e' || text.at[i] == 'E')) {
		i++;
		i += i < text.len && (text.at[i] == '-' || text.at[i] == '+');
		size_t exponent = skip_digits(text, i) - i;
		if (exponent == 0)
			return false;
		i += exponent;
	}
	return i == text.len;
}

enum doc_kind
yaml_scalar_kind(struct str text, int64_t *number)
{
	bool fits;

	*number = 0;
	if (text.len == 0 || str_is_any(text, nothing, countof(nothing)))
		return DOC_NULL;
	if (str_is_any(text, yes, countof(yes))) {
		*number = 1;
		return DOC_BOOL;
	}
	if (str_is_any(text, no, countof(no)))
		return DOC_BOOL;
	if (read_int(text, number, &fits))
		return fits ? DOC_INT : DOC_FLOAT;
	return is_float(text) ? DOC_FLOAT : DOC_STRING;
}
