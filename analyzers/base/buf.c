/*
 * buf.c - a growing run of bytes on the heap.
 */
#include "base/buf.h"

#include <stdarg.h>

#include "base/err.h"

#define ROOM_FIRST 256

char *
buf_need(struct buf *b, size_t more)
{
	if (more > SIZE_MAX / 2 - b->len - 1)
		die("out of memory");

	size_t need = b->len + more + 1; /* and the NUL */
	if (need > b->room) {
		size_t room = b->room < ROOM_FIRST ? ROOM_FIRST : b->room * 2;
		char *at = NULL;

		if (room < need)
			room = need;
		at = realloc(b->at, room);
		if (at == NULL)
			die("out of memory");
		b->at = at;
		b->room = room;
		b->at[b->len] = '\0';
	}
	return b->at + b->len;
}

void
buf_put(struct buf *b, const void *bytes, size_t len)
{
	char *at = buf_need(b, len);

	if (len > 0)
		memcpy(at, bytes, len);
	at[len] = '\0';
	b->len += len;
}

void
buf_char(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void
buf_str(struct buf *b, struct str s)
{
	buf_put(b, s.at, s.len);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	int len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		die("text that cannot be formatted: %s", fmt);

	char *at = buf_need(b, (size_t)len);
	va_start(ap, fmt);
	vsnprintf(at, (size_t)len + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)len;
}

struct str
buf_text(const struct buf *b)
{
	return (struct str){ b->at != NULL ? b->at : "", b->len };
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->at != NULL)
		b->at[0] = '\0';
}

void
buf_release(struct buf *b)
{
	free(b->at);
	*b = (struct buf){ 0 };
}
