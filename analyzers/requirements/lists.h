/*
 * lists.h - private to requirements/: lists of a service that are installed apart from one another.
 *
 * What lies in the folder of a service is declared for it, whoever installs it. Some have only a part of that:
 * an image, which says what it installs, and whoever installs the project, or its requirements.txt, alone.
 */
#ifndef SHORING_REQUIREMENTS_LISTS_H
#define SHORING_REQUIREMENTS_LISTS_H

#include "requirements/audit.h"

/* Fill in the service's `image` and `apart`, once it is known what it declares in all. In `a`; any thread. */
void lists_find(const struct audit *audit, struct arena *a, struct service_audit *s);
/* May one of them lack the need? */
bool lists_may_lack(struct audit *audit, struct service_audit *s, const struct need *need);
/* Where the image installs less than there is, what it lacks is not there. All needs have been judged by all lists. */
void lists_of_image(struct audit *audit, struct service_audit *s);
/* One of the lists that has nearly all that the service loads is behind where it lacks what another one has: that
 * becomes ANSWER_NOTHING, with DOUBT_APART. */
void lists_compare(struct audit *audit, struct service_audit *s);

#endif
