/*
 * declaring.h - private to requirements/: what all services declare, read on all cores.
 */
#ifndef SHORING_REQUIREMENTS_DECLARING_H
#define SHORING_REQUIREMENTS_DECLARING_H

#include "requirements/audit.h"

/* Fill in what each service declares, and its lists. As long-lived as audit->arena. */
void declaring_read(struct audit *audit);

#endif
