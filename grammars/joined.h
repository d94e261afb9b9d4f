/*
 * joined.h - private to grammars/: texts put together of parts. In an arena; nothing fails.
 */
#ifndef SHORING_JOINED_H
#define SHORING_JOINED_H

#include "base/str.h"
#include "base/vec.h"

VEC(char_vec, char);
VEC(offset_vec, uint32_t);

void chars_add(struct arena *a, struct char_vec *v, struct str s);
/* Holds until more is added; never at NULL. */
struct str chars_text(const struct char_vec *v);

/* Parts of a file, and for each byte of them where it stands there. */
struct joined {
	struct char_vec text;
	struct offset_vec from;
};

/* The part stands at byte `at` of the file. */
void joined_add(struct arena *a, struct joined *j, struct str part, size_t at);

#endif
