/*
 * specifier.h - which versions are wanted (PEP 440), as the `packaging` library has it.
 *
 * Equal to packaging.specifiers, but for letters beyond ASCII, which have no case here. All borrows
 * the text that it was read from. Any thread.
 */
#ifndef SHORING_PACKAGING_SPECIFIER_H
#define SHORING_PACKAGING_SPECIFIER_H

#include "base/vec.h"
#include "packaging/version.h"

struct arena;
struct err;

enum specifier_op {
	SPECIFIER_COMPATIBLE,    /* ~= */
	SPECIFIER_EQUAL,         /* == */
	SPECIFIER_NOT_EQUAL,     /* != */
	SPECIFIER_LESS_EQUAL,    /* <= */
	SPECIFIER_GREATER_EQUAL, /* >= */
	SPECIFIER_LESS,          /* < */
	SPECIFIER_GREATER,       /* > */
	SPECIFIER_ARBITRARY,     /* === */
};

struct specifier {
	enum specifier_op op;
	bool wildcard;          /* ==1.* and !=1.* */
	struct str text;        /* what stands after the operator: "1.*" */
	struct version version; /* not of SPECIFIER_ARBITRARY; without the wildcard */
};

/* All of them must hold; an empty set takes everything. In the order they were written in. */
VEC(specifiers, struct specifier);

/* What has more specifiers, or versions with more bytes in all, is not compared by
 * specifiers_admit_none(). */
#define SPECIFIER_COMPARE_LIMIT 200
#define SPECIFIER_COMPARE_BYTES 4096

/* Bytes of the operator that the text starts with; 0 when there is none. */
size_t specifier_operator(struct str text, enum specifier_op *op);
/* "==" */
struct str specifier_operator_text(enum specifier_op op);
/* Bytes of the longest specifier that the text starts with; 0 when it starts with none. */
size_t specifier_match(struct str text, struct specifier *out);
/* The whole text is one specifier, white space around it aside. */
bool specifier_parse(struct str text, struct specifier *out);
/* A list with commas between; empty items are passed over. False, the byte where the item that is no
 * specifier starts in *at, and a clause about it in *err. */
bool specifiers_parse(
	struct arena *a, struct str text, struct specifiers *out, size_t *at, struct err *err);

/* Is the version admitted, a pre-release like any other, as packaging takes it by default? What is no version matches `===`
 * and the empty set only. */
bool specifier_contains(const struct specifier *s, struct str version);
bool specifiers_contain(const struct specifiers *set, struct str version);
/*
 * Is it certain that no version is in all the sets, pre-releases included? Exact within the limits
 * above; false beyond them.
 *
 * Each specifier is one or two intervals of the ordered versions. If they have any version in common,
 * then one where some interval starts: the least version of that interval is tried against all.
 * Whether such a version was ever released is not known here.
 */
bool
specifiers_admit_none(struct arena *scratch, const struct specifiers *const *sets, uint32_t count);
/* Append the normal form: sorted, without duplicates, without blanks (str(SpecifierSet)). */
void specifiers_put(struct buf *out, struct arena *scratch, const struct specifiers *set);

#endif
