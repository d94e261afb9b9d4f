/*
 * pattern_table.h - private to imports/: many module patterns against many names.
 *
 * Plain names are looked up, so that a thousand of them cost what one does; only patterns
 * with wildcards are tried one by one.
 */
#ifndef SHORING_IMPORTS_PATTERN_TABLE_H
#define SHORING_IMPORTS_PATTERN_TABLE_H

#include "base/pattern.h"

/* A pattern that covers a name: it matches the first `len` bytes of it (the shortest such
 * part that ends before a dot or the end). */
struct pattern_hit {
	uint32_t pattern; /* in the order they were added */
	size_t len;
};

SLICE(pattern_hits, struct pattern_hit);

struct pattern_table;

/* An empty table, in `a`. */
struct pattern_table *pattern_table_new(struct arena *a);
void pattern_table_add(struct pattern_table *t, const struct pattern *p);
/* Those that cover the dotted name, each once. Valid until the next call. */
struct pattern_hits pattern_table_find(struct pattern_table *t, struct str dotted);

#endif
