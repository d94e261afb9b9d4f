/*
 * manifest.h - private to grammars/: the text of a manifest, and where its bytes stand in the file.
 *
 * Text is UTF-8 without a byte order mark. A file in UTF-16 with a mark is converted, and one
 * that is not UTF-8 is taken for Latin-1: what counts in manifests is ASCII.
 */
#ifndef SHORING_MANIFEST_H
#define SHORING_MANIFEST_H

#include "facts/writer.h"

struct manifest {
	struct arena *a; /* dies after the file */
	struct fact_writer *out;
	uint32_t stage; /* of the directives that are added; to be set by the grammar */
	uint32_t flags; /* of the requirements that are added; likewise */
	struct str via; /* likewise */
	bool compiled;  /* a tool made the file; for the grammar's own use */
	struct str text;
	const uint32_t *from;  /* by byte of text, and its end: the byte of the file; or NULL */
	uint32_t skipped;      /* where from is NULL: bytes of the file before the text */
	const uint32_t *lines; /* where each line starts in text; "\n", "\r\n" and "\r" end one */
	uint32_t line_count;   /* at least 1 */
	const uint32_t *marks; /* private to manifest.c */
};

/* Text made of parts of a manifest. */
struct splice {
	struct str text;
	const uint32_t *from; /* for each byte, where it stands in manifest.text; NULL: base + i */
	uint32_t base;
};

/* `file` must outlive it. */
struct manifest manifest_open(struct arena *a, struct str file, struct fact_writer *out);
/* Does the file lie in a folder that only tools write to (__pycache__, MLflow's and Weights & Biases' records of runs,
 * notebooks' checkpoints)? Then it is nobody's list. */
bool manifest_is_leftover(struct str path);
/* Line i, from 0, without its end. */
struct str manifest_line(const struct manifest *m, uint32_t i);
/* Bytes [start, end) of the text as a place in the file. O(log lines). */
struct span manifest_span(const struct manifest *m, size_t start, size_t end);
/* Where a slice of the text (not of a copy) starts in it. */
size_t manifest_offset(const struct manifest *m, struct str slice);
/* The place in manifest.text of byte i of a splice. */
size_t splice_at(const struct splice *p, size_t i);

/* Add a fact_ignore for every `# shoring: ignore[...]` comment. A comment starts a line or stands after a blank;
 * or `anywhere`, as in TOML. */
void manifest_ignores(const struct manifest *m, bool anywhere);
void manifest_directive(const struct manifest *m, enum directive_kind kind, struct span span,
                        struct str key, struct str value);

#endif
