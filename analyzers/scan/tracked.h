/*
 * tracked.h - private to scan/: what git would list of a large work tree, without git walking over it.
 *
 * git keeps the names that it tracks in one file; what takes it long is looking for others. We look into
 * the directories of the tracked files anyway, and see what else lies there. That is left out where a .gitignore
 * plainly says so, and otherwise put to git, which decides.
 */
#ifndef SHORING_SCAN_TRACKED_H
#define SHORING_SCAN_TRACKED_H

#include "scan/list.h"

struct tracked {
	struct path_vec paths;   /* that git tracks; byte order, each once */
	struct file_look *looks; /* for each path, */
	bool *looked;            /* if anybody has looked: no link leads there then */
	struct path_vec
		others; /* that it does not track, and would list: unordered; a repository with a '/' */
};

/* Is the work tree large enough, and nothing odd about its repository? */
bool tracked_pays(struct str root);
/* In `a`: the same files, looks apart, as `git ls-files --cached --others --exclude-standard` lists in the root, which is
 * no link. No link is followed. False where that is in doubt, or too much would have to be asked: then git is
 * to list them all, and of *out only the looks are of use, where paths and looks there are. */
bool tracked_list(struct tracked *out, struct arena *a, const struct list_options *options);

#endif
