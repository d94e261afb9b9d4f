/*
 * judge.h - private to requirements/: a service's answer to one of its needs.
 */
#ifndef SHORING_REQUIREMENTS_JUDGE_H
#define SHORING_REQUIREMENTS_JUDGE_H

#include "requirements/audit.h"

/* By what the service declares, and what platforms and other projects bring it. `need` may be of no place. */
struct verdict
judge_need(struct audit *audit, const struct service_audit *s, const struct need *need);
/* The same if the service declared only what `list` has. */
struct verdict
judge_by(struct audit *audit, const struct service_audit *s, const struct need *need,
         const struct declared *list);

#endif
