/*
 * kinds.h - private to requirements/: what services may need, whichever way they come to it.
 *
 * A need here is not of a place. What the modules of a part that services share need is gathered once
 * for all of them, so a service all of whose needs are declared need not be walked.
 */
#ifndef SHORING_REQUIREMENTS_KINDS_H
#define SHORING_REQUIREMENTS_KINDS_H

#include "requirements/audit.h"

struct kinds;

/* In audit->arena. */
struct kinds *kinds_new(struct audit *audit);
/* All that the imports of the service's closure may need, each once; needs have no module and no
 * edge. Rather too many than too few. Holds until the next call. */
struct needs kinds_of_service(struct kinds *k, const struct service *s);

#endif
