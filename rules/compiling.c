/*
 * compiling.c - read a file, or stop the build.
 */
#include "compiling.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void
refuse(const char *path, unsigned number, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, number > 0 ? "%s:%u: " : "%s: ", path, number);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(EXIT_FAILURE);
}

void *
grown(void *old, size_t count, size_t size)
{
	void *at = realloc(old, (count > 0 ? count : 1) * size);

	if (at == NULL)
		refuse("compiling", 0, "out of memory");
	return at;
}

void *
with_room(void *old, size_t count, size_t size)
{
	/* Full at powers of two. */
	return (count & (count - 1)) == 0 ? grown(old, count > 0 ? 2 * count : 1, size) : old;
}

FILE *
open_or_refuse(const char *path, const char *mode)
{
	FILE *file = fopen(path, mode);

	if (file == NULL)
		refuse(path, 0, "cannot be opened");
	return file;
}

char *
read_text(const char *path)
{
	FILE *file = open_or_refuse(path, "rb");
	char *text = NULL;
	size_t len = 0, got;

	do {
		text = grown(text, len + BUFSIZ + 1, 1);
		got = fread(text + len, 1, BUFSIZ, file);
		len += got;
	} while (got > 0);
	text[len] = '\0';
	fclose(file);
	if (strlen(text) != len)
		refuse(path, 0, "a NUL");
	return text;
}

void
write_bytes(FILE *out, const char *s, size_t bytes, size_t *column)
{
	for (size_t i = 0; i < bytes; i++, ++*column)
		fprintf(out, "%s%u,", *column % 24 == 0 ? "\n\t" : " ",
		        (unsigned)(unsigned char)s[i]);
}
