/*
 * merge.h - what a merge that nobody finished leaves in a file.
 */
#ifndef SHORING_MERGE_H
#define SHORING_MERGE_H

#include "base/str.h"

/* The place of the first `<<<<<<<` of a conflict as git, and others, mark it (gitattributes(5),
 * conflict-marker-size), and its line, from 1. False when there is none. O(text). */
bool merge_marker(struct str text, size_t *at, uint32_t *line);

#endif
