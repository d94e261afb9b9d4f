/*
 * merge.c - finds the marks of a conflict.
 */
#include "grammars/merge.h"

bool
merge_marker(struct str text, size_t *at, uint32_t *line)
{
	struct str rest = text, one;
	bool open = false, parted = false;

	for (uint32_t i = 1; str_cut(&rest, '\n', &one); i++) {
		if (!open && str_starts(one, STR("<<<<<<< "))) {
			open = true;
			*at = (size_t)(one.at - text.at);
			*line = i;
		} else if (open && str_starts(one, STR("======="))) {
			parted = true;
		} else if (parted && str_starts(one, STR(">>>>>>> "))) {
			return true;
		}
	}
	return false;
}
