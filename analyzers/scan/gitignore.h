/*
 * gitignore.h - private to scan/: which paths git leaves out (gitignore(5)).
 *
 * The rules of nested directories form a chain, the innermost first. Paths are relative to the
 * root of the walk. A chain is const once made, and lives in its arena.
 */
#ifndef SHORING_GITIGNORE_H
#define SHORING_GITIGNORE_H

#include "base/str.h"

struct arena;
struct ignore_rules;

/* The rules of the .gitignore of directory `dir` ("" is the root) with that text, before those
 * of the directories around it (NULL: none). Both must live as long as the rules. */
const struct ignore_rules *ignore_rules_new(
	struct arena *a, const struct ignore_rules *outer, struct str dir, struct str text);
/* Do the rules leave the path out, given that they leave out none of the directories around
 * it? A link counts as a file. NULL rules leave nothing out. */
bool ignore_rules_match(const struct ignore_rules *rules, struct str path, bool directory);

#endif
