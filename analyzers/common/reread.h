/*
 * reread.h - the text of a file, for the few questions that its facts
 * do not answer.
 */
#ifndef SHORING_COMMON_REREAD_H
#define SHORING_COMMON_REREAD_H

#include "base/buf.h"
#include "project/project.h"

/* Replace *out by the bytes of a file of the repository. False when it cannot be read. */
bool reread_file(const struct project *p, struct str path, struct buf *out);
/* Does the text have `word` in it, with no letter, digit or `_` next to it? */
bool reread_mentions(struct str text, struct str word);
/* How often that is. */
uint32_t reread_count(struct str text, struct str word);
/* The bytes of a span, with each run of white space (a line's end and a backslash before it
 * as well) made one blank, in *out. Empty when the text is too short. */
void reread_fold(struct str text, const struct span *span, struct buf *out);

#endif
