/*
 * heard.h - private to requirements/: what may be brought by distributions that nobody has read.
 *
 * No table, lock or environment knows of every distribution what it requires. What many others
 * require may come along with one of those; what nobody is known to require hardly does.
 */
#ifndef SHORING_REQUIREMENTS_HEARD_H
#define SHORING_REQUIREMENTS_HEARD_H

#include "requirements/audit.h"

/* Do several others require it in any case, as far as the tables tell? */
bool heard_is_required(struct audit *audit, struct str dist);
/* Do several require it, in any case or with an extra, or have a use for it? */
bool heard_is_wanted(struct audit *audit, struct str dist);
/* A row other than the distribution's own that is there when the service runs and of which it is not
 * known what it requires; NULL: there is none. */
const struct declaration *
heard_stranger(const struct audit *audit, const struct service_audit *s, struct str dist);
/* Does any require it, or have a use for it? */
bool heard_of(struct audit *audit, struct str dist);
/* Are so many of its rows strangers that one of them may well bring what anybody has a use for? */
bool heard_are_many(const struct audit *audit, const struct service_audit *s);
/* Such a row that is called after the distribution (promptflow-vectordb: promptflow). */
const struct declaration *
heard_kin(const struct audit *audit, const struct service_audit *s, struct str dist);

#endif
