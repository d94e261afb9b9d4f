/*
 * nearest.c - the distance between two words.
 */
#include "base/nearest.h"

size_t
nearest_distance(struct str a, struct str b)
{
	size_t rows[3][NEAREST_LENGTH_LIMIT + 1];

	if (a.len > NEAREST_LENGTH_LIMIT || b.len > NEAREST_LENGTH_LIMIT)
		return SIZE_MAX;
	for (size_t k = 0; k <= b.len; k++)
		rows[0][k] = k;
	for (size_t i = 0; i < a.len; i++) {
		const size_t *above = rows[i % 3], *higher = rows[(i + 2) % 3];
		size_t *row = rows[(i + 1) % 3];

		row[0] = i + 1;
		for (size_t k = 0; k < b.len; k++) {
			size_t change = above[k] + (char_lower(a.at[i]) != char_lower(b.at[k]));
			size_t least = row[k] < above[k + 1] ? row[k] + 1 : above[k + 1] + 1;
			bool swapped =
				i > 0 && k > 0 && char_lower(a.at[i]) == char_lower(b.at[k - 1]) &&
				char_lower(a.at[i - 1]) == char_lower(b.at[k]);

			least = change < least ? change : least;
			row[k + 1] =
				swapped && higher[k - 1] + 1 < least ? higher[k - 1] + 1 : least;
		}
	}
	return rows[a.len % 3][b.len];
}

size_t
nearest_limit(struct str word)
{
	return word.len / 3 + 1;
}
