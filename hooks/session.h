/*
 * session.h - private to hooks: from the command line to the model of a project.
 */
#ifndef SHORING_SESSION_H
#define SHORING_SESSION_H

#include "hooks/command.h"
#include "project/project.h"

struct session {
	struct arena *arena;
	struct str root; /* absolute */
	struct config config;
	struct scan scan;
	struct project project;
	struct strs paths; /* the operands, relative to the root; none: all of it */
};

/*
 * Find the project that the operands are in (none: the current folder): the nearest folder
 * upwards that has shoring.yaml, .shoring.yaml or a pyproject.toml with [tool.shoring], or
 * that is the top of a git work tree, whichever comes first; else the folder itself. Read
 * its configuration, scan it, build its model. False and why when that cannot be done.
 */
bool session_open(struct session *out, struct arena *a, const struct options *o,
                  struct strs operands, struct err *err);

#endif
