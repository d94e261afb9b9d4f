/*
 * importing.h - what the file with an import says itself of whether it is there.
 */
#ifndef SHORING_IMPORTS_IMPORTING_H
#define SHORING_IMPORTS_IMPORTING_H

#include "imports/faults.h"

/* Is the import under a test of whether a file is there: `if os.path.exists("local.py"):`? `text`: of the file. */
bool importing_asks(const struct project *p, const struct fault *fault, struct str text);
/* Is there a module, or a folder, of that dotted name below the directory? */
bool importing_has(struct arena *a, const struct project *p, struct str dir, struct str dotted);
/* Does the file put a folder on sys.path in which the name is found? In `a`. */
bool importing_finds(struct arena *a, const struct project *p, const struct fault *fault);

#endif
