/*
 * formats.h - the formats, and what they share. Private to report/.
 */
#ifndef SHORING_REPORT_FORMATS_H
#define SHORING_REPORT_FORMATS_H

#include "report/report.h"

void text_write(const struct report *r, struct buf *out);
void concise_write(const struct report *r, struct buf *out);
void json_write(const struct report *r, struct buf *out);

/* "path:line:column: error[rule-name] message", without a newline. */
void report_line(const struct report *r, const struct finding *finding, struct buf *out);

#endif
