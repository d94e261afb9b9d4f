/*
 * grammar.h - how text becomes facts: the interface that grammars/ implements.
 */
#ifndef SHORING_GRAMMAR_H
#define SHORING_GRAMMAR_H

#include "facts/writer.h"

/* What a grammar has to know besides the text. Part of a cache's key. */
struct reading {
	struct strs importers; /* functions that import: "pkg.mod.function:0", argument from 0 */
};

struct grammar {
	const char *name; /* "python", "requirements" */
	uint32_t version; /* part of a cache's key: raise it when the facts change */
	bool source;      /* Python source; false: a manifest or deployment file */

	/* Is this file mine? By path alone; the file is not opened. Whoever claims x/NAME claims that name in
	 * every folder. */
	bool (*claims)(struct str path);
	/* What a worker keeps between files (a TSParser); NULL in the table: nothing. */
	void *(*worker_new)(const struct reading *reading);
	void (*worker_free)(void *worker);
	/* Write what the text says. Cannot fail: what it cannot read is a problem row. The
	 * text is the file's bytes as they are on disk. `scratch` dies after the file. */
	void (*read)(void *worker, struct arena *scratch, struct str path, struct str text,
	             struct fact_writer *out);
};

SLICE(grammars, struct grammar *const);

#endif
