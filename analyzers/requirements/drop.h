/*
 * drop.h - private to requirements/: a row of a manifest is taken out.
 */
#ifndef SHORING_REQUIREMENTS_DROP_H
#define SHORING_REQUIREMENTS_DROP_H

#include "common/mend.h"

/* How a row stands in its file. */
enum row_style {
	STYLE_NONE,  /* in none of these ways */
	STYLE_LINE,  /* requirements: a line, with those that continue it */
	STYLE_ITEM,  /* a string in a list */
	STYLE_ENTRY, /* `name = …` in a table, on lines of its own */
	STYLE_PLAIN, /* setup.cfg: a line of a list, indented */
	STYLE_DASH,  /* conda: a line of a list, `- name` */
	STYLE_WORD,  /* Dockerfile: a word of a command */
};

/* What the text says of it; STYLE_NONE also where the text is not what the row was read from. */
enum row_style
row_style(const struct scanned *file, const struct fact_requirement *row, struct str text);
/* Where the line of a STYLE_LINE row ends, with those that continue it: the start of the next. */
size_t row_line_end(struct str text, size_t at);
/* The one edit that takes row `number` of the file out: its line, its entry or its item. None where
 * that cannot be done for sure. In `a`. */
struct edits
row_drop(struct arena *a, const struct scanned *file, uint32_t number, struct str text);

#endif
