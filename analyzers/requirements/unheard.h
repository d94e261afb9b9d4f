/*
 * unheard.h - private to requirements/: imports of names that no table and no manifest has.
 *
 * contract.md: the last answer to which distribution an import needs is the import's own name. Such a name may be
 * anything: a private package, a module that is made, copied or mounted. So it is a finding only where
 * nothing is left that could have it.
 */
#ifndef SHORING_REQUIREMENTS_UNHEARD_H
#define SHORING_REQUIREMENTS_UNHEARD_H

#include "requirements/audit.h"

/* May the service have any such name: by a distribution whose modules nobody knows, by packages of the system, from a computed
 * folder on sys.path? */
bool unheard_may_be_in(const struct audit *audit, const struct service_audit *s);
/* Leave those out of which there is a sign that they are there: a text, a link or an ignored file of the name, something in
 * its own file that looks for modules. Reads the repository's texts, up to some hundred. */
void unheard_drop(struct audit *audit, const struct service_audit *s, struct needs *needs);

#endif
