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

/* Is there a sign that what is imported is there: a distribution whose modules nobody knows, a text, a link, an ignored file
 * or a submodule of the name, a module that puts folders on sys.path? Reads the repository's texts, up to some hundred. */
bool
unheard_may_be_there(struct audit *audit, const struct service_audit *s, const struct need *need);

#endif
