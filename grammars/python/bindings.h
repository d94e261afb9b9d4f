/*
 * bindings.h - private to grammars/python: which names a statement binds.
 */
#ifndef SHORING_PYTHON_BINDINGS_H
#define SHORING_PYTHON_BINDINGS_H

#include "grammars/python/reader.h"

/* A name that is bound at a node; the value is what `=` gives it, or NODE_NIL. */
typedef void bind_fn(struct reader *r, node_id name, enum binding_kind kind, node_id value);

/* May each_name() or bindings_of() have something to do with the node? */
static inline bool
may_bind(const struct reader *r, node_id n)
{
	switch (kind_of(r, n)) {
	case NODE_ASSIGN:
	case NODE_AUGMENT:
	case NODE_FOR:
	case NODE_AS_TARGET:
	case NODE_NAMED:
	case NODE_DELETE:
	case NODE_TYPE_ALIAS:
	case NODE_GLOBAL:
	case NODE_NONLOCAL:
		return true;
	case NODE_IDENT:
	case NODE_DOTTED:
		return (r->tree->nodes.at[n].flags & NODE_CAPTURE) != 0;
	default:
		return false;
	}
}

/* The names the node itself binds, but for imports, classes and functions; not those that
 * nodes below it bind. */
void each_name(struct reader *r, node_id n, bind_fn *fn);
/* The parameters of a function statement. */
void each_parameter(struct reader *r, node_id function, bind_fn *fn);

/* The rows for the names of each_name(), and for declarations of names. */
void bindings_of(struct reader *r, node_id n);
/* The rows for the parameters, in the frame of the function's body. */
void parameters_of(struct reader *r, node_id function);
/* What `nonlocal __class__` means, and a name that no function around binds. */
#define SCOPE_NOWHERE UINT32_MAX

/* The scope in which a name of this one is really bound: another, if it was declared so. */
uint32_t scope_meant(const struct reader *r, uint32_t scope, struct str name);
/* One row for a name at `at`, if rows are written for the scope that it is bound in. The kind
 * and what goes with it are given, the span where it is known; all else is set. */
void binding_add(struct reader *r, node_id at, struct str name, struct fact_binding row);

#endif
