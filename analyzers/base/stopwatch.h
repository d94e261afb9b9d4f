/*
 * stopwatch.h - where the time of a run goes, for people who ask; nothing of it is ever in a report.
 *
 * One thread uses a stopwatch. All zeroes is one that has not been started.
 */
#ifndef SHORING_STOPWATCH_H
#define SHORING_STOPWATCH_H

#include "base/defs.h"

#define STOPWATCH_STAGES 16

struct stopwatch_stage {
	const char *name;
	int64_t wall, cpu; /* ns */
};

struct stopwatch {
	struct stopwatch_stage stages[STOPWATCH_STAGES]; /* in the order they first ended */
	uint32_t count;
	int64_t wall, cpu; /* private: when the stage at hand began */
};

void stopwatch_start(struct stopwatch *w);
/* The stage of that name (a literal) ends now, and the next begins: its time is what has passed since
 * the last call, that of all threads and of the programs that were run and have ended. A second
 * one of the same name adds to the first. Nothing for NULL. */
void stopwatch_lap(struct stopwatch *w, const char *name);

#endif
