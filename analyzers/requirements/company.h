/*
 * company.h - private to requirements/: distributions that are there for others.
 */
#ifndef SHORING_REQUIREMENTS_COMPANY_H
#define SHORING_REQUIREMENTS_COMPANY_H

#include "requirements/search.h"

/* Has anything that is declared with it a use for the distribution, or may anything outside of the
 * code: a library that requires it, a tool that it extends, one whose types it has; and what starts
 * the service, where it is not seen how that is done. */
bool is_company(const struct search *s, struct str dist);
/* Is the manifest at hand a list of all that was installed, as `pip freeze` writes it? So many of its
 * rows are there for other rows alone that what is for what cannot be told. */
bool is_freeze(const struct search *s, const struct facts *f);

#endif
