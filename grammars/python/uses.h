/*
 * uses.h - private to grammars/python: attributes read off imported modules.
 */
#ifndef SHORING_PYTHON_USES_H
#define SHORING_PYTHON_USES_H

#include "grammars/python/reader.h"

/* Note an attribute, or the dotted name of a pattern, if it stands on an imported module. */
void use_of(struct reader *r, node_id n);
/* Write the rows of what was noted: once all imports have theirs. */
void uses_write(struct reader *r);

#endif
