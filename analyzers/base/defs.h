/*
 * defs.h - what every file includes: the plain types and three macros.
 */
#ifndef SHORING_DEFS_H
#define SHORING_DEFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/banned.h"
#include "base/compiler.h"

/* Items of an array (not of a pointer). */
#define countof(array) (sizeof(array) / sizeof((array)[0]))
/* `struct tag`: a borrowed, read-only run of T. */
#define SLICE(tag, T)           \
	struct tag {            \
		const T *at;    \
		uint32_t count; \
	}

#endif
