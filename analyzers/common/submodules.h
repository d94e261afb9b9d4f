/*
 * submodules.h - paths that .gitmodules says to be in somebody else's repository, which need not be checked out.
 */
#ifndef SHORING_COMMON_SUBMODULES_H
#define SHORING_COMMON_SUBMODULES_H

#include "base/str.h"

#include <stdbool.h>

/* Is the path, from the repository's root, in one of the folders that this text of .gitmodules names? */
bool submodules_hold(struct str gitmodules, struct str path);

#endif
