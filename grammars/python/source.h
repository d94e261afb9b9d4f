/*
 * source.h - private to grammars/python: a file's bytes as text, and the way back.
 *
 * Python source is UTF-8, unless a comment in its first two lines says otherwise (PEP 263); its
 * lines end in \n, \r\n or \r. Here it is UTF-8 with lines that end in \n, and any byte of it
 * leads back to the byte, line and column of the file on disk. Plain UTF-8 is not copied.
 */
#ifndef SHORING_PYTHON_SOURCE_H
#define SHORING_PYTHON_SOURCE_H

#include "facts/facts.h"
#include "grammars/python/starts.h"

struct arena;

struct source {
	struct str text;        /* without a byte order mark */
	uint32_t shift;         /* bytes of that mark on disk */
	const uint32_t *origin; /* by byte of the text, and its end: the byte on disk; NULL: same */
	struct starts starts;   /* of the text */
	uint32_t *continuation; /* by block of 64 bytes, and one more: UTF-8 continuation bytes
	                         * before it; NULL: the text is ASCII */
};

/* NULL when all is well; else why the bytes are no Python source, one sentence. The text may
 * point into `bytes`. */
const char *source_open(struct source *out, struct arena *scratch, struct str bytes);
/* The place of bytes [start, end) of the text in the file on disk. */
struct span source_span(const struct source *s, uint32_t start, uint32_t end);
/* The line of a byte of the text, from 1. */
uint32_t source_line(const struct source *s, uint32_t at);

#endif
