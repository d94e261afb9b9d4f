/*
 * absent.h - private to imports/: why a module may be there when a service runs, though no
 * file of the repository is it.
 *
 * Code is generated, compiled, copied, linked and put into sys.modules. Where there is a sign
 * of any of that, a missing module is no finding.
 */
#ifndef SHORING_IMPORTS_ABSENT_H
#define SHORING_IMPORTS_ABSENT_H

#include "imports/faults.h"

struct absent;

/* In `a`, which it goes on using. */
struct absent *absent_new(struct arena *a, const struct project *p);
/* Is there a sign that what the fault's import names (TARGET_MISSING) will exist? */
bool absent_explained(struct absent *x, const struct fault *fault);

#endif
