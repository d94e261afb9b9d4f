/*
 * pattern.h - dotted patterns and path globs, compiled once and const.
 *
 * Dotted (contract.md): `*` is one segment, `**` one or more; inside a segment `*` is any run of
 * characters, so "services.*.api", "shared.**" and "test_*". Paths: as in .gitignore, without "!".
 */
#ifndef SHORING_PATTERN_H
#define SHORING_PATTERN_H

#include "base/str.h"

struct arena;
struct err;
struct pattern;

SLICE(patterns, struct pattern *const);

enum pattern_kind { PATTERN_DOTTED, PATTERN_PATH };

#define PATTERN_LENGTH_LIMIT 4096 /* bytes */

/* NULL, and why, when the text is no pattern. */
const struct pattern *
pattern_new(struct arena *a, enum pattern_kind kind, struct str text, struct err *err);
/* A path matches too when a directory above it does. A path that ends in '/' is a directory, and
 * only that, or what is below it, matches a pattern that ends in '/'. */
bool pattern_matches(const struct pattern *p, struct str subject);
/* Does it match the dotted name or one of the packages around it? "shared" covers
 * "shared.db.session" and not "shared_old". */
bool pattern_covers(const struct pattern *p, struct str dotted);
/* The text it was made of. */
struct str pattern_text(const struct pattern *p);
/* Is it a plain name or path, without wildcards? */
bool pattern_is_plain(const struct pattern *p);
/* Does any of them? False for none. */
bool patterns_match(struct patterns ps, struct str subject);

#endif
