/*
 * declarers.h - private to requirements/: the services that declare a distribution for when they run.
 */
#ifndef SHORING_REQUIREMENTS_DECLARERS_H
#define SHORING_REQUIREMENTS_DECLARERS_H

#include "requirements/audit.h"

struct declarers {
	service_id at[2]; /* the first ones: to any service, one of two is another one */
	uint32_t count;   /* of these */
	/* How they write it, but for rows with an address or a condition, which may be right for
	 * nobody else: the first one's name, and the version if they agree, else "". */
	bool written;
	struct str name, specifier;
};

/* Of a distribution, in rows that are written somewhere; all zeroes if nobody declares it. Until the
 * next call. */
const struct declarers *declarers_of(struct audit *audit, struct str dist);

#endif
