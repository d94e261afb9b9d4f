/*
 * yaml.h - YAML text to a document (YAML 1.1 as libyaml reads it, core-schema scalars).
 *
 * The only user of libyaml. Plain scalars get their kind: null, true and false, integers (also 0x
 * and 0o), floats; all else is a string. Keys are their text, whatever they look like. An alias is a
 * node of its own that shares what is below; expanded, the document keeps the limits of doc.h. Merge
 * keys, tags other than the core ones, a second document, repeated keys and what is not UTF-8 are
 * refused.
 */
#ifndef SHORING_YAML_H
#define SHORING_YAML_H

#include "base/doc.h"

/* NULL, with "line:column: why" in *err, when the text is no such document. An empty text
 * is a DOC_NULL. */
const struct doc *yaml_read(struct arena *a, struct str text, struct err *err);
/* The same for files that are written for others: merge keys stay keys named "<<", unknown tags are
 * passed over. */
const struct doc *yaml_read_foreign(struct arena *a, struct str text, struct err *err);
/* "0.2.5", for --version. */
const char *yaml_version(void);

#endif
