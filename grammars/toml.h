/*
 * toml.h - TOML 1.0 text to a document (base/doc.h), by tree-sitter-toml.
 *
 * Tables, arrays of tables, dotted keys and inline tables become maps and lists. A key
 * defined twice, a syntax error and text that is not UTF-8 are refused.
 */
#ifndef SHORING_TOML_H
#define SHORING_TOML_H

#include "base/doc.h"

/* NULL, with "line:column: why" in *err, when the text is no such document. */
const struct doc *toml_read(struct arena *a, struct str text, struct err *err);

#endif
