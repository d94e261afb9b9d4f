/*
 * sorted.c - halving what is in order.
 */
#include "base/sorted.h"

#include <stdlib.h>

static struct str
text_of(struct sorted rows, uint32_t row)
{
	const char *first = (const char *)rows.first;

	return *(const struct str *)(const void *)(first + row * rows.stride);
}

static int
by_order(const void *left, const void *right)
{
	return str_order(*(const struct str *)left, *(const struct str *)right);
}

void
sorted_put(struct str *at, size_t count)
{
	if (count > 1)
		qsort(at, count, sizeof(*at), by_order);
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
sorted_below(struct sorted rows, struct str dir, bool below)
{
	const unsigned char next = below ? '/' : '/' + 1;
	uint32_t low = 0, high = rows.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct str path = text_of(rows, middle);
		int order =
			str_order(str_slice(path, 0, path.len < dir.len ? path.len : dir.len), dir);

		if (order == 0)
			order = path.len > dir.len && (unsigned char)path.at[dir.len] >= next
			                ? 1
			                : -1;
		if (order < 0)
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
