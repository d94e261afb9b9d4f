/*
 * comments.h - private to grammars/python: comments that tell shoring to keep silent.
 */
#ifndef SHORING_PYTHON_COMMENTS_H
#define SHORING_PYTHON_COMMENTS_H

#include "grammars/python/reader.h"

/* The rows of the comments among the tree's that say `shoring: ignore`. */
void comments_write(struct reader *r);

#endif
