/*
 * decode.h - private to grammars/python: source encodings other than UTF-8.
 */
#ifndef SHORING_PYTHON_DECODE_H
#define SHORING_PYTHON_DECODE_H

#include "base/str.h"

struct arena;

enum decoded {
	DECODED,
	DECODE_UNKNOWN, /* no encoding of that name, or none a source can be in */
	DECODE_BAD,     /* the bytes are not in that encoding */
};

/* The encoding's name as the codecs module looks it up: lower case, runs of other characters
 * than letters, digits and dots as one '_' (encodings.normalize_encoding). */
struct str decode_name(struct arena *a, struct str name);
/* Is it a name of UTF-8? The name is normalised. */
bool decode_is_utf8(struct str name);
/* The bytes as UTF-8, and for each byte of it, and its end, the byte it came from. The name
 * is normalised. */
enum decoded
decode(struct arena *a, struct str name, struct str bytes, struct str *text,
       const uint32_t **origin);

#endif
