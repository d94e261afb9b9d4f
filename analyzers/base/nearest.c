/*
 * nearest.c - the distance between two words.
 */
#include "base/nearest.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

size_t
nearest_distance(struct str a, struct str b)
{
	size_t row[NEAREST_LENGTH_LIMIT + 1];

	if (a.len > NEAREST_LENGTH_LIMIT || b.len > NEAREST_LENGTH_LIMIT)
		return SIZE_MAX;
	for (size_t k = 0; k <= b.len; k++)
		row[k] = k;
	for (size_t i = 0; i < a.len; i++) {
		size_t diagonal = row[0];

		row[0] = i + 1;
		for (size_t k = 0; k < b.len; k++) {
			size_t change = diagonal + (lower(a.at[i]) != lower(b.at[k]));
			size_t least = row[k] < row[k + 1] ? row[k] + 1 : row[k + 1] + 1;

			diagonal = row[k + 1];
			row[k + 1] = change < least ? change : least;
		}
	}
	return row[b.len];
}

size_t
nearest_limit(struct str word)
{
	return word.len / 3 + 1;
}
