/*
 * written.h - private to requirements/: what the text of a manifest says of its rows.
 */
#ifndef SHORING_REQUIREMENTS_WRITTEN_H
#define SHORING_REQUIREMENTS_WRITTEN_H

#include "project/project.h"

/* Did a tool write the manifest, with all that is installed? pip-compile, uv, poetry and pipenv say
 * so, or write hashes, which pip wants of all or none; or an .in stands beside it. */
bool is_compiled(struct arena *a, const struct scan *scan, struct str path, struct str text);
/* Does a comment say what the row is there for? At its end any does; on a line of its own above it,
 * one that gives a reason, for others are headlines. */
bool is_explained(struct str text, const struct fact_requirement *row);

#endif
