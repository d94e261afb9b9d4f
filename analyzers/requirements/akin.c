/*
 * akin.c - names that share words: an index of the words of what is declared.
 */
#include "requirements/akin.h"

#include "base/arena.h"
#include "requirements/declared.h"
#include "requirements/distributions.h"
#include "rules/python.h"

/* A row that has the word in its name. */
struct posting {
	uint32_t row;  /* index in rows */
	uint32_t next; /* of the same word, as row + 1; 0: none */
};

static bool
next_word(struct str *rest, struct str *word)
{
	return str_cut(rest, '-', word);
}

void
akin_index(struct declared *d, struct arena *a)
{
	for (uint32_t i = 0; i < d->rows.count; i++) {
		const struct declaration *row = &d->rows.at[i];
		struct str rest = row->dist, word;

		if (row->row == NULL || row->purpose != PURPOSE_RUN)
			continue;
		if (row->extras.len > 0)
			*vec_push(a, &d->with_extras) = i;
		while (next_word(&rest, &word)) {
			uint32_t *first = map_put(a, &d->by_word, str_hash(word), NULL);

			*vec_push(a, &d->postings) = (struct posting){ i, *first };
			*first = d->postings.count;
		}
	}
}

bool
declared_has_akin(const struct declared *d, struct str name, bool unknown)
{
	struct str rest = name, word;

	while (next_word(&rest, &word)) {
		const uint32_t *first = map_find(&d->by_word, str_hash(word));

		for (uint32_t at = first != NULL ? *first : 0; at != 0;
		     at = d->postings.at[at - 1].next) {
			struct str dist = d->rows.at[d->postings.at[at - 1].row].dist;

			if (dist_is_akin(dist, name) && !(unknown && dist_requires(dist).count > 0))
				return true;
		}
	}
	return false;
}
