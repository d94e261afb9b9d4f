/*
 * sorted.c - halving what is in order.
 */
#include "base/sorted.h"

static struct str
text_of(struct sorted rows, uint32_t row)
{
	const char *first = (const char *)rows.first;

	return *(const struct str *)(const void *)(first + row * rows.stride);
}

bool
sorted_holds(struct sorted rows)
{
	for (uint32_t i = 1; i < rows.count; i++)
		if (str_order(text_of(rows, i - 1), text_of(rows, i)) > 0)
			return false;
	return true;
}

uint32_t
sorted_from(struct sorted rows, struct str key)
{
	uint32_t low = 0, high = rows.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (str_order(text_of(rows, middle), key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t
sorted_find(struct sorted rows, struct str key)
{
	uint32_t row = sorted_from(rows, key);

	return row < rows.count && str_eq(text_of(rows, row), key) ? row : UINT32_MAX;
}
