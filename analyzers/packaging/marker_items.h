/*
 * marker_items.h - private to packaging/: what a marker is made of.
 */
#ifndef SHORING_PACKAGING_MARKER_ITEMS_H
#define SHORING_PACKAGING_MARKER_ITEMS_H

#include "base/vec.h"
#include "packaging/marker.h"

/* The name of a variable, or the value of a string. */
struct marker_side {
	bool variable;
	struct str text;
};

enum marker_item_kind { MARKER_OPEN, MARKER_CLOSE, MARKER_AND, MARKER_OR, MARKER_COMPARE };

struct marker_item {
	enum marker_item_kind kind;
	bool joins;    /* MARKER_OPEN: `and` or `or` stands between these parentheses, not deeper */
	struct str op; /* MARKER_COMPARE: "==", "in", "not in" … */
	struct marker_side left, right;
};

VEC(marker_items, struct marker_item);

/* In the order they were written in, parentheses balanced and at most MARKER_DEPTH_LIMIT deep. */
struct marker {
	struct marker_items items;
	bool joins; /* `and` or `or` stands outside of all parentheses */
};

#endif
