/*
 * repair.h - private to grammars/python: Python that the grammar misreads, put in other words.
 */
#ifndef SHORING_PYTHON_REPAIR_H
#define SHORING_PYTHON_REPAIR_H

#include "grammars/python/tree.h"

struct repaired {
	struct str text;         /* byte for byte as long as what it was made of */
	struct extents lazy;     /* from each `lazy` (PEP 810) to its `import` or `from` */
	struct extents comments; /* those that have "shoring" in them: not all are in the text */
};

/*
 * A copy of the text in which what the grammar is known to misread is written otherwise; names
 * and literals are still to be read from the text itself. False when the text is no sequence of
 * Python's tokens: an open string, brackets that do not match.
 */
bool repair(struct arena *a, struct str text, struct repaired *out);

#endif
