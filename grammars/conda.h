/*
 * conda.h - private to grammars/: conda's way to name a package.
 */
#ifndef SHORING_CONDA_H
#define SHORING_CONDA_H

#include "grammars/manifest.h"

/* Add "conda-forge::numpy=1.26=py_0", a match specification of conda, as a requirement under
 * conda's own name, in that group; Python itself as a DIRECTIVE_REQUIRES_PYTHON. */
void conda_add(const struct manifest *m, struct str spec, struct span span, struct str group);

#endif
