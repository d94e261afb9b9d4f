/*
 * guard.c - a guard in postfix is evaluated in Kleene's three-valued logic.
 */
#include "facts/guard.h"

#define STACK 64

static enum truth
truth_not(enum truth a)
{
	return a == TRUTH_UNKNOWN ? a : a == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
}

static enum truth
truth_and(enum truth a, enum truth b)
{
	if (a == TRUTH_FALSE || b == TRUTH_FALSE)
		return TRUTH_FALSE;
	return a == TRUTH_TRUE && b == TRUTH_TRUE ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

static enum truth
truth_of(bool b)
{
	return b ? TRUTH_TRUE : TRUTH_FALSE;
}

/* Cut a number and the dot after it off the version. */
static bool
cut_number(struct str *version, unsigned *out)
{
	struct str digits;

	if (!str_cut(version, '.', &digits) || digits.len == 0 || digits.len > 9)
		return false;
	*out = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (!char_is_digit(digits.at[i]))
			return false;
		*out = *out * 10 + (unsigned)(digits.at[i] - '0');
	}
	return true;
}

/* sys.version_info starts with (3, minor), and what follows is not known. */
static enum truth
version_truth(struct str op, struct str version, unsigned minor)
{
	const unsigned running[] = { 3, minor };
	bool equal_only = str_eq(op, STR("=="));
	bool less = str_eq(op, STR("<"));

	if (version.len == 0 || version.at[version.len - 1] == '.')
		return TRUTH_UNKNOWN;
	for (size_t i = 0; version.len > 0; i++) {
		unsigned number;

		if (!cut_number(&version, &number))
			return TRUTH_UNKNOWN;
		if (i >= countof(running)) {
			/* Nothing is less than zero; all else depends on the release. */
			if (number == 0 && version.len == 0 && !equal_only)
				return truth_of(!less);
			return TRUTH_UNKNOWN;
		}
		if (running[i] != number)
			return truth_of(!equal_only && (running[i] < number) == less);
	}
	return truth_of(!less);
}

static enum truth
operand_truth(struct str word, unsigned minor)
{
	struct str value = { word.at + 2, word.len - 2 };

	switch (word.at[0]) {
	case 'v':
		if (word.at[1] == '<')
			return version_truth(STR("<"), value, minor);
		if (value.len == 0 || value.at[0] != '=')
			return TRUTH_UNKNOWN;
		return version_truth((struct str){ word.at + 1, 2 },
		                     (struct str){ value.at + 1, value.len - 1 }, minor);
	case 'p':
		return truth_of(str_eq(value, STR("linux")));
	case 'P':
		return truth_of(str_starts(STR("linux"), value));
	case 'n':
		return truth_of(str_eq(value, STR("posix")));
	case 's':
		return truth_of(str_eq(value, STR("Linux")));
	default:
		return TRUTH_UNKNOWN;
	}
}

/* Is it `v` and an operator and a version, or a letter, `=` and a value? */
static bool
is_operand(struct str word)
{
	if (word.len < 2)
		return false;
	if (word.at[0] == 'v')
		return strchr("<>=", word.at[1]) != NULL && word.at[1] != '\0';
	return word.at[1] == '=' && strchr("pPns", word.at[0]) != NULL && word.at[0] != '\0';
}

enum truth
guard_truth(struct str guard, unsigned minor)
{
	enum truth stack[STACK];
	size_t depth = 0;
	struct str word;

	if (guard.len == 0)
		return TRUTH_TRUE;
	while (str_cut(&guard, ' ', &word)) {
		bool binary = str_eq(word, STR("&")) || str_eq(word, STR("|"));

		if (binary && depth >= 2) {
			enum truth b = stack[--depth], *a = &stack[depth - 1];

			*a = word.at[0] == '&' ? truth_and(*a, b)
			                       : truth_not(truth_and(truth_not(*a), truth_not(b)));
		} else if (str_eq(word, STR("!")) && depth >= 1) {
			stack[depth - 1] = truth_not(stack[depth - 1]);
		} else if (depth < STACK && (str_eq(word, STR("?")) || is_operand(word))) {
			stack[depth++] =
				word.at[0] == '?' ? TRUTH_UNKNOWN : operand_truth(word, minor);
		} else {
			return TRUTH_UNKNOWN;
		}
	}
	return depth == 1 ? stack[0] : TRUTH_UNKNOWN;
}
