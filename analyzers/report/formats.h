/*
 * formats.h - the formats, and what they share. Private to report/.
 */
#ifndef SHORING_REPORT_FORMATS_H
#define SHORING_REPORT_FORMATS_H

#include "report/report.h"

void text_write(const struct report *r, struct buf *out);
void concise_write(const struct report *r, struct buf *out);
void json_write(const struct report *r, struct buf *out);
void sarif_write(const struct report *r, struct buf *out);
void github_write(const struct report *r, struct buf *out);
void gitlab_write(const struct report *r, struct buf *out);
void junit_write(const struct report *r, struct buf *out);

struct cause;
struct json;
struct entry;
struct quote;

/* An entry in several lines, as text reports have it; `quote` NULL: without the source. */
void entry_write(const struct report *r, const struct entry *entry, struct quote *quote,
                 struct buf *out);
/* The first entry of a cause, and where else it holds. */
void cause_write(const struct report *r, const struct cause *cause, struct quote *quote,
                 struct buf *out);
/* What JSON answers begin with: "version" of the form and "tool". */
void json_put_head(struct json *j);
/* The steps under a key: "module", "file", "line". */
void json_put_chain(struct json *j, const char *key, struct chain chain);
/* A line a rule that has findings, the most first; the same as member "statistics". */
void statistics_write(const struct report *r, struct buf *out);
void statistics_put(const struct report *r, struct json *j);
/* report_summary(), with how many causes the findings have; 0: not told. */
void summary_write(const struct report *r, uint32_t causes, struct buf *out);

/* "path:line:column: error[rule-name]". */
void report_place(const struct report *r, const struct finding *finding, struct buf *out);
/* The same with " message" after it. */
void report_line(const struct report *r, const struct finding *finding, struct buf *out);

#endif
