/*
 * yaml.h - YAML text to a document (YAML 1.1 as libyaml reads it, core-schema scalars).
 *
 * The only user of libyaml. Plain scalars: null, true/false, decimal integers and floats
 * get their kind; all else is a string. Anchors and aliases work, but may not nest beyond the limits of
 * doc.h; merge keys, tags other than the core ones, several documents and repeated keys are refused.
 */
#ifndef SHORING_YAML_H
#define SHORING_YAML_H

#include "base/doc.h"

/* NULL, with "line:column: why" in *err, when the text is no such document. An empty text
 * is a DOC_NULL. */
const struct doc *yaml_read(struct arena *a, struct str text, struct err *err);

#endif
