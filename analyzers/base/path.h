/*
 * path.h - paths as text: '/' between parts, nothing is looked up on disk.
 *
 * Paths inside a project are relative to its root, normalised: no ".", no "..", no
 * double or trailing slash; the root itself is "". Bytes are as the file system has them.
 */
#ifndef SHORING_PATH_H
#define SHORING_PATH_H

#include "base/str.h"

struct arena;

/* The part before the last '/'; "" when there is none. */
struct str path_dir(struct str path);
/* The part after the last '/'. */
struct str path_base(struct str path);
/* The last component without its extension: "a/b.tar.gz" has "b.tar". */
struct str path_stem(struct str path);
/* Does it end in ".<ext>"? ext without the dot. */
bool path_has_ext(struct str path, struct str ext);
/* Is no part of it empty, and does none start with a dot? So it is for nearly all paths. */
bool path_is_plain(struct str path);
/* `path`, taken from directory `from` (both normalised or "" ), normalised. False when
 * it is absolute or climbs out of the root: *out is then untouched. */
bool path_resolve(struct arena *a, struct str from, struct str path, struct str *out);
/* Does it begin with ".."? So paths are written that are outside of the project. */
static inline bool
path_is_outside(struct str path)
{
	return str_starts(path, STR("..")) && (path.len == 2 || path.at[2] == '/');
}
/* a + '/' + b, without the slash where one is "". */
struct str path_join(struct arena *a, struct str left, struct str right);
/* Is `path` the directory `dir` itself or below it? Everything is below "". */
bool path_within(struct str path, struct str dir);
/* "a.b" as a path below the directory: "dir/a/b". In `a`. */
struct str path_dotted(struct arena *a, struct str dir, struct str dotted);
/* Is one of its parts one of these names? */
bool path_has_any(struct str path, const char *const *names, size_t count);
/* path_has_ext() for any of them. */
bool path_has_any_ext(struct str path, const char *const *exts, size_t count);
/* What a Makefile is called that nobody names, in the order in which make looks for it (GNU make manual, "What Name to
 * Give Your Makefile"). */
extern const struct str path_makefiles[3];
/* One of these, or a file that they include ("rules.mk"). */
bool path_is_makefile(struct str path);

#endif
