/*
 * cut.h - private to packaging/: places between versions, and which side of them a version is on.
 */
#ifndef SHORING_PACKAGING_CUT_H
#define SHORING_PACKAGING_CUT_H

#include "packaging/specifier.h"

enum cut_kind {
	CUT_LOWEST,       /* below all versions */
	CUT_HIGHEST,      /* above all versions */
	CUT_BEFORE,       /* just below the version */
	CUT_AFTER,        /* just above it; versions with a longer local label are above */
	CUT_AFTER_LOCALS, /* above it with any local label, below its next post-release */
	CUT_AFTER_POSTS,  /* above it and its post-releases */
	CUT_AFTER_PREFIX, /* above all versions whose release starts with its release */
};

struct cut {
	enum cut_kind kind;
	struct version at;
};

/* The versions above `low` and below `high`. */
struct interval {
	struct cut low, high;
};

/* The intervals of a specifier that is not `===`, in order. Returns how many: 1 or 2. */
size_t cut_intervals(const struct specifier *s, struct interval out[2]);
bool cut_contains(const struct interval *i, const struct version *v);
/*
 * The least version above the cut, made in the arena. Where there is no least, one that is below
 * every other cut made of texts of less than `depth` bytes. False when there is none, and for
 * CUT_AFTER a version whose neighbours by local label answer for it.
 */
bool cut_least(struct arena *a, const struct cut *cut, size_t depth, struct version *out);

#endif
