/*
 * unnamed.h - private to requirements/: imports in functions and classes that nothing names.
 */
#ifndef SHORING_REQUIREMENTS_UNNAMED_H
#define SHORING_REQUIREMENTS_UNNAMED_H

#include "requirements/audit.h"

/* Do the need's imports, all of one module, stand in functions or classes that no file which runs in the service
 * names, or that only such functions and classes of its own file name, but for packages that hand it on and lists of
 * what a file gives (`__all__`)? Or in a method that nothing names? Then nothing calls it. The module is no entry, and the
 * service takes names of it alone. What has decorators or foreign bases may be known to those, and is
 * taken for named. So is what texts in quotes name, but for documentation. Reads the files. */
bool unnamed_is(const struct service_audit *s, const struct need *need);

#endif
