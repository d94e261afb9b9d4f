/*
 * locked.h - private to requirements/: what lock files and compiled requirements tell of what is
 * installed, and of what brings it.
 */
#ifndef SHORING_REQUIREMENTS_LOCKED_H
#define SHORING_REQUIREMENTS_LOCKED_H

#include "requirements/known.h"

struct locked;

/* Those of a project, each read once. In `a`; `names` are those of distributions. */
struct locked *locked_new(struct arena *a, const struct project *p, struct names *names);
/* Have those that hold for the service answer what is asked of `k`. */
void locked_add(struct locked *l, struct known *k, const struct service *s);

/* Is the row of a compiled file there only because another row of that file requires it? The file is a manifest of a
 * service that they were added for. Any thread may ask. */
bool row_is_brought(
	const struct locked *l, struct arena *a, file_id file, const struct fact_requirement *row);

/* Does a marker hold on none of the Pythons 3.<first> to 3.<last>, on Linux? */
bool marker_is_elsewhere(struct arena *a, struct str marker, unsigned first, unsigned last);

#endif
