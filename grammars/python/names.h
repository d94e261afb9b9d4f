/*
 * names.h - private to grammars/python: names and expressions as text, and what names mean.
 */
#ifndef SHORING_PYTHON_NAMES_H
#define SHORING_PYTHON_NAMES_H

#include "grammars/python/reader.h"

/* An identifier as Python has it: NFKC (language reference, "Identifiers"). */
struct str name_text(const struct reader *r, node_id identifier);
/* A dotted_name as "a.b.c", whatever stands between its parts. */
struct str name_dotted(const struct reader *r, node_id dotted);
/* An expression, canonical as facts.h says of bases. */
struct str name_as_written(const struct reader *r, node_id expression);

/* Is it `a + b`? */
bool is_sum(const struct reader *r, node_id n);

/* A chain of attributes on a name, `a.b.c`: its first name and its text. False when the node is
 * none, or of more than `limit` parts. */
bool name_chain(const struct reader *r, node_id n, uint32_t limit, struct str *first,
                struct str *dotted);
/* Does the expression, or what it is an attribute of, start with a name that interest.h does not
 * have? Then it means none of the modules there. */
bool name_is_dull(const struct reader *r, node_id n);
/* Gather the names that imports bind; once, before they are looked up. */
void names_gather(struct reader *r);
/* What it is bound to: "os.path"; starts with dots when relative. */
struct str bound_target(const struct reader *r, const struct bound *b);
/* The first of the imports of a name: row + 1 in reader.bound, 0 for none. */
uint32_t names_bound(const struct reader *r, struct str name);
/* Does the expression mean that module or attribute, by some import of this file? A name that
 * no import binds stands for itself. */
bool name_means(const struct reader *r, node_id n, struct str dotted);

#endif
