/*
 * facts_json.h - the facts of a file as one JSON object (contract.md, "facts").
 */
#ifndef SHORING_FACTS_JSON_H
#define SHORING_FACTS_JSON_H

#include "base/buf.h"
#include "facts/facts.h"

/* Append the object and a line end. A module of "" is null. `all`: also what the model alone
 * needs. */
void
facts_print(const struct facts *f, struct str path, struct str module, bool all, struct buf *out);

#endif
