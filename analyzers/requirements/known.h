/*
 * known.h - private to requirements/: what is known of distributions, whoever tells: lock files,
 * an installed environment, the tables.
 *
 * A lock is like an environment without files. Both are sources: each answers for the distributions
 * that it has and says nothing of others. Names are as PEP 503 writes them.
 */
#ifndef SHORING_REQUIREMENTS_KNOWN_H
#define SHORING_REQUIREMENTS_KNOWN_H

#include "base/vec.h"
#include "packaging/specifier.h"
#include "project/project.h"

struct known;
struct known_common;

/* Somebody who knows what is installed. */
struct known_source {
	void *ctx;
	/* What the distribution ("celery"), or one extra of it ("celery[redis]"), requires: each
	 * "name" or "name[extra,extra]". False when the source does not have the distribution or
	 * does not know. */
	bool (*requires)(void *ctx, const struct known *k, struct str item, struct strs *out);
	/* The version of a distribution that is there; "": not told, or it is not there. */
	struct str (*version)(void *ctx, struct str dist);
};

VEC(known_sources, struct known_source);

/* What is known for one service. */
struct known {
	struct arena *arena; /* answers live in it */
	struct known_sources
		sources;             /* asked in this order: the service's locks, the environment */
	unsigned first, last;        /* minors of 3: the Pythons that the service may run on */
	struct known_common *common; /* NULL: the service has sources of its own */
};

/* What the services of one project ask, and most of them ask alike, is looked up once. In `a`. */
struct known_common *known_common_new(struct arena *a);
/* The tables, and the environment that the project has, if any. */
void
known_init(struct known *k, struct arena *a, const struct project *p, struct known_common *common);
/* Ask this one before those that are there. */
void known_add_first(struct known *k, struct known_source source);
/*
 * What a distribution or an extra of it requires, each "name" or "name[extra,extra]". The first
 * source that has it answers, at a version that is wanted (PEP 440; "", or what is no specifier: at any); the tables, whose answers
 * are of releases of the last years, where none has.
 */
struct strs known_requires(const struct known *k, struct str item, struct str specifier);
/* The same; from *now on they are what only earlier releases required. */
struct strs
known_requires_of(const struct known *k, struct str item, struct str specifier, uint32_t *now);
/* Does a source tell what the distribution requires, at whatever version? */
bool known_is_exact(const struct known *k, struct str dist);
/* Do only earlier releases of the distribution bring the need, and does the specifier admit later ones? *since: the first
 * that is known to bring it no more. By the tables alone: false of one that a lock or an environment tells of. */
bool known_has_dropped(const struct known *k, struct str dist, struct str specifier,
                       struct str need, struct str *since);
/* Are only releases wanted (PEP 440) that are far older than any that the tables were made from (their major
 * version is less than half of it), and does no source have the distribution? Then it is not known what
 * they require. */
bool known_is_aged(const struct known *k, struct str dist, struct str specifier);
/* The same of releases that are older at all. */
bool known_is_early(const struct known *k, struct str dist, struct str specifier);

#endif
