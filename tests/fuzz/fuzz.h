/*
 * fuzz.h - what a fuzz target is: one input at a time, from libFuzzer or from drive.c.
 *
 * A target promises more than not to crash: MUST() says what holds for every input. Whatever an input
 * took is given back before the function returns.
 */
#ifndef SHORING_FUZZ_H
#define SHORING_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

#define MUST(cond)                                                                                \
	do {                                                                                      \
		if (!(cond)) {                                                                    \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #cond); \
			abort();                                                                  \
		}                                                                                 \
	} while (0)

/* Always 0 (libFuzzer's contract). The bytes are not NUL-terminated. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline struct str
fuzz_str(const uint8_t *data, size_t size)
{
	return (struct str){ size > 0 ? (const char *)data : "", size };
}

/* Take the first byte off the input: it chooses among things. 0 when there is none. */
static inline uint8_t
fuzz_take(const uint8_t **data, size_t *size)
{
	if (*size == 0)
		return 0;
	(*size)--;
	return *(*data)++;
}

#endif
