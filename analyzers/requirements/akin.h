/*
 * akin.h - private to requirements/: the index behind declared_has_akin().
 */
#ifndef SHORING_REQUIREMENTS_AKIN_H
#define SHORING_REQUIREMENTS_AKIN_H

struct arena;
struct declared;

/* Fill the index of words, and the list of rows with extras, once all rows are there. */
void akin_index(struct declared *d, struct arena *a);

#endif
