/*
 * rename.h - private to imports/: `import a.b`, and all that uses it by that name.
 */
#ifndef SHORING_IMPORTS_RENAME_H
#define SHORING_IMPORTS_RENAME_H

#include "imports/rewrite.h"

/* Where the name stands. */
struct renamed_place {
	size_t start;
	struct span near; /* a place that is known and near by */
};

SLICE(renamed, struct renamed_place);

/*
 * Every place in the file, with the import statements, where `module` is to become `to`. None where the name
 * may be reached, or the new one be taken, in a way that is not seen: a use of another part of the
 * package, a local variable of that name, a string with code in it, an import in a function.
 */
struct renamed
rename_places(const struct rewriting *w, struct str text, struct str module, struct str to);

#endif
