/*
 * unnamed.h - private to requirements/: imports in functions and classes that nothing names.
 */
#ifndef SHORING_REQUIREMENTS_UNNAMED_H
#define SHORING_REQUIREMENTS_UNNAMED_H

#include "requirements/audit.h"

/* Does the need's one import stand in a function or class of a module that is no entry, of which the service takes other names
 * alone, and that no file which runs in it names, not even its own, but for packages that hand it on? Then nothing calls it. What has decorators or
 * bases may be known to those, and is taken for named. Reads the files. */
bool unnamed_is(const struct service_audit *s, const struct need *need);

#endif
