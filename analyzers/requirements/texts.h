/*
 * texts.h - private to requirements/: files other than manifests that may say what is used or installed,
 * and the words in them.
 */
#ifndef SHORING_REQUIREMENTS_TEXTS_H
#define SHORING_REQUIREMENTS_TEXTS_H

#include "scan/scan.h"

/* Files over this many bytes are not looked into; notebooks hold pictures. */
#define TEXT_SIZE_LIMIT     (1u << 20)
#define NOTEBOOK_SIZE_LIMIT (16u << 20)

/* How a file is read. */
enum text_kind {
	TEXT_NONE,    /* not at all: prose, data, locks, other manifests */
	TEXT_PLAIN,   /* every word: notebooks, JSON, Cython, templates */
	TEXT_HASH,    /* all but what stands after '#': scripts, CI, YAML, INI, env files */
	TEXT_PROJECT, /* pyproject.toml, setup.cfg: the sections of tools and entry points */
	TEXT_PYTHON,  /* string literals that look like names, commands and URLs */
};

/* By its name. */
enum text_kind text_kind(struct str path);
/* The word at or after byte *at, which moves behind it: letters, digits, '_', '-', '.' and '+', the
 * last three not at its ends. A `scheme` stands before "://". Parts of paths and addresses are passed
 * over. False when there are no more. */
bool text_next_word(struct str text, size_t *at, struct str *word, bool *scheme);
typedef void text_word(void *ctx, struct str word, bool scheme);
/* Call `fn` for the words of a text that may name what is used. Linear in its length. */
void text_words(struct str text, enum text_kind kind, text_word *fn, void *ctx);
/* May it tell people or machines what to install, by its name: one of these but Python, or prose? */
bool text_may_tell(struct str path);
/* Call `fn` for what stands behind `pip install` and its like, up to the command's end: names, their extras and versions,
 * parts of paths and addresses. Comments count. Linear in the text's length. */
void text_installed(struct str text, text_word *fn, void *ctx);

#endif
