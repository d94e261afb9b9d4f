/*
 * tests.h - private to grammars/python: what the tests of `if` statements say.
 */
#ifndef SHORING_PYTHON_TESTS_H
#define SHORING_PYTHON_TESTS_H

#include "grammars/python/reader.h"

/* What is known where a test came out one way. */
struct known {
	uint32_t context; /* CONTEXT_TYPING, CONTEXT_MAIN */
	uint32_t tested;  /* row + 1 in reader.tested */
};

/* What holds where the test is true (or false), added to what is in *known. */
void test_outcome(struct reader *r, node_id test, bool outcome, struct known *known);
/* CONTEXT_VERSION and CONTEXT_PLATFORM, where the test mentions either. */
uint32_t test_mentions(const struct reader *r, node_id test);
/* The test as a guard expression (facts.h). */
struct str test_guard(const struct reader *r, node_id test);

#endif
