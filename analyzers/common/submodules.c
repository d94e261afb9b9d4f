/*
 * submodules.c - the lines "path = folder" of .gitmodules.
 */
#include "common/submodules.h"

#include "base/path.h"

#include <string.h>

bool
submodules_hold(struct str gitmodules, struct str path)
{
	struct str rest = gitmodules, line;

	while (str_cut(&rest, '\n', &line)) {
		line = str_trim(line);
		for (struct str up = path; up.len > 0; up = path_dir(up))
			if (str_starts(line, STR("path")) && line.len > up.len &&
			    str_ends(line, up) &&
			    strchr(" \t=", line.at[line.len - up.len - 1]) != NULL)
				return true;
	}
	return false;
}
