/*
 * buf.h - text that grows.
 *
 * All zeroes is an empty buffer. The bytes are on the heap, so that a worker can use
 * one buffer again and again; buf_release() gives them back. Always NUL-terminated
 * once anything was added; the NUL is not counted. Out of memory ends the process.
 */
#ifndef SHORING_BUF_H
#define SHORING_BUF_H

#include "base/str.h"

struct buf {
	char *at;
	size_t len, room; /* bytes */
};

/* Make room for `more` bytes after the text and return where they start. */
char *buf_need(struct buf *b, size_t more);
void buf_put(struct buf *b, const void *bytes, size_t len);
void buf_char(struct buf *b, char c);
void buf_str(struct buf *b, struct str s);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The text so far; valid until the next call that adds. */
struct str buf_text(const struct buf *b);
/* Empty it, and keep the memory. */
void buf_clear(struct buf *b);
/* Empty it, and give the memory back. */
void buf_release(struct buf *b);

#endif
