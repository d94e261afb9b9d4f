/*
 * baseline.h - the findings that are known and not reported again.
 *
 * A baseline is a file that people keep in git: one JSON object, a line for each finding under its
 * fingerprint, in the order of files, with a comma after each but the last line, which never
 * changes: so that two branches that add or drop findings merge line by line.
 *
 *     {
 *     "about": "…",
 *     "6c0b…": {"rule": "missing-module", "file": "a/b.py", "message": "…", "reason": "…"},
 *     "version": 1
 *     }
 *
 * `reason` is written by hand and kept. Only the fingerprint and the rule decide; the rest is for
 * those who read it.
 */
#ifndef SHORING_BASELINE_H
#define SHORING_BASELINE_H

#include "base/map.h"
#include "base/vec.h"
#include "findings/finding.h"

struct arena;
struct buf;
struct err;

/* A finding that is known. The texts are those of this run, if it was found. */
struct known {
	struct str fingerprint;
	struct str rule, file, service, message, reason; /* rule: its name */
	bool found;                                      /* in this run */
	bool gone;                                       /* it was looked for and not found */
};

VEC(known_rows, struct known);

struct baseline {
	struct arena *arena;
	struct known_rows rows; /* in the order of the file */
	struct map index;       /* fingerprint → row */
	uint32_t gone;          /* rows; set when findings were settled with it */
};

/* An empty one. */
void baseline_new(struct baseline *out, struct arena *a);
/* Read the text of a file. False, with "line:column: why" in *err, when it is no baseline.
 * `merged`: lines that git writes around what it could not merge are passed over. */
bool
baseline_read(struct baseline *out, struct arena *a, struct str text, bool merged, struct err *err);
/* Is the finding known? Its row is brought up to date, with texts that must live as long as the
 * baseline. */
bool baseline_knows(struct baseline *b, const struct finding *finding);
/* From now on it is. */
void baseline_add(struct baseline *b, const struct finding *finding);
/* Append the file as it should be: what is known and not gone, by file, rule and message. */
void baseline_write(const struct baseline *b, struct buf *out);

#endif
