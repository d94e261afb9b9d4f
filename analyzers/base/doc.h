/*
 * doc.h - a document of maps, lists and scalars, with the place of each.
 *
 * What YAML and TOML files have in common, so that one checker reads both. Made by
 * base/yaml.c and grammars/toml.c; const afterwards; lives in the arena it was made in.
 */
#ifndef SHORING_DOC_H
#define SHORING_DOC_H

#include "base/str.h"

struct arena;
struct err;

enum doc_kind { DOC_NULL, DOC_BOOL, DOC_INT, DOC_FLOAT, DOC_STRING, DOC_LIST, DOC_MAP };

/* Bytes [start, end) of the file; line and column of the start, from 1, column in code
 * points; end_line and end_column likewise, exclusive. */
struct doc_place {
	uint32_t start, end;
	uint32_t line, column, end_line, end_column;
};

struct doc {
	enum doc_kind kind;
	struct doc_place place;
	struct str text;                /* a scalar: its value, unquoted; else "" */
	int64_t number;                 /* DOC_INT its value, DOC_BOOL 0 or 1 */
	struct str key;                 /* in a map: the key it stands under */
	struct doc_place key_place;     /* and where that key is written */
	const struct doc *const *items; /* DOC_LIST and DOC_MAP, as written */
	uint32_t count;
};

/* How deep a document may nest, and how many nodes it may have, aliases expanded:
 * beyond it is refused with a message. */
#define DOC_DEPTH_LIMIT 64
#define DOC_NODE_LIMIT  200000

/* The value under `key` of a map; NULL when there is none, or doc is NULL or no map. */
const struct doc *doc_get(const struct doc *doc, struct str key);
/* doc_get() along a dotted path: "tool.shoring". */
const struct doc *doc_find(const struct doc *doc, const char *dotted);
/* "a map", "a list", "a string" … with its article, for messages. */
const char *doc_kind_name(enum doc_kind kind);

#endif
