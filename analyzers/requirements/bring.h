/*
 * bring.h - private to requirements/: what declared distributions bring along.
 */
#ifndef SHORING_REQUIREMENTS_BRING_H
#define SHORING_REQUIREMENTS_BRING_H

#include "requirements/declared.h"

/* Fill d->brought for the rows of that purpose. All in `a`. */
void bring(struct declared *d, struct arena *a, enum purpose purpose);

#endif
