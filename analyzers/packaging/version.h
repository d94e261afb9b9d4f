/*
 * version.h - versions of distributions (PEP 440), as the `packaging` library has them.
 *
 * A version borrows the text that it was read from, allocates nothing and may be copied. Numbers
 * are digits and may have any length. Any thread.
 */
#ifndef SHORING_PACKAGING_VERSION_H
#define SHORING_PACKAGING_VERSION_H

#include "base/str.h"

struct buf;

enum version_pre { VERSION_ALPHA, VERSION_BETA, VERSION_RC, VERSION_FINAL };

/* Numbers stand without the zeros before them: zero is "". */
struct version {
	struct str epoch;
	struct str release;   /* "1.02.0", as written */
	enum version_pre pre; /* VERSION_FINAL: it has no such part */
	struct str pre_number;
	bool has_post, has_dev;
	struct str post_number, dev_number;
	struct str local; /* "Ubuntu-1", as written; "" when there is none */
};

/* The whole text, white space around it aside. False when it is no version. */
bool version_parse(struct str text, struct version *out);
/* Bytes of the longest version that the text starts with; 0 when it starts with none. */
size_t version_match(struct str text, bool with_local, struct version *out);
/* The same for epoch and release alone: "v1!2.0" of "v1!2.0.*" and of "v1!2.0rc1". */
size_t version_match_release(struct str text, struct version *out);
/* <0, 0 or >0; equal are also "1.0" and "v1.0.0". */
int version_order(const struct version *a, const struct version *b);
/* <0, 0 or >0 by epoch and release alone. With `parts` > 0, only so many parts of the release. */
int version_order_release(const struct version *a, const struct version *b, size_t parts);
/* <0, 0 or >0 by what is between release and local part, which are taken to be equal. */
int version_order_suffix(const struct version *a, const struct version *b);
/* Parts of the release: 2 for "1.0". */
size_t version_parts(const struct version *v);
/* An alpha, a beta, a release candidate or a development release? */
bool version_is_prerelease(const struct version *v);
/* Append the normal form: "1!2.0rc1.post2.dev3+ubuntu.1" (str(Version)). */
void version_put(struct buf *out, const struct version *v);

#endif
