/*
 * imported.h - private to requirements/: which declared distributions each file may use.
 */
#ifndef SHORING_REQUIREMENTS_IMPORTED_H
#define SHORING_REQUIREMENTS_IMPORTED_H

#include "requirements/audit.h"

VEC(dist_ids, name_id);

/* What a file imports, in any context, read so that it is rather too much than too little: a name
 * that several distributions may bring uses all of them, and so does one that is also ours. */
struct imported_module {
	struct dist_ids dists; /* in audit->names; only those that some manifest declares */
	bool doubtful;         /* not all of its imports are known: a fault in the text, a computed
	                          name, a namespace as such */
	bool strays;           /* see imported_strays(): in its own environment */
	bool read;             /* private to imported.c */
};

/* The modules that were asked for; in audit->arena, but for what imported_release() gives back. */
struct imported *imported_new(struct audit *audit);
const struct imported_module *imported_of(struct imported *n, module_id m);
void imported_release(struct imported *n);
/* Does the file import the package, or anything below it? */
bool imported_names(const struct facts *f, struct str package);
/* The module that the file, in that environment, imports and that is ours by name, but was not found; "": there is no
 * such. */
struct str imported_stray(const struct audit *audit, env_id env, module_id m);
/* Does the file, in that environment, import what is ours by name and was not found, or look for
 * modules where it cannot be seen? Then the closures that it is in lack files. */
bool imported_strays(const struct audit *audit, env_id env, module_id m);

#endif
