/*
 * ignore.h - `# shoring: ignore[...]` and `# shoring: ignore-file[...]`, as comments have them.
 */
#ifndef SHORING_IGNORE_H
#define SHORING_IGNORE_H

#include "base/str.h"

struct arena;

struct ignore {
	struct str list; /* between the brackets, as written; .at is NULL where there are none */
	size_t len;      /* bytes, up to the bracket that closes or the last word */
	bool whole_file;
};

/* Read the one that begins at the start of the text, with its '#'. False when none does: another word
 * follows, or the bracket is not closed before the next '#'. */
bool ignore_read(struct str text, struct ignore *out);
/* The list without its blanks, as facts have it. */
struct str ignore_rules(struct arena *a, struct str list);

#endif
