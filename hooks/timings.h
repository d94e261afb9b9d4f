/*
 * timings.h - private to hooks: `check --timings`.
 */
#ifndef SHORING_TIMINGS_H
#define SHORING_TIMINGS_H

#include "base/stopwatch.h"
#include "scan/scan.h"

/* A table of the stages, and what was read, on standard error. */
void timings_print(const struct stopwatch *w, const struct scan *scan);

#endif
