/*
 * heard.h - private to requirements/: what may be brought by distributions that nobody has read.
 *
 * No table, lock or environment knows of every distribution what it requires. What such a one
 * requires may be anything; what many others require is likely to be among it.
 */
#ifndef SHORING_REQUIREMENTS_HEARD_H
#define SHORING_REQUIREMENTS_HEARD_H

#include "requirements/audit.h"

/* Do several others require it in any case, as far as the tables tell? */
bool heard_is_required(struct audit *audit, struct str dist);
/* Do several require it, in any case or with an extra, or have a use for it? */
bool heard_is_wanted(struct audit *audit, struct str dist);
/* What is installed of what the service declares: of an image that, else all. */
const struct declared *heard_there(const struct service_audit *s);
/* Rows other than the distribution's own that are there when it runs and may bring it, for all that is
 * known. */
struct strangers {
	const struct declaration
		*likely; /* one that is called after the distribution, else the first; or NULL */
	bool kin;        /* it is called so (promptflow-vectordb: promptflow) */
	uint32_t count;
};

/* Those of which it is not known what they require. */
struct strangers
heard_strangers(const struct audit *audit, const struct declared *d, struct str dist);
/* A row of so old a release that nobody knows what that requires, where the distribution is one that so
 * many require that old releases may; NULL: there is none. */
const struct declaration *
heard_aged(struct audit *audit, const struct declared *d, struct str dist);
/* A row that might bring it, as nobody knows what it requires, though nothing more speaks for it: a stranger, or one of an
 * older release than the tables know of what requires the same today as the distribution does; NULL: there is none. */
const struct declaration *
heard_unlikely(struct audit *audit, const struct declared *d, struct str dist);
/* A row of which nobody but Debian has read what it requires, and whose package there installs the
 * distribution along, or suggests it. */
const struct declaration *heard_suggester(const struct declared *d, struct str dist);

#endif
