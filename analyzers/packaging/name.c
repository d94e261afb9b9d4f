/*
 * name.c - one spelling for every name.
 */
#include "packaging/name.h"

#include "base/arena.h"
#include "packaging/text.h"

struct str
name_canonical(struct arena *a, struct str name)
{
	char *at = arena_array(a, char, name.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++) {
		bool dash = name.at[i] == '-' || name.at[i] == '_' || name.at[i] == '.';

		if (!dash)
			at[len++] = char_lower(name.at[i]);
		else if (len == 0 || at[len - 1] != '-')
			at[len++] = '-';
	}
	return (struct str){ at, len };
}
