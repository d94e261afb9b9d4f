/*
 * excludes.h - private to scan/: what is left out besides what .gitignore files say.
 */
#ifndef SHORING_SCAN_EXCLUDES_H
#define SHORING_SCAN_EXCLUDES_H

#include "scan/gitignore.h"

/* The rules of a work tree's .git/info/exclude before those of the user's core.excludesFile, in `a`: what all
 * .gitignore files come before. NULL: there are none, or which they are is not known. */
const struct ignore_rules *excludes_read(struct arena *a, struct str root);

/* Cookiecutter and copier make paths of such; no import can name one, and what is in it is no Python yet. */
bool excludes_template(struct str path);
/* macOS puts such beside each file on foreign disks, with what it knows of that: neither Python nor a list. */
bool excludes_shadow(struct str path);
/* Do tools alone put files into folders of that name: what they install, build or remember? */
bool excludes_is_filled(struct str name);
/* The outermost such folder around the file; "": there is none. */
struct str excludes_filled(struct str path);
/* Does it hold distributions, if some have been installed into it? Of layers for Lambda people keep their own code there. */
bool excludes_is_site(struct str dir);

#endif
