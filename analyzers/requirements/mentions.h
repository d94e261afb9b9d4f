/*
 * mentions.h - private to requirements/: distributions that files name without importing them.
 *
 * Scripts, CI, settings, URLs and strings are read only for distributions that nothing imports:
 * most runs ask for none, and no facts of such files need be kept. A word counts that is the name of
 * the distribution, a command of it, the start of a dotted name of its modules, or the scheme of a
 * URL that it serves.
 */
#ifndef SHORING_REQUIREMENTS_MENTIONS_H
#define SHORING_REQUIREMENTS_MENTIONS_H

#include "requirements/imported.h"

struct mentions;

/* A file that names a distribution. */
struct mention {
	struct str file, word;
	bool scheme;   /* the word stands before "://" */
	uint32_t line; /* 0: it is in a literal */
};

VEC(mention_rows, struct mention);

/* Look for those distributions on behalf of the services for which wanted[service_id] holds. All in
 * `a`. */
struct mentions *
mentions_find(struct arena *a, const struct audit *audit, const struct dist_ids *dists,
              const bool *wanted);
/* Does a file name it that may speak of the service: one below its directory or in its closure, or
 * one that belongs to no service or to one around it? True of all when such a file could not be read. */
bool mentions_has(const struct mentions *m, name_id dist, service_id service);
/* The first places that were found, of whatever distribution, one a file; the first few alone. */
struct mention_rows mentions_places(const struct mentions *m);

#endif
