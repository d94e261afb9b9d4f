/*
 * selects.h - private to hooks: entries of the configuration that choose manifests, groups and extras.
 */
#ifndef SHORING_SELECTS_H
#define SHORING_SELECTS_H

#include "base/str.h"

struct arena;
struct session;

/* A sentence for each entry of `development` and of a service's `extras` that chooses nothing which
 * there is. Nothing is said where a manifest computes its lists, or could not be read. */
struct strs selects_nothing(struct arena *a, const struct session *s);

#endif
