/*
 * coverage.h - what of the project was looked at, for the summary of a report.
 */
#ifndef SHORING_COVERAGE_H
#define SHORING_COVERAGE_H

#include <stdbool.h>

struct arena;
struct coverage;
struct session;

/* Counts and notes, in `a`: what was found, read, left out and by what, and what could not be read. */
void coverage_of(struct arena *a, const struct session *s, struct coverage *out);
/* Say on standard error what could not be read or listed, where the answer has no summary that
 * does. False when there are none. */
bool coverage_warn(struct arena *a, const struct session *s);

#endif
