/*
 * tried.h - private to requirements/: imports that other places of their file decide upon.
 */
#ifndef SHORING_REQUIREMENTS_TRIED_H
#define SHORING_REQUIREMENTS_TRIED_H

#include "requirements/audit.h"

/* Is the need's import in a function, and does its file try in another place whether it is there? Or does the function
 * try first, and leave if it is not there, something else that the service does not declare? Reads the file. */
bool tried_first(const struct audit *audit, const struct service_audit *s, const struct need *need);

/* Does a line of a handler name what a missing module raises? */
bool tried_names_lack(struct str line);

#endif
