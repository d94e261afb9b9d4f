/*
 * words.h - private to grammars/: a command line taken apart, as a POSIX shell does it.
 *
 * Quotes and escapes go, variables whose values are known are replaced, `$(…)` and backquotes
 * stay as written. What is not closed ends with the text.
 */
#ifndef SHORING_WORDS_H
#define SHORING_WORDS_H

#include "base/map.h"
#include "base/vec.h"
#include "grammars/manifest.h"

struct variable {
	struct str name, value;
	uint32_t next; /* row + 1 of one with the same hash; 0: none */
};

VEC(variable_vec, struct variable);

/* Names and what they stand for. All zeroes: none. */
struct variables {
	struct variable_vec rows;
	struct map by_hash;
	const struct variables *outer; /* looked into for what is not here; NULL: none */
	uint32_t depth;                /* how many there are around it; for who sets outer */
};

/* In `a`; the text is not copied. */
void variables_set(struct arena *a, struct variables *v, struct str name, struct str value);
/* The value, or one with `at` NULL when it is not known. */
struct str variables_get(const struct variables *v, struct str name);

struct word {
	struct str text;
	size_t start, end; /* bytes of the manifest's text */
	bool op;           /* an operator that ends a command: && || ; | & ( ) or a newline */
};

VEC(word_vec, struct word);

enum words_mode {
	WORDS_SHELL, /* operators, redirections (dropped) and comments (dropped) count */
	WORDS_PLAIN, /* none of them: a Dockerfile's own instructions */
};

/* A run of splitting. `budget` is what variables may still add: it keeps a file whose variables
 * double one another from growing without end. */
struct splitter {
	struct arena *a;
	const struct variables *variables; /* NULL: none are replaced */
	enum words_mode mode;
	char escape; /* '\\'; '`' in some Dockerfiles */
	size_t *budget;
};

#define WORDS_BUDGET ((size_t)1 << 20) /* bytes a file */

struct word_vec words_split(const struct splitter *s, const struct splice *line);
/* The items of a JSON list of strings. False when it is none. */
bool words_json(struct arena *a, const struct splice *line, struct word_vec *out);
/* Their texts with `sep` between two; newlines inside them become spaces. */
struct str words_join(struct arena *a, const struct word *words, uint32_t count, char sep);

#endif
