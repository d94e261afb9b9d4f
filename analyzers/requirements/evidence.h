/*
 * evidence.h - private to requirements/: is the evidence for a missing requirement whole?
 *
 * That a list lacks what the code imports is a crash only if the import runs, and if the list is
 * all that is installed. An error needs evidence of both; else it is a warning that says what is missing.
 */
#ifndef SHORING_REQUIREMENTS_EVIDENCE_H
#define SHORING_REQUIREMENTS_EVIDENCE_H

#include "requirements/audit.h"

/* Fill in the doubts about the service's needs that nothing declares or surely brings. */
void evidence_weigh(struct audit *audit, struct service_audit *s);

#endif
