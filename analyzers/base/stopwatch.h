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
	bool part;         /* of the stage before it that is none */
};

/* Work on one thread that is part of a stage. */
struct stopwatch_part {
	int64_t begin, end, cpu; /* ns; the first two as a clock has them */
};

struct stopwatch {
	struct stopwatch_stage stages[STOPWATCH_STAGES]; /* in the order they first ended */
	uint32_t count;
	uint32_t judged, modules; /* whose classes were judged, and of how many */
	int64_t wall, cpu;        /* private: when the stage at hand began */
};

void stopwatch_start(struct stopwatch *w);
/* The stage of that name (a literal) ends now, and the next begins: its time is what has passed since
 * the last call, that of all threads and of the programs that were run and have ended. A second
 * one of the same name adds to the first. Nothing for NULL. */
void stopwatch_lap(struct stopwatch *w, const char *name);
/* A part of the stage that ended last: from when the first of these began until the last has ended, and the
 * processor time of all. Parts that run side by side have more of both than their stage. Nothing for
 * NULL. */
void stopwatch_parts(
	struct stopwatch *w, const char *name, const struct stopwatch_part *parts, uint32_t count);
/* Any thread: its work begins, and has ended. */
struct stopwatch_part stopwatch_begin(void);
void stopwatch_end(struct stopwatch_part *part);

#endif
