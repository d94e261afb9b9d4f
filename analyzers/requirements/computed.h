/*
 * computed.h - private to requirements/: lists that setup.py computes.
 *
 * It is never run. What it computes it takes from its own text, and from files that it reads: where that names one of
 * the lists that count for the service anyway, there is nothing else that a name could come from.
 */
#ifndef SHORING_REQUIREMENTS_COMPUTED_H
#define SHORING_REQUIREMENTS_COMPUTED_H

#include "project/project.h"

/* The text of the setup.py, as PEP 503 writes names, if it names one of these lists; else "". In `a`. */
struct str
computed_text(struct arena *a, const struct project *p, struct str setup, struct strs lists);

#endif
