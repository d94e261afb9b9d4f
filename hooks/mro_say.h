/*
 * mro_say.h - private to hooks: orders of classes, for people and for programs.
 */
#ifndef SHORING_MRO_SAY_H
#define SHORING_MRO_SAY_H

#include "base/buf.h"
#include "classes/hierarchy.h"
#include "hooks/command.h"

/* One line, as contract.md has it. */
void mro_json(struct classes *c, class_id id, struct buf *out);
/* mro_why.c: the merge, step by step. */
void mro_why(struct classes *c, class_id id, struct buf *out);
/* A ladder; with `why` the merge step by step. */
void mro_text(struct classes *c, class_id id, const struct options *o, struct buf *out);

#endif
