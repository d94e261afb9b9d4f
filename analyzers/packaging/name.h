/*
 * name.h - names of distributions and extras.
 */
#ifndef SHORING_PACKAGING_NAME_H
#define SHORING_PACKAGING_NAME_H

#include "base/str.h"

struct arena;

/* The name that all its spellings share (PEP 503, for extras PEP 685): "a-b" for "A._b", with a NUL
 * after it. Letters beyond ASCII, which no name may have, stay as they are. Any thread. */
struct str name_canonical(struct arena *a, struct str name);

#endif
