/*
 * file_stat.h - private to base/: what the system tells of a file, and why it does not.
 */
#ifndef SHORING_FILE_STAT_H
#define SHORING_FILE_STAT_H

#include <sys/stat.h>

#include "base/file.h"

static inline enum file_kind
file_stat_kind(const struct stat *st)
{
	if (S_ISREG(st->st_mode))
		return FILE_REGULAR;
	if (S_ISDIR(st->st_mode))
		return FILE_DIRECTORY;
	return S_ISLNK(st->st_mode) ? FILE_LINK : FILE_OTHER;
}

/* Its times; one too far off to be counted in nanoseconds is cut to what can be. */
void file_stat_times(const struct stat *st, int64_t *modified, int64_t *changed);
/* What stands at `name`, seen from the open directory `dir` (AT_FDCWD: the current one). */
struct file_look file_look_at(int dir, const char *name);
/* Set *err to "path: why", of a long path its end, so that the reason is not cut off; false. */
bool file_fail(struct err *err, const char *path, int code);

#endif
