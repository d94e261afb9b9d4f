/*
 * rewriter.h - private to repair*.c: where the scan of a source is, and what is open there.
 */
#ifndef SHORING_PYTHON_REWRITER_H
#define SHORING_PYTHON_REWRITER_H

#include "grammars/python/tree.h"

/* What is open at a place of the text: a bracket, or a string with fields. */
struct level {
	char open;      /* one of ( [ {, FIELD, TEXT, FORMAT */
	char quote;     /* TEXT: what ends it, */
	bool triple;    /* three of them, */
	bool raw;       /* and no backslash escapes */
	bool types;     /* a list of type parameters */
	bool of_def;    /* its parameters, or its type parameters */
	bool subscript; /* a [ that is no list */
};

#define FIELD  'f' /* the brace of a replacement field */
#define TEXT   't' /* the text of a string that has fields */
#define FORMAT ':' /* the format of a field */

/* What came last, besides brackets and operators, which are themselves. */
#define LINE   '\n'
#define WORD   'a'
#define STRING '"'

struct rewriter {
	struct arena *arena;
	const char *in;
	char *out;
	size_t at, len;
	VEC(levels, struct level) levels;
	char last;                      /* token */
	struct str word, before;        /* the last word, and the word right before it */
	bool types_of_def;              /* a bracket with type parameters of a `def` was closed */
	bool dotted;                    /* a dot stands before the last word */
	bool target;                    /* the statement so far may be one: names and trailers */
	uint32_t annotation;            /* in one that began with this many levels open, + 1 */
	bool imports_future;            /* after `from __future__ import` */
	size_t future;                  /* where that __future__ is */
	bool wide, found_wide;          /* indentation is to be written anew; or would have to be */
	VEC(indents, uint32_t) indents; /* columns of the blocks that are open */
	struct extents *lazy, *comments;
};

static inline char
rewriter_peek(const struct rewriter *w, size_t ahead)
{
	return w->at + ahead < w->len ? w->in[w->at + ahead] : '\0';
}

static inline struct level *
rewriter_top(const struct rewriter *w)
{
	return w->levels.count > 0 ? &w->levels.at[w->levels.count - 1] : NULL;
}

static inline void
rewriter_blank(struct rewriter *w, size_t count)
{
	memset(w->out + w->at, ' ', count);
	w->at += count;
}

/* A comment: it is written over. */
void rewrite_comment(struct rewriter *w);
/* Is `word`, before a quote, a string's prefix? Where it is, *raw and *fields say of what. */
bool rewrite_is_prefix(struct str word, bool *raw, bool *fields);
/* From an opening quote on. A string with fields opens a level; others are passed over. False
 * when it does not end. */
bool rewrite_string(struct rewriter *w, bool raw, bool fields);
/* Of bytes that began there, and are passed: backslashes before what is no escape in them are written over. */
void rewrite_bytes(struct rewriter *w, size_t start);
/* One step in the text of a string with fields; false when it does not end. */
bool rewrite_text(struct rewriter *w);
/* One step in the format of a field. */
bool rewrite_format(struct rewriter *w);

#endif
