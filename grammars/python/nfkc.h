/*
 * nfkc.h - private to grammars/python: compatibility normalisation of identifiers.
 */
#ifndef SHORING_PYTHON_NFKC_H
#define SHORING_PYTHON_NFKC_H

#include "base/str.h"

struct arena;

/* The text in Unicode normalisation form KC (UAX #15), as Python reads identifiers. The text
 * itself where it is ASCII; what is not UTF-8 stays as it is. */
struct str nfkc(struct arena *a, struct str text);

#endif
