/*
 * quote.h - the source line of a finding, with a caret. Private to report/.
 */
#ifndef SHORING_REPORT_QUOTE_H
#define SHORING_REPORT_QUOTE_H

#include "report/report.h"

/* A file that is being quoted, front to back. All zeroes to begin with. */
struct quote {
	struct str file;
	struct buf bytes;
	struct str text; /* the bytes without a byte order mark */
	size_t at;       /* the byte of the text at line and col */
	uint32_t line, col;
	unsigned width; /* columns for the line */
	bool open;
};

/* The line and a caret under the span, each on a line of its own. Nothing when the file can no
 * longer be read or has no such line. Cheap while calls come in the order of the findings; going back costs
 * the file's length. */
void quote_finding(
	struct quote *q, const struct report *r, const struct finding *finding, struct buf *out);
void quote_release(struct quote *q);

#endif
