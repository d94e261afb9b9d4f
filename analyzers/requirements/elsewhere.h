/*
 * elsewhere.h - private to requirements/: code of a service that runs where another one's manifests hold.
 */
#ifndef SHORING_REQUIREMENTS_ELSEWHERE_H
#define SHORING_REQUIREMENTS_ELSEWHERE_H

#include "requirements/audit.h"

/* Fill in the services' `hosts`, once their `makers` are known. */
void elsewhere_note_hosts(struct audit *audit);
/*
 * Is the need met where the code runs? A package that imports what requires it cannot be there without that: its
 * host's manifests hold, too. And a file that nothing is known to start here, that no manifest of the service lies
 * around, and that another service surely loads, is that one's.
 */
bool elsewhere_declares(
	const struct audit *audit, const struct service_audit *s, const struct need *need);

#endif
