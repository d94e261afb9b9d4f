/*
 * json_read.h - JSON in, value by value (RFC 8259), for files that we wrote ourselves and others
 * may have touched.
 *
 * A cursor: enter an object, ask for its keys one after the other, read each key's value. Nothing
 * recurses; lists are not read. Strings are UTF-8 in the arena; an escaped half of a pair is
 * refused. All functions return false, with "line:column: why" in the cursor's err, where
 * the text is not what they expect.
 */
#ifndef SHORING_JSON_READ_H
#define SHORING_JSON_READ_H

#include "base/str.h"

struct arena;
struct err;

struct json_cursor {
	struct arena *a;
	struct str text;
	size_t at; /* the next byte */
	struct err *err;
	bool first; /* private: no key of the object was read yet */
};

/* A byte order mark at the start of the text is passed over. */
void json_start(struct json_cursor *c, struct arena *a, struct str text, struct err *err);
/* '{' */
bool json_enter(struct json_cursor *c);
/* The next key and its colon: *more; or the object's '}': not *more. */
bool json_next(struct json_cursor *c, struct str *key, bool *more);
bool json_read_str(struct json_cursor *c, struct str *out);
/* A whole number below 2^32. */
bool json_read_uint(struct json_cursor *c, uint32_t *out);
/* Nothing but blanks is left. */
bool json_end(struct json_cursor *c);
/* Fail here: "line:column: why". */
bool json_fail(const struct json_cursor *c, const char *why);

#endif
