/*
 * requirement.h - dependency specifiers (PEP 508), as packaging.requirements has them.
 *
 * All parts are slices of the text that was read, so that their places in it are known by their
 * addresses. Equal to the `packaging` library, but that `\N{...}` in a marker's string is refused and
 * parentheses nest up to MARKER_DEPTH_LIMIT. Any thread.
 */
#ifndef SHORING_PACKAGING_REQUIREMENT_H
#define SHORING_PACKAGING_REQUIREMENT_H

#include "packaging/marker.h"
#include "packaging/specifier.h"

VEC(requirement_extras, struct str);

struct requirement {
	struct str name;
	struct requirement_extras extras; /* as written, in that order */
	struct str specifier; /* ">= 1, <2", without parentheses and blanks around; "" if none */
	struct specifiers specifiers;
	struct str url;
	struct str marker_text;      /* what stands after ';', without blanks around; "" if none */
	const struct marker *marker; /* NULL if none */
};

/* False, the byte where the fault is in *at (from 0, up to text.len), and a clause that says what it
 * is in *err, when the whole text is no requirement. */
bool requirement_parse(
	struct arena *a, struct str text, struct requirement *out, size_t *at, struct err *err);
/* Append the normal form (str(Requirement)); name and extras stay as written. False, and nothing is
 * added, when the marker has none: see marker_put(). */
bool requirement_put(struct buf *out, struct arena *scratch, const struct requirement *r);

#endif
