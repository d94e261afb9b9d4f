/*
 * progress.h - private to hooks: a line on standard error that says how far a long run is.
 */
#ifndef SHORING_PROGRESS_H
#define SHORING_PROGRESS_H

#include "hooks/command.h"
#include "scan/scan.h"

struct ticker;

struct progress {
	struct scan_progress scan; /* counted by the scan */
	struct ticker *ticker;
	bool shown; /* the ticker's, until it is stopped */
};

/* From half a second on, where standard error is a terminal and nobody asked for quiet. */
void progress_start(struct progress *p, struct arena *a, const struct options *o);
/* The line is gone. */
void progress_stop(struct progress *p);

#endif
