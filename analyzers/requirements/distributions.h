/*
 * distributions.h - private to requirements/: from an import to the distributions that bring it.
 */
#ifndef SHORING_REQUIREMENTS_DISTRIBUTIONS_H
#define SHORING_REQUIREMENTS_DISTRIBUTIONS_H

#include "requirements/audit.h"

/* Any of these brings it. */
struct origin {
	struct strs
		dists;   /* as PEP 503 writes them; none: it cannot be told, or nothing is needed */
	bool configured; /* by `requirements.map` */
	bool installed;  /* an installed environment has it */
	bool guessed;    /* its own name, which no table knows */
	bool unheard;    /* … nor any manifest, and nothing of the repository is called so */
};

/* What the import of an absolute, dotted name needs: by the configuration; else by what is
 * installed, and by the tables by the longest prefix or by its own name. Nothing for the standard library, for what is
 * ours, for a namespace as such and for what a platform brings. */
struct origin origin_of(const struct audit *audit, struct str dotted);
/* The same; what nobody has heard of (`unheard`) has its name for the distribution's, where origin_of() has nothing. */
struct origin origin_or_name(const struct audit *audit, struct str dotted);
/* What an import needs besides its own distribution, by the longest prefix that is known. Needs
 * are counted from 0; false when there are no more. */
bool behind_of(const struct audit *audit, struct str dotted, uint32_t index, struct strs *dists);
/* Does the import itself go through without, so that what is imported fails when it is used? */
bool behind_is_late(const struct audit *audit, struct str dotted);
/* May the distribution bring the import name, or require what does, going by the words of the
 * two names (python-jose: jose; flask-sqlalchemy: sqlalchemy)? */
bool dist_is_akin(struct str dist, struct str name);

#endif
