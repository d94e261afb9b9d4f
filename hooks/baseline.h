/*
 * baseline.h - private to hooks: the file of known findings.
 */
#ifndef SHORING_HOOKS_BASELINE_H
#define SHORING_HOOKS_BASELINE_H

#include "findings/baseline.h"
#include "hooks/command.h"

struct session;
struct settled;

/* The baseline of a run, and where it is kept. */
struct baseline_file {
	struct baseline known;
	const char *path;
	struct str shown; /* as messages call it */
	struct str text;  /* as it is on disk; "" when it is not there */
	bool asked;       /* by name: it has to be there, if only with nothing in it */
};

/* Read --baseline, else `baseline` of the configuration, else shoring-baseline.json of the root, if
 * it is there or about to be written: s->baseline, NULL for none. A file that is asked for and
 * not there, is none or leads out of the project is an error. */
bool baseline_open(struct session *s, const struct options *o, struct err *err);
/* --write-baseline: what was settled is known from now on, and no finding any more; say on
 * standard error what became of the file. */
bool
baseline_keep(struct session *s, const struct options *o, struct settled *settled, struct err *err);
/* How many of the known findings are gone, as a sentence; "" when none is. */
struct str baseline_note(const struct session *s);

#endif
