/*
 * str.h - bytes with a length.
 *
 * A struct str borrows its bytes and never owns them: it is valid as long as the
 * arena (or the file text) it points into. The bytes are UTF-8 as read, not
 * NUL-terminated. Pass it by value.
 */
#ifndef SHORING_STR_H
#define SHORING_STR_H

#include "base/chars.h"
#include "base/defs.h"

struct arena;

struct str {
	const char *at;
	size_t len; /* bytes */
};

SLICE(strs, struct str);

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_FMT      "%.*s"
#define STR_ARG(s)   (int)(s).len, (s).at

/* The bytes of a C string. */
static inline struct str
str_of(const char *s)
{
	return (struct str){ s, strlen(s) };
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

/* <0, 0 or >0 in byte order: the one order of all tables and reports. */
int str_order(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
/* Cut the part before `sep` off *rest into *head; false once *rest is used up. */
bool str_cut(struct str *rest, char sep, struct str *head);
/* What stands before the first `sep`; all of it where there is none. */
struct str str_before(struct str s, char sep);
/* What stands before the last `sep`; "" where there is none. */
struct str str_before_last(struct str s, char sep);
/* What stands after the last `sep`; all of it where there is none. */
struct str str_after_last(struct str s, char sep);
bool str_ends(struct str s, struct str suffix);
/* Where the part stands first, or SIZE_MAX; the empty part stands everywhere. */
size_t str_find(struct str s, struct str part);
bool str_has(struct str s, struct str part);
/* Has it one of these words? */
bool str_has_any(struct str s, const char *const *words, size_t count);
/* Is it one of these words? */
bool str_is_any(struct str s, const char *const *words, size_t count);
/* ASCII letters compare without case. */
bool str_like(struct str a, struct str b);
/* Bytes [start, end), both within it. */
struct str str_slice(struct str s, size_t start, size_t end);
struct str str_from(struct str s, size_t start);
struct str str_skip(struct str s); /* without blanks at its start */
struct str str_trim(struct str s); /* nor at its end */
/* FNV-1a of the bytes: for tables, the same on every machine. */
uint64_t str_hash(struct str s);

/* 64 bits that tell one text from another, sixteen bytes a step: not the same on machines of another
 * byte order, and no help against somebody who wants two texts to agree. */
uint64_t str_sum(struct str s);
/* A copy in the arena, with a NUL after it. */
struct str str_keep(struct arena *a, struct str s);
/* left, `sep` and right, in the arena, with a NUL after them; without `sep` where one is empty. */
struct str str_join(struct arena *a, struct str left, char sep, struct str right);

#endif
