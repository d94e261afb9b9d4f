/*
 * joined.c - texts put together of parts, byte by byte.
 */
#include "grammars/joined.h"

void
chars_add(struct arena *a, struct char_vec *v, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		*vec_push(a, v) = s.at[i];
}

struct str
chars_text(const struct char_vec *v)
{
	return (struct str){ v->count > 0 ? v->at : "", v->count };
}

void
joined_add(struct arena *a, struct joined *j, struct str part, size_t at)
{
	chars_add(a, &j->text, part);
	for (size_t i = 0; i < part.len; i++)
		*vec_push(a, &j->from) = (uint32_t)(at + i);
}
