/*
 * terminal.h - private to hooks: what the terminal can show.
 */
#ifndef SHORING_TERMINAL_H
#define SHORING_TERMINAL_H

#include "hooks/command.h"

struct terminal {
	bool person;    /* somebody is looking: it is a terminal, and the report goes there */
	bool color;     /* command_color() */
	bool links;     /* it makes links of OSC 8, as far as the environment tells */
	unsigned width; /* columns; 0: no terminal, lines are not wrapped */
};

/* Is the stream (STDERR_FILENO) a terminal that understands escape sequences? */
bool terminal_moves(int stream);
/* What standard output can show. */
void terminal_look(struct terminal *out, const struct options *o);
/* Append "file://host/path/of/root", to which links add '/' and a path; `root` is absolute. */
void terminal_base(struct buf *out, struct str root);

#endif
