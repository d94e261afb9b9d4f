/*
 * gives.h - private to grammars/python: what a function gives back.
 */
#ifndef SHORING_PYTHON_GIVES_H
#define SHORING_PYTHON_GIVES_H

#include "grammars/python/reader.h"

/* Of a function that is row `scope` of scopes: facts.h says what that means. *given is the class
 * statement or the call of GIVES_CLASS, else NODE_NIL. */
enum function_gives
function_gives(const struct reader *r, node_id function, uint32_t scope, node_id *given);

#endif
