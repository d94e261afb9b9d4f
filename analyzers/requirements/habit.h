/*
 * habit.h - private to requirements/: what the repository's services do about a distribution.
 *
 * One that most of those who need it declare does not come along with something else.
 */
#ifndef SHORING_REQUIREMENTS_HABIT_H
#define SHORING_REQUIREMENTS_HABIT_H

#include "requirements/audit.h"

/* Of the services that may need a distribution, so many declare it for running, and so many do not. */
struct habit {
	uint32_t declared, bare;
};

/* All services' declarations must have been read; the first call counts for all distributions. */
struct habit habit_of(struct audit *audit, struct str dist);

/* Does a service that declares the one declare the other as well, both for running? False for what is asked
 * after very many others. */
bool habit_beside(struct audit *audit, struct str dist, struct str other);

#endif
