/*
 * apply.h - puts a unified diff into a text, as patch(1) does, for targets that make one.
 */
#ifndef SHORING_FUZZ_APPLY_H
#define SHORING_FUZZ_APPLY_H

#include "base/buf.h"

/* Append the text that the diff of one file (no file: "") makes of `original`. Ends the process if a
 * hunk does not stand where it says, or its lines are not those of the text. */
void apply_diff(struct str original, struct str diff, struct buf *out);

#endif
