/*
 * pyproject.h - private to grammars/: the parts of pyproject.toml.
 */
#ifndef SHORING_PYPROJECT_H
#define SHORING_PYPROJECT_H

#include "grammars/toml_manifest.h"

/* "extra:NAME", "group:NAME": the prefix with what follows it. */
struct str group_name(struct arena *a, const char *prefix, struct str name);
/* A directive for each entry of a table of entry points. */
void scripts_add(const struct manifest *m, const struct doc *table);

/* [tool.poetry], beside [project] */
void
pyproject_poetry(const struct manifest *m, const struct doc *poetry, const struct doc *project);
/* [tool.*] of build back ends and other managers. */
void pyproject_tools(const struct manifest *m, const struct doc *doc);

#endif
