/*
 * session.h - private to hooks: from the command line to the model of a project.
 */
#ifndef SHORING_SESSION_H
#define SHORING_SESSION_H

#include "base/stopwatch.h"
#include "findings/findings.h"
#include "hooks/command.h"
#include "project/project.h"

struct baseline_file;

struct session {
	struct arena *arena;
	unsigned jobs;           /* threads, at least 1 */
	struct str root;         /* absolute */
	struct scan_texts texts; /* what files are taken to hold; set before session_open() */
	struct config config;
	struct scan_progress *progress; /* given; NULL: nobody waits */
	struct stopwatch *watch;        /* given; NULL: nobody asks */
	struct scan scan;
	struct project project;
	struct str narrowed; /* what part of the findings is left, as a sentence; "": all */
	struct baseline_file *baseline; /* findings that are not reported; NULL: none */
	const char *cache;              /* the file that keeps facts between runs; NULL: none */
	uint64_t cache_key;             /* of what is kept of its classes (cache.h) */
	struct strs paths;              /* the operands, relative to the root; none: all of it */
};

/* session_open() up to the configuration: nothing is scanned. */
bool session_configure(struct session *out, struct arena *a, const struct options *o,
                       struct strs operands, struct err *err);
/*
 * Find the project that the operands are in (none: the current folder): the nearest folder
 * upwards that has shoring.yaml, .shoring.yaml or a pyproject.toml with [tool.shoring], or
 * that is the top of a git work tree, whichever comes first; else the folder itself. Read
 * its configuration, scan it, build its model. False and why when that cannot be done.
 */
bool session_open(struct session *out, struct arena *a, const struct options *o,
                  struct strs operands, struct err *err);
/* Is there a Python file in the project, or below its PATHs? False and why when not: an answer about
 * nothing is none. */
bool session_modules(const struct session *s, struct err *err);
/* Are there services of these names? False and why when not. */
bool session_services(const struct session *s, struct strs names, struct err *err);
/* judge.c: all that the analyzers find of what is selected, settled. Of the session's arena. */
struct settled session_judge(const struct session *s, const struct selection *selection);

#endif
