/*
 * strings.h - private to grammars/python: the values of literals.
 */
#ifndef SHORING_PYTHON_STRINGS_H
#define SHORING_PYTHON_STRINGS_H

#include "grammars/python/reader.h"

/* The value of a string literal, also of several side by side. False when it is no such
 * literal: bytes, f-strings, names of characters (\N{…}) and escapes that are none. */
bool string_value(const struct reader *r, node_id n, struct str *value);
/* The value of a decimal integer that fits. */
bool integer_value(const struct reader *r, node_id n, uint32_t *value);

#endif
