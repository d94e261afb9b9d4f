/*
 * given.c - files whose texts the caller gives, in place of what is on the disk.
 */
#include "scan/given.h"

#include "base/arena.h"

#include <stdlib.h>

static int
listed_order(const void *left, const void *right)
{
	return str_order(((const struct listed *)left)->path, ((const struct listed *)right)->path);
}

void
given_assume(struct arena *a, struct listed_vec *files, struct scan_texts texts)
{
	uint32_t kept = 0, listed = files->count;

	if (texts.count == 0)
		return;
	for (uint32_t i = 0; i < listed; i++) {
		const struct scan_text *given = scan_text_at(texts, files->at[i].path);

		if (given == NULL || !given->absent)
			files->at[kept++] = files->at[i];
	}
	listed = files->count = kept;
	for (uint32_t i = 0; i < texts.count; i++) {
		const struct listed file = { texts.at[i].path, { .kind = FILE_REGULAR }, false };

		if (!texts.at[i].absent &&
		    (listed == 0 ||
		     bsearch(&file, files->at, listed, sizeof(file), listed_order) == NULL))
			*vec_push(a, files) = file;
	}
	if (files->count > 1)
		qsort(files->at, files->count, sizeof(*files->at), listed_order);
}
