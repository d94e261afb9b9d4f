/*
 * tree.h - private to grammars/python: a syntax tree as a flat array.
 *
 * The nodes of a Tree-sitter tree in the order of the text, parents first, without
 * comments, parentheses and most tokens, so that everything after it is a loop over an
 * array: nothing recurses as deep as the text nests.
 */
#ifndef SHORING_PYTHON_TREE_H
#define SHORING_PYTHON_TREE_H

#include "base/str.h"
#include "base/vec.h"
#include "grammars/python/kinds.h"

struct arena;
struct tree_parser;

typedef uint32_t node_id;

#define NODE_NIL ((node_id)0) /* the module: no node has it below */

enum node_flags {
	NODE_COMMA = 1 << 0,   /* a comma stands directly below it */
	NODE_LABEL = 1 << 1,   /* a name that is no variable: of an attribute, keyword, import */
	NODE_CAPTURE = 1 << 2, /* a name that a pattern binds, if it has one part alone */
	NODE_HANDLED = 1 << 3, /* its parent has seen to it */
	NODE_DULL = 1 << 4,    /* a name that is surely not of interest.h */
	NODE_COUNTED = 1 << 5, /* as handled, while names are counted */
};

struct node {
	uint32_t start, end; /* bytes of the text */
	node_id next;        /* the first node that is not below it */
	uint32_t frame;      /* walk.h: what begins to hold here; 0 is nothing new */
	uint16_t kind;       /* enum node_kind */
	uint16_t flags;      /* enum node_flags */
};

struct extent {
	uint32_t start, end;
};

VEC(nodes, struct node);
VEC(extents, struct extent);
VEC(node_ids, node_id);

struct tree {
	struct nodes nodes;      /* the module first */
	struct node_ids imports; /* the statements, in the order of the text */
	struct extents comments; /* those that have "shoring" in them */
	bool classes;            /* there may be one in a function */
	bool broken;             /* something could not be read; the first such place: */
	struct extent error;
	bool missing; /* there a token is missing */
};

/* A parser of one's own; its memory is the C library's. Dies when there is none. */
struct tree_parser *tree_parser_new(void);
void tree_parser_free(struct tree_parser *p);
/* False when the text is so broken that Tree-sitter cannot make sense of it within a number
 * of steps that grows with the text. Nothing of the text is kept. */
bool tree_parse(struct tree_parser *p, struct arena *scratch, struct str text, struct tree *out);

/* The first of the nodes side by side from `n` to before `end`, past errors; NODE_NIL when there is none. */
node_id tree_first_from(const struct tree *t, node_id n, node_id end);
/* The next node beside `n` below `parent`, past errors; NODE_NIL when there is none. */
node_id tree_after(const struct tree *t, node_id parent, node_id n);
/* The first child of that kind; NODE_NIL when there is none. */
node_id tree_child(const struct tree *t, node_id parent, enum node_kind kind);
/* The last child; NODE_NIL when there is none. */
node_id tree_last(const struct tree *t, node_id parent);

static inline enum node_kind
tree_kind(const struct tree *t, node_id n)
{
	return (enum node_kind)t->nodes.at[n].kind;
}

/* The first node below, past errors; NODE_NIL when there is none. */
static inline node_id
tree_first(const struct tree *t, node_id n)
{
	node_id end = t->nodes.at[n].next;

	if (n + 1 < end && tree_kind(t, n + 1) != NODE_ERROR)
		return n + 1;
	return tree_first_from(t, n + 1, end);
}

/* Is it an import statement of any kind? */
static inline bool
tree_imports(unsigned kind)
{
	return kind == NODE_IMPORT || kind == NODE_FROM || kind == NODE_FUTURE;
}

#endif
