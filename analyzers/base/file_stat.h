/*
 * file_stat.h - private to base/: what a struct stat tells.
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

#endif
