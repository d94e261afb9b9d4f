/*
 * compiling.h - what the programs that compile tables at build time have in common: reading a
 * file or stopping the build. Nothing of it is in the program that users run.
 */
#ifndef SHORING_COMPILING_H
#define SHORING_COMPILING_H

#include <stddef.h>
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define LOWER  "abcdefghijklmnopqrstuvwxyz"
#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* Say what is wrong with a file and stop the build. Line 0: with the whole of it. */
_Noreturn void refuse(const char *path, unsigned number, const char *fmt, ...);

/* realloc() for `count` elements; the build stops when there is no memory. */
void *grown(void *old, size_t count, size_t size);
/* The same array with room for one element after the `count` that were put in so. */
void *with_room(void *old, size_t count, size_t size);

/* fopen(); the build stops when it fails. */
FILE *open_or_refuse(const char *path, const char *mode);
/* The whole file, which has no NUL, with one after it; to be freed. */
char *read_text(const char *path);

/* The elements of an array of char that `bytes` of `s` are, as lines of numbers: string literals
 * of such length are not portable C. *column is how many were written before. */
void write_bytes(FILE *out, const char *s, size_t bytes, size_t *column);

#endif
