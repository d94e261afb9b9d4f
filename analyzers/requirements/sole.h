/*
 * sole.h - private to requirements/: distributions that one manifest alone declares.
 */
#ifndef SHORING_REQUIREMENTS_SOLE_H
#define SHORING_REQUIREMENTS_SOLE_H

#include "requirements/search.h"

/* Does anything in the repository import it, and no manifest but the one at hand declare it? Then that runs where this
 * one is installed: the list of an image of Airflow, and the DAGs that are put into it. */
bool search_is_sole(struct search *s, struct str dist);

#endif
