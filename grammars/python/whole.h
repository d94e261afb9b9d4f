/*
 * whole.h - Python as Tree-sitter alone reads it: what quick.h must agree with.
 */
#ifndef SHORING_PYTHON_WHOLE_H
#define SHORING_PYTHON_WHOLE_H

#include "facts/grammar.h"

/* grammar_python, but slow. For tests. */
extern const struct grammar grammar_python_whole;

#endif
