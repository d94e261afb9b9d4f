/*
 * show.h - text from outside, made fit for a terminal.
 */
#ifndef SHORING_REPORT_SHOW_H
#define SHORING_REPORT_SHOW_H

#include "base/buf.h"

/* A character as it is shown. */
struct glyph {
	size_t len;     /* bytes of the source; 0 at its end */
	unsigned width; /* columns */
	char text[12];  /* what to write, NUL-terminated: the character, or an escape of it */
};

/* The first character of s. Controls, what changes the direction or breaks the line, and bytes
 * that are no UTF-8 become escapes (\x1b, \u2028); a tab is four blanks. */
struct glyph show_glyph(struct str s);
/* All of s, on one line; a tab is \t here. */
void show_str(struct buf *out, struct str s);

/* The service of that name as sentences have it: "`api`", or finding_service(). */
void show_service(struct buf *out, struct str name);

/* ANSI colours, by their meaning. */
enum paint { PAINT_NONE, PAINT_ERROR, PAINT_WARNING, PAINT_PLACE, PAINT_FAINT, PAINT_HELP };

/* show_str(), with what stands in backquotes in the colour of a place. */
void show_marked(struct buf *out, bool color, struct str s);
/* Switch to a colour; nothing where `color` is false. */
void show_paint(struct buf *out, bool color, enum paint paint);

/* What is written until show_link_end() leads to the file, in terminals that know OSC 8. `base` is
 * the URL of the root, without a slash at its end; "": nothing is written. */
void show_link(struct buf *out, struct str base, struct str path);
void show_link_end(struct buf *out, struct str base);
/* Text that was made by the functions above, on lines of at most `width` columns where its blanks
 * allow it; further lines are indented. Width 0: on one line. No newline at the end. */
void show_wrapped(struct buf *out, struct str text, unsigned width, unsigned indent);
/* Columns that such text takes on one line. */
unsigned show_width(struct str text);
/* A path as part of a URL: bytes that RFC 3986 reserves, or that are no ASCII, are encoded. */
void show_url(struct buf *out, struct str path);

#endif
