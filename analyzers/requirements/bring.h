/*
 * bring.h - private to requirements/: what declared distributions bring along.
 */
#ifndef SHORING_REQUIREMENTS_BRING_H
#define SHORING_REQUIREMENTS_BRING_H

#include "requirements/declared.h"

/* Fill d->brought for the rows of that purpose, those of manifests in the directory `home` before the
 * others. All in `a`. */
void bring(struct declared *d, struct arena *a, struct str home, enum purpose purpose);

#endif
