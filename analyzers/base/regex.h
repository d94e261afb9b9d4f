/*
 * regex.h - Perl-compatible regular expressions (PCRE2: UTF, UCP, JIT where there is one).
 *
 * The only user of PCRE2. A compiled expression is const and may be used by all threads.
 * Matching is bounded: an expression that needs more steps than REGEX_MATCH_LIMIT, or more
 * memory than REGEX_HEAP_LIMIT, says so instead of running on.
 */
#ifndef SHORING_REGEX_H
#define SHORING_REGEX_H

#include "base/str.h"

struct arena;
struct err;
struct regex;

/* An expression has at most so many bytes. */
#define REGEX_LENGTH_LIMIT 10000
/* Calls of PCRE2's match() from one place; fewer in a subject of more than 50 bytes. */
#define REGEX_MATCH_LIMIT 1000000
/* KiB */
#define REGEX_HEAP_LIMIT 20000

enum regex_result { REGEX_NO, REGEX_YES, REGEX_GAVE_UP };

/* NULL, with "why (at offset N)" in *err, when the text is no expression. */
const struct regex *regex_new(struct arena *a, struct str text, struct err *err);
/* Does the expression match anywhere in the subject? Bytes that are not UTF-8 never match. */
enum regex_result regex_search(const struct regex *r, struct str subject);
/* "10.47 2025-10-21", for --version. */
const char *regex_version(void);

#endif
