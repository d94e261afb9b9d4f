/*
 * portions.h - private to imports/: names below folders without __init__.py.
 *
 * To Python such a folder is a portion of a namespace package: installed distributions may
 * bring more portions, or a regular package of that name, which wins. So a name that is not
 * found there is missing only if nothing says that it comes from somewhere else.
 */
#ifndef SHORING_IMPORTS_PORTIONS_H
#define SHORING_IMPORTS_PORTIONS_H

#include "imports/faults.h"

struct portions;

/* In `a`, which it goes on using. */
struct portions *portions_new(struct arena *a, const struct project *p);
/* Take note of an import of module m that runs in service s. */
void portions_note(struct portions *x, const struct service *s, module_id m, const struct edge *e);
/* May the import (TARGET_OUTSIDE) be of a module missing from a folder of ours? */
bool portions_concern(const struct portions *x, env_id env, const struct edge *e);
/* Is it, after all that was noted of the service? */
bool portions_miss(const struct portions *x, const struct fault *fault);

#endif
