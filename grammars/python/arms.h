/*
 * arms.h - private to grammars/python: the arms of branching statements (facts.h: fact_block).
 *
 * Every branching statement is noted, but has rows only once something in it has: most in functions
 * never do.
 */
#ifndef SHORING_PYTHON_ARMS_H
#define SHORING_PYTHON_ARMS_H

#include "grammars/python/reader.h"

/* A branching statement begins at the frame that holds; its arms follow. */
void arms_begin(struct reader *r, bool exhaustive);
/* Its next arm, and the frame for it, which begins at `node`; as reader_begin(). `tells` is the
 * test or the handler that the row speaks of, `block` the statements; NODE_NIL for none. */
struct frame *arm_begin(struct reader *r, node_id node, struct arm arm);
/* An arm that nothing stands in. */
void arm_add(struct reader *r, struct arm arm);
/* Does the case of a match, without a guard, match everything? */
bool case_is_irrefutable(const struct reader *r, node_id clause);
/* The row in blocks of the arm that holds, written now if it is not yet; 0 for none. */
uint32_t arm_row(struct reader *r);

#endif
