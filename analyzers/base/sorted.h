/*
 * sorted.h - rows in the order of a text that each of them has (str_order), and looking them up.
 *
 * A view: nothing is owned, nothing fails. Of rows with equal texts the first one is found.
 */
#ifndef SHORING_SORTED_H
#define SHORING_SORTED_H

#include "base/str.h"

struct sorted {
	const struct str *first; /* the text of the first row */
	size_t stride;           /* bytes from one row's text to the next one's */
	uint32_t count;
};

/* Of `rows`, a pointer, by their member `text`; of plain texts by SORTED_STRS. */
#define SORTED(rows, text, count) \
	((struct sorted){ (count) > 0 ? &(rows)->text : NULL, sizeof(*(rows)), (count) })
#define SORTED_STRS(strs) ((struct sorted){ (strs).at, sizeof(struct str), (strs).count })

/* Put texts in order. */
void sorted_put(struct str *at, size_t count);
/* Are they in order? What mostly is need not be sorted. */
bool sorted_holds(struct sorted rows);
/* The first row whose text does not come before `key`; count if there is none. */
uint32_t sorted_from(struct sorted rows, struct str key);
/* Of paths: the first row that does not come before dir + '/' + anything (`below`), or the first after all those. What
 * is below the directory stands from the one to the other. */
uint32_t sorted_below(struct sorted rows, struct str dir, bool below);
/* The row whose text is `key`, or UINT32_MAX. */
uint32_t sorted_find(struct sorted rows, struct str key);

#endif
