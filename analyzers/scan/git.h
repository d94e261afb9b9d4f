/*
 * git.h - private to scan/: asking git.
 */
#ifndef SHORING_SCAN_GIT_H
#define SHORING_SCAN_GIT_H

#include "base/buf.h"

/*
 * Run git in a directory, in that directory's own repository whatever a hook's environment speaks
 * of; `index`: with that file as its index, NULL: its own. It takes no locks, fetches nothing and
 * starts no program that the repository names. Append what it prints; false when it fails. Did it
 * warn of anything? NULL: nobody asks.
 */
bool git_run(const char *dir, const char *index, const char *const args[], struct str input,
             struct buf *out, bool *warned);
/* Nothing in that text, a repository's configuration, moves the work tree or changes how names are compared. */
bool git_is_plain(struct str config);
/* The same of the repository in that directory. */
bool git_is_plain_in(struct str root);

#endif
