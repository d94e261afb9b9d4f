/*
 * bound.h - private to analyzers/facts: the table of what is bound (struct fact_bound).
 *
 * It is in the order of a hash of scope and name, so that nearly all comparisons are of two numbers.
 * The hash is the same in every run; a hostile file may have many names of one hash, which are in the
 * order of scope and name then, and found as quickly.
 */
#ifndef SHORING_FACTS_BOUND_H
#define SHORING_FACTS_BOUND_H

#include "facts/facts.h"

/* Fill `out`, as many rows as there are bindings, from the bindings and the pool of f; `spare` is as
 * large, and left with anything. */
void bound_make(const struct facts *f, struct fact_bound *out, struct fact_bound *spare);

#endif
