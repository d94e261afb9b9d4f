/*
 * toml_parts.h - private to grammars/toml*.c: places, scalars and the tables being built.
 *
 * A reading belongs to one call of toml_read() and so to one thread. Whatever can fail returns
 * false (or NULL) with "line:column: why" in the caller's struct err.
 */
#ifndef SHORING_TOML_PARTS_H
#define SHORING_TOML_PARTS_H

#include "base/doc.h"
#include "base/map.h"
#include "base/vec.h"

struct names;

/* The text that is read; every `const char *` below points into body. */
struct toml_text {
	struct str body;         /* without a byte order mark */
	uint32_t shift;          /* bytes of the byte order mark */
	struct toml_mark *marks; /* private to toml_text.c */
	struct err *err;
};

/* Refuse what is no TOML in any place: bad UTF-8, control characters, a lone carriage return.
 * `text` must live as long as the document. */
bool toml_text_init(struct toml_text *t, struct arena *a, struct str text, struct err *err);
/* The place of a piece of the body. */
struct doc_place toml_place(const struct toml_text *t, struct str written);
/* Always false, with the place of `at` before the message. */
bool toml_fail(const struct toml_text *t, const char *at, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* One part of a dotted key. */
struct toml_part {
	struct str name;    /* unquoted */
	struct str written; /* in the body */
};

struct toml_key {
	struct toml_part parts[DOC_DEPTH_LIMIT];
	uint32_t count; /* at least 1 */
};

bool
toml_key_read(const struct toml_text *t, struct arena *a, struct str written, struct toml_key *out);
/* A string, number, boolean, date or time: sets kind, text and number. */
bool
toml_scalar_read(const struct toml_text *t, struct arena *a, struct str written, struct doc *out);

/* A value that may still grow. */
struct toml_node {
	struct doc doc; /* items and count are kept up to date */
	VEC(, const struct doc *) children;
	struct toml_node *last; /* of the children */
	uint32_t id, depth;
	bool opened;        /* by a header: not to be opened again */
	bool closed;        /* by `key = …`: nothing can be added later */
	uint32_t dotted_in; /* the section whose dotted keys made or entered it; 0: none */
};

struct toml_tables {
	const struct toml_text *text;
	struct arena *arena;
	struct names *names;
	VEC(, struct toml_node *) nodes; /* by id; the first is the document */
	struct map keys;                 /* (id of the table, name) → id of the value */
	uint32_t section;                /* counts the headers, from 1 */
};

void toml_tables_init(struct toml_tables *ts, struct arena *a, const struct toml_text *text);
/* A value below `parent`: under the key of a map, or with NULL the next item of a list. NULL if
 * the key is taken or a limit is reached. */
struct toml_node *
toml_node_new(struct toml_tables *ts, struct toml_node *parent, const struct toml_part *key,
              enum doc_kind kind, struct str written);
/* The table of `[key]`, or the new table at the end of the list `[[key]]`. */
struct toml_node *
toml_table_open(struct toml_tables *ts, const struct toml_key *key, bool list, struct str written);
/* The table to which the last part of `key = …` belongs, when it is written in `base`. */
struct toml_node *
toml_table_of(struct toml_tables *ts, struct toml_node *base, const struct toml_key *key);

#endif
