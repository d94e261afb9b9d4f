/*
 * setup_py.h - private to grammars/: what setup.py hands to setup(), read and never run.
 *
 * Lists that are written out are followed through names, sums, append() and their like; what reads
 * a file that is named in a string is an include of that file. What stands under a condition counts
 * (REQUIREMENT_PERHAPS); what is computed is a DIRECTIVE_OPEN.
 */
#ifndef SHORING_SETUP_PY_H
#define SHORING_SETUP_PY_H

#include "grammars/manifest.h"
#include "grammars/python/reader.h"

/* Add the rows of a file called setup.py. */
void setup_py_write(struct reader *r);

/* A value that a name is given somewhere in the file. */
struct given {
	struct str name;
	node_id value;
	node_id key;        /* `name["key"] = value`; else NODE_NIL */
	bool item;          /* append(): the value is one item of a list */
	bool perhaps;       /* under a condition */
	bool active;        /* being followed */
	node_id first, end; /* bound by the `with` or `for` that reaches from here to there */
	uint32_t next;      /* of the same name, as row + 1; 0: none */
	uint32_t last;      /* of the first of a name: row + 1 of the last */
};

VEC(given_rows, struct given);

#define SETUP_DEPTH_LIMIT 32 /* of values in values */

struct setup {
	struct reader *r;
	struct manifest m; /* without a text */
	struct given_rows given;
	struct map by_name; /* hash of a name → its first row + 1 */
	struct map defs;    /* hash of a function's name → its node */
	uint32_t left;      /* nodes that may still be looked at */
	unsigned depth;     /* of dicts in dicts */
	struct str group;   /* of what is being added */
	struct str marker;  /* likewise, or "" */
	bool perhaps, open; /* likewise; something could not be followed */
};

/* One more node is to be looked at: may it? */
static inline bool
setup_spend(struct setup *s)
{
	if (s->left == 0)
		return false;
	s->left--;
	return true;
}

/* setup_lists.c */

/* Gather what names are given. */
void setup_gather(struct setup *s);
/* The first row of a name; 0: there is none. The following ones may be of others. */
uint32_t setup_given(const struct setup *s, struct str name);
/* Add the requirements of a list, in the group and with the marker that are set. Sets open where
 * more may be there. */
void setup_list(struct setup *s, node_id list);
/* The string that an expression is, also through a name that is bound once. */
bool setup_string(const struct setup *s, node_id n, struct str *value);

#endif
