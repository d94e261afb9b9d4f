/*
 * parts.h - private to imports/: where the parts of an import stand in its file.
 */
#ifndef SHORING_IMPORTS_PARTS_H
#define SHORING_IMPORTS_PARTS_H

#include "imports/check.h"

/* Is `dotted` what a `from` row of module m imports from: its module, made absolute? */
bool import_is_base(
	const struct check *c, module_id m, const struct fact_import *row, struct str dotted);
/* The module of a `from` statement, with its dots. False where the text is not what the row is of. */
bool import_module_text(struct str text, const struct facts *f, const struct fact_import *row,
                        size_t *start, size_t *end);
/* Where `module` starts in the one string of a dynamic import that is it. False where it stands in
 * none or several, and where the call gives something else than the module (`__import__`). */
bool import_string(struct str text, const struct span *call, struct str module, size_t *start);

#endif
