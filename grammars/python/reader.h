/*
 * reader.h - private to grammars/python: what the makers of facts share while a file is read.
 */
#ifndef SHORING_PYTHON_READER_H
#define SHORING_PYTHON_READER_H

#include "base/hash.h"
#include "base/map.h"
#include "facts/grammar.h"
#include "grammars/python/source.h"
#include "grammars/python/tree.h"

/* What holds from a node to the end of what is below it. */
struct frame {
	node_id end;        /* the first node where it no longer holds */
	uint32_t parent;    /* frame */
	uint32_t scope;     /* row in scopes */
	uint32_t context;   /* enum context_flags */
	struct str guard;   /* facts.h */
	uint32_t tested;    /* row + 1 in reader.tested: what find_spec has found here; 0 none */
	uint32_t branching; /* row + 1 in reader.branchings: the innermost around it; 0 none */
	uint32_t arm;       /* of that */
	bool lambda;        /* names are bound in the lambda, not in the scope */
};

/* A statement with arms (arms.h). */
struct branching {
	uint32_t first; /* of its arms, in reader.arms */
	uint32_t count;
	uint32_t frame; /* that holds around it */
	uint32_t row;   /* of its first arm in blocks, once written; else 0 */
	uint32_t inner; /* row + 1: the next to be written, while rows are */
	bool exhaustive;
};

struct arm {
	enum block_kind kind;
	uint32_t frame; /* that holds in it; 0: the one around the statement */
	node_id block;  /* its statements; NODE_NIL for none */
	node_id tells;  /* the test or handler; NODE_NIL for none */
};

/* A module that is known to be there, and those known besides it. */
struct tested {
	struct str module;
	uint32_t more; /* row + 1 in reader.tested; 0 none */
};

/* A name that an import of the file binds, in whichever scope. */
struct bound {
	struct str name;
	struct str module; /* that is bound; of `from`: in which the attribute is */
	struct str attribute;
	bool from;
	uint32_t row;  /* in imports, once that is written */
	uint32_t next; /* row + 1 in reader.bound: another import of the name; 0 none */
	uint32_t last; /* of the first of a name: row + 1 of the last, and how many */
	uint32_t times;
};

/* A name that a scope assigns to. */
struct constant {
	struct str name;
	uint32_t scope;
	uint32_t times; /* it is bound */
	node_id value;  /* of its first plain assignment; NODE_NIL for none */
	uint32_t next;  /* row + 1 in rows, of the same hash; 0 none */
};

/* CPython indents no deeper: what must climb out of scopes does not try from below. */
#define SCOPE_DEPTH_LIMIT 100

/* A row in scopes. */
struct scope {
	struct str qualname; /* __qualname__ of what is in it starts with this; "" for the module */
	text_ref name;       /* of the class or function */
	enum scope_kind kind;
	uint32_t parent;
	uint32_t depth; /* of scopes around it */
	uint32_t class; /* row in classes, of a class */
	node_id given;  /* of a function that GIVES_CLASS: the statement or call; else NODE_NIL */
	uint32_t branching; /* of the frame around its statement */
	uint32_t arm;
	bool declares; /* it has names in reader.declared */
};

/* A name that a scope declares global or nonlocal. */
struct declared {
	uint32_t scope; /* where it is bound */
	bool elsewhere; /* that is around a function around here */
};

/* An attribute chain on an imported name, until all imports have their rows. */
struct use {
	node_id node;
	struct str dotted;
	uint32_t bound; /* row in reader.bound */
	uint32_t context;
};

/* What has been found out. */
struct asked {
	bool searched; /* tests.c: the names, for */
	bool modules;  /* tests of whether one is there */
	node_id node;  /* that name_means() was asked about last; NODE_NIL none */
	bool chain;    /* it is a name with attributes: */
	struct str first, dotted;
	uint32_t bound; /* names_bound() of the first */
};

VEC(frames, struct frame);
VEC(tested_modules, struct tested);
VEC(bound_names, struct bound);
VEC(constant_rows, struct constant);
/* Those of the file, once somebody asks. */
struct constants {
	struct constant_rows rows;
	struct map by_name; /* hash of scope and name to row + 1 */
	bool counted;
};

VEC(use_list, struct use);
VEC(scope_list, struct scope);
VEC(scope_flags, bool);
VEC(branchings, struct branching);
VEC(arms, struct arm);
VEC(declared_names, struct declared);

struct reader {
	struct arena *arena; /* dies after the file */
	struct fact_writer *out;
	struct hash_keys keys; /* of the maps by text */
	const struct reading *reading;
	const struct source *source;
	struct str text; /* source->text */
	struct tree *tree;
	struct extents lazy;          /* `lazy` of the lazy imports, in order */
	struct frames frames;         /* 0 is not used, 1 the module's */
	uint32_t frame;               /* the one that holds */
	struct scope_list scopes;     /* as the rows */
	struct scope_flags has_class; /* reader_has_class() */
	struct declared_names declared;
	struct map declared_by_name; /* map_key of scope and text_ref of the name to row + 1 */
	struct branchings branchings;
	struct arms arms;
	node_id decorated; /* what a class or function is now entered of; NODE_NIL: not decorated */
	struct tested_modules tested;
	struct bound_names bound;
	struct map bound_by_name; /* hash of a name to row + 1 */
	struct asked *asked;
	uint32_t next_bound; /* the next whose import will be written */
	struct constants *constants;
	uint16_t
		handled; /* enum node_flags: what says of assignments that they have been seen to */
	struct use_list uses;
	struct map use_by_text; /* hash of its text to row + 1 */
	uint32_t
		uses_near[64]; /* likewise, by a part of the text, the one asked for last; 0 none */
	node_id value;         /* the value that was read last: a = b = value */
	text_ref value_text;   /* as a target */
	text_ref value_named;  /* of a call: the name in quotes that it is given first */
	uint32_t value_class;  /* row + 1 in classes, if it is a class_by_call(); else 0 */
};

static inline struct frame *
reader_frame(const struct reader *r)
{
	return &r->frames.at[r->frame];
}

static inline enum node_kind
kind_of(const struct reader *r, node_id n)
{
	return tree_kind(r->tree, n);
}

/* Has the function of that row in scopes a class in it? Also of those to come; where none has, there
 * are no flags. */
static inline bool
reader_has_class(const struct reader *r, uint32_t scope)
{
	return r->has_class.count > 0 && r->has_class.at[scope];
}

/* The text of a node as it stands in the file. */
static inline struct str
text_of(const struct reader *r, node_id n)
{
	const struct node *node = &r->tree->nodes.at[n];

	return (struct str){ r->text.at + node->start, node->end - node->start };
}

static inline struct span
span_of(const struct reader *r, node_id n)
{
	const struct node *node = &r->tree->nodes.at[n];

	return source_span(r->source, node->start, node->end);
}

/* Begin a copy of the frame that holds, at `node`, and return it to be changed; only where the
 * node has no frame of its own yet. Frames move when another one begins. */
struct frame *reader_begin(struct reader *r, node_id node);

#endif
