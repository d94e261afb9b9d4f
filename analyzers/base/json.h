/*
 * json.h - JSON out, well-formed by construction (RFC 8259).
 *
 * Values are written in order; commas and colons come by themselves. Text that is
 * not UTF-8 has each bad byte replaced by U+FFFD, so the output is always valid.
 * `indent` 0 writes one line.
 */
#ifndef SHORING_JSON_H
#define SHORING_JSON_H

#include "base/buf.h"

struct json {
	struct buf *out;
	unsigned indent; /* spaces a level; 0: all on one line */
	unsigned depth;
	bool comma, key; /* private: something precedes; a key was just written */
};

void json_object(struct json *j);
void json_object_end(struct json *j);
void json_array(struct json *j);
void json_array_end(struct json *j);
void json_key(struct json *j, const char *key);
void json_str(struct json *j, struct str s);
void json_text(struct json *j, const char *s); /* NULL is null */
void json_uint(struct json *j, uint64_t n);
void json_bool(struct json *j, bool b);
void json_null(struct json *j);

/* A key and its value. */
void json_put_str(struct json *j, const char *key, struct str s);
void json_put_name(struct json *j, const char *key, struct str s); /* "" is null */
void json_put_strs(struct json *j, const char *key, struct strs all);
void json_put_uint(struct json *j, const char *key, uint64_t n);
void json_put_bool(struct json *j, const char *key, bool b);

#endif
