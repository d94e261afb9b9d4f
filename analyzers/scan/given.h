/*
 * given.h - private to scan/: which files there are if texts are given.
 */
#ifndef SHORING_SCAN_GIVEN_H
#define SHORING_SCAN_GIVEN_H

#include "scan/list.h"
#include "scan/scan.h"

/* Put what the texts add into the list, and take out what they say is not there; by path before and after. In `a`. */
void given_assume(struct arena *a, struct listed_vec *files, struct scan_texts texts);

#endif
