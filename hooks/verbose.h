/*
 * verbose.h - private to hooks: why names resolved as they did, for `check --verbose`.
 */
#ifndef SHORING_VERBOSE_H
#define SHORING_VERBOSE_H

#include "hooks/session.h"

struct ask;

struct verbose {
	const struct session *session;
	struct ask *ask;
};

void verbose_init(struct verbose *v, const struct session *s);
/* The services: what each was made of. */
void verbose_services(const struct verbose *v, struct buf *out);
/* A line a reason, "" for none: the environment of the finding, what its names are there, and where
 * a distribution was looked for. `ctx` is a struct verbose. */
void verbose_finding(const void *ctx, const struct finding *finding, struct buf *out);

#endif
