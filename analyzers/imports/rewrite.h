/*
 * rewrite.h - private to imports/: an import that a contract forbids becomes the one it asks for.
 */
#ifndef SHORING_IMPORTS_REWRITE_H
#define SHORING_IMPORTS_REWRITE_H

#include "base/map.h"
#include "common/mend.h"
#include "imports/replace.h"

/* No line that somebody wrote is longer; on others nothing is rewritten. */
#define COLUMN_LIMIT 10000

/* A module whose imports are rewritten. */
struct rewriting {
	const struct check *c;
	const struct contract *contract;
	module_id module;
	const struct map *forbidden; /* rows of its imports that break the contract themselves */
};

/*
 * Put the edits in f that import what the contract's `replace` names in place of what the link
 * imports. All names of a statement that can be moved are moved at once, the others stay, as do the
 * names that are bound; of `import a.b` every use in the file is rewritten. No edits, and the reason in
 * the help, where what should be imported is not there; none where the rest of the file may depend on how
 * it was.
 */
void rewrite_import(const struct rewriting *w, const struct link *link, struct finding *f);

#endif
