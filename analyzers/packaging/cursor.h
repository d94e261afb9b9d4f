/*
 * cursor.h - private to packaging/: a place in the text of a requirement, and what is wrong there.
 */
#ifndef SHORING_PACKAGING_CURSOR_H
#define SHORING_PACKAGING_CURSOR_H

#include "base/err.h"
#include "base/str.h"

struct marker;

struct cursor {
	struct arena *a;
	struct str text;
	size_t i;
	size_t at; /* where the fault is, once a function here has returned false */
	struct err *err;
};

char cursor_peek(const struct cursor *c);
bool cursor_at_end(const struct cursor *c);
struct str cursor_rest(const struct cursor *c);
void cursor_skip_blanks(struct cursor *c); /* spaces and tabs */
bool cursor_skip(struct cursor *c, char what);
/* Say what is wrong at byte `at`; always false. */
bool cursor_fail(struct cursor *c, size_t at, const char *why);
/* A marker up to where none goes on; NULL when there is a fault in it. In marker.c. */
struct marker *cursor_read_marker(struct cursor *c);

#endif
