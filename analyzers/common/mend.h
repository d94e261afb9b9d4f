/*
 * mend.h - the text of a file, looked at to make edits of it.
 */
#ifndef SHORING_COMMON_MEND_H
#define SHORING_COMMON_MEND_H

#include "base/buf.h"
#include "findings/finding.h"
#include "project/project.h"

/* The file that was asked for last. All zeroes is none; `bytes` and `path` are to be released. */
struct mend {
	struct buf bytes, path;
};

/* The text of a file of the project, until the next call; "" when it cannot be read. */
struct str mend_text(struct mend *m, const struct project *p, struct str path);
void mend_release(struct mend *m);

/* Where the line that byte `at` is in starts (after a byte order mark), where it ends, and where
 * the next one starts; lines end as Python's do. */
size_t mend_line(struct str text, size_t at);
size_t mend_line_end(struct str text, size_t at);
size_t mend_next_line(struct str text, size_t at);
/* The end of line that the file has about there. */
struct str mend_eol(struct str text, size_t at);
/* Past blanks, but not past the line's end. */
size_t mend_skip(struct str text, size_t at);
/* Is there nothing but blanks in it? */
bool mend_blank(struct str text, size_t start, size_t end);

/* Bytes [start, end) as a place, reckoned from one near by. O(distance). */
struct span mend_span(struct str text, const struct span *near, size_t start, size_t end);

/*
 * What to delete so that the item [*start, *end) of a list with commas is gone: its whole line, if it
 * has one to itself (what is before it on the line may be a '#', too); else the item with the comma
 * and the blanks after it, or before it if it is the last. False where that cannot be told.
 */
bool mend_without(struct str text, size_t *start, size_t *end);
/* Has the item a line to itself, but for a comma and a comment after it? */
bool mend_own_line(struct str text, size_t start, size_t end);

#endif
