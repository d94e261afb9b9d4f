/*
 * value.h - what a name or an expression may stand for at a place.
 *
 * Names are looked up as language reference 4.2.2 says: a class body before the functions around
 * it, before the module, before builtins; a function's free names when it runs, so that the last
 * binding of the module holds. Modules are followed through every form of import.
 */
#ifndef SHORING_CLASSES_VALUE_H
#define SHORING_CLASSES_VALUE_H

#include "classes/class.h"

enum value_kind {
	VALUE_UNKNOWN,    /* `name`: as far as it is known, dotted */
	VALUE_CLASS,      /* `id` */
	VALUE_SUBSCRIPT,  /* `id`: a class with arguments, `Base[int]` */
	VALUE_ALIAS,      /* `alias`: an object of the standard library with __mro_entries__ */
	VALUE_NAMEDTUPLE, /* typing.NamedTuple */
	VALUE_TYPEDDICT,  /* typing.TypedDict */
	VALUE_UNIT,       /* `id`: a module */
	VALUE_OTHER,      /* no class, `name` */
};

struct value {
	enum value_kind kind;
	uint32_t id;
	name_id name; /* in world.names */
	bool late;    /* it is bound further down only */
	bool doubt;   /* it may be something else: no error rests on it */
	bool rebound; /* its module binds the name more than once: to whoever is loaded while that
	                 goes on, it may be another */
	const struct std_name *alias;
	enum function_gives gives; /* of a function in a source */
	uint32_t function;         /* row + 1 in functions: of one that gives a class; else 0 */
};

#define VALUES_LIMIT 8

/* All that it may be. */
struct values {
	struct value at[VALUES_LIMIT];
	uint32_t count;
	bool unbound; /* or nothing */
	bool weak;    /* or what a star import brings, nobody knows */
	bool many;    /* there were more: nobody knows */
};

/* The same, to be kept: no larger than it need be. */
struct kept_values {
	const struct value *at;
	uint32_t count;
	bool unbound, weak, many;
};

/* Where an expression stands. */
struct place {
	unit_id unit;
	uint32_t scope, block;
	uint32_t at; /* byte in the file; PLACE_END: when all of the scope has run */
};

#define PLACE_END UINT32_MAX

/* A name of a module, or its submodule of that name. */
void value_in_module(struct classes *c, unit_id u, struct str name, struct values *out);
/* The same, for somebody who surely gets it: also what the module tells type checkers alone. */
void value_got_from(struct classes *c, unit_id u, struct str name, struct values *out);
/* What is bound in the module itself, when all of it has run. */
void value_bound(struct classes *c, unit_id u, name_id name, struct values *out);
/* What a row of bindings binds to the name (a star import binds many). */
void
value_of_binding(struct classes *c, unit_id u, uint32_t row, struct str name, struct values *out);
/* A name of the standard library's table. */
void value_of_standard(
	struct classes *c, struct str module, const struct std_name *name, struct values *out);

/* scope.c: names in scopes. */

/* A name at a place. */
void value_of_name(struct classes *c, struct place place, struct str name, struct values *out);
/* What may be bound to it in the place's own scope. */
void scope_lookup(struct classes *c, struct place place, name_id name, struct values *out);

/* What a star import of the module, of those that nobody knows to bind the name, would bind to it:
 * the last that has it. */
void scope_of_stars(struct classes *c, unit_id u, name_id name, struct values *out);

/* expression.c: what is made of names. */

/* The value of a canonical expression (facts.h, struct fact_base). */
void value_of(struct classes *c, struct place place, struct str expr, struct values *out);
/* What is bound in the body of the class, not what is inherited. */
void value_in_body(struct classes *c, class_id id, struct str name, struct values *out);

/* Is it a method in the body that gives back the class? */
bool value_gives_self(struct classes *c, class_id id, struct str method);

/* calls.c: what is called. */

/* A row in functions, + 1. */
uint32_t function_add(struct classes *c, unit_id u, uint32_t binding, class_id asked);
/* The value was found as an attribute of the class: it is that class's method, or nobody knows
 * what it gives. */
void function_asked_of(struct classes *c, class_id id, struct str name, struct value *v);
/* Does the call make a class? It is that row of bindings, or of bases as CALL_IN_BASES; `callee` is
 * what stands before the parentheses. */
bool value_of_call(struct classes *c, struct place place, uint32_t site, struct str callee,
                   struct values *out);

/* export.c: does `from u import *` bind the name? */
enum known value_exported(struct classes *c, unit_id u, struct str name);

/* Add one unless it is there. */
void values_add(struct values *v, const struct value *one);
void values_add_all(struct values *v, const struct values *more);
void values_add_unknown(struct classes *c, struct values *v, struct str left, struct str right);
struct kept_values values_keep(struct classes *c, const struct values *v);
bool value_is_none(const struct classes *c, const struct value *v);
/* The dotted name of a value, for those who have to say it. */
struct str value_name(const struct classes *c, const struct value *v);

#endif
