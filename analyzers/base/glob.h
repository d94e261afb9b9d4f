/*
 * glob.h - one glob against one path, as git's wildmatch does with WM_PATHNAME.
 *
 * `*` is any run of bytes but '/', `?` one byte but '/', `[a-z]`, `[!a]` and `[[:alpha:]]` one byte
 * of a set, never '/'. `**` between slashes, or between a slash and an end, is any run with
 * slashes, and with the slash after it also nothing: "a", "b/a" and "c/b/a" match `**` + `/a`.
 * A backslash makes the next byte plain. Time grows with pattern times path, at worst.
 */
#ifndef SHORING_GLOB_H
#define SHORING_GLOB_H

#include "base/str.h"

/* Does the whole path match the whole pattern? A pattern that is malformed matches nothing. */
bool glob_match(struct str pattern, struct str path);
/* NULL, or what is malformed about it, as a clause for a message. */
const char *glob_fault(struct str pattern);

#endif
