/*
 * beforehand.h - folders that scripts of the repository copy to somewhere else, as before an image is built.
 */
#ifndef SHORING_IMPORTS_BEFOREHAND_H
#define SHORING_IMPORTS_BEFOREHAND_H

#include "project/project.h"

/* A folder, and where it is copied to. */
struct copying {
	struct str from;
	struct str plain;  /* the target from the repository's root, … */
	struct str beside; /* … and from the script's folder; "": out of the repository */
	bool computed;     /* nobody knows where: it has a variable */
};
SLICE(copyings, struct copying);

/* In `a`. Reads files: to be asked once, and only where something is missing. */
struct copyings beforehand_copied(struct arena *a, const struct project *p);
/* May it put the file somewhere below the folder? */
bool beforehand_puts(const struct copying *c, struct str file, struct str folder);

#endif
