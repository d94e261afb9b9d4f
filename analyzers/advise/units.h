/*
 * units.h - the directories and files that a dotted name means, and nothing else means.
 *
 * A contract names modules, and one name may stand for files of several services (`app`). A unit is a
 * directory (or file) with a name that covers exactly the modules in it, so that a contract about the
 * name is one about the directory. Private to advise/.
 */
#ifndef SHORING_ADVISE_UNITS_H
#define SHORING_ADVISE_UNITS_H

#include "base/vec.h"
#include "project/project.h"

typedef uint32_t unit_id; /* by place, so a unit comes after those around it; ID_NONE */

VEC(unit_list, unit_id);

struct unit {
	struct str name;  /* dotted: of several the one that most imports use */
	struct str place; /* the directory, or the file */
	bool file;
	uint32_t modules; /* in it */
	uint32_t tests;   /* of these, test code */
	unit_id parent;   /* the nearest around it */
};

struct units {
	const struct project *project;
	const struct unit *at;
	uint32_t count;
	const unit_id *of; /* by module: its own file, else the nearest around it */
	struct strs names; /* every dotted name and package of one, by byte order: also no unit's */
};

void units_build(struct units *out, struct arena *a, const struct project *p);
/* The unit of that directory or file, or ID_NONE. */
unit_id units_at(const struct units *u, struct str place);
/* Is `inner` the unit `outer`, or in it? */
bool units_within(const struct units *u, unit_id inner, unit_id outer);
/* By unit: is it one of these, or in one? In `a`. */
const bool *units_inside(const struct units *u, struct arena *a, struct unit_list list);
/* By unit: is one of these in it? Not where only itself is. In `a`. */
const bool *units_around(const struct units *u, struct arena *a, struct unit_list list);
/* Names of units, shorter: where all that a package directly has is among them, "package.*". In `a`,
 * by byte order. */
struct strs units_fold(const struct units *u, struct arena *a, struct strs names);

/* Does this edge count in a contract that says nothing of contexts, and lead to a file of ours? */
bool units_edge(const struct edge *e);

#endif
