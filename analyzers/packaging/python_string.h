/*
 * python_string.h - private to packaging/: what a string literal of Python means.
 */
#ifndef SHORING_PACKAGING_PYTHON_STRING_H
#define SHORING_PACKAGING_PYTHON_STRING_H

#include "base/str.h"

struct arena;

/* The value of what stands between the quotes, in the arena or a slice of it (Language reference,
 * 2.4.1). False when it is none: a line end, a NUL, an escape cut short, and `\N{...}`, whose names
 * are not known here. */
bool python_string(struct arena *a, struct str text, struct str *out);

#endif
