/*
 * tach.h - private to advise/: tach's modules, and the code that they are made of.
 */
#ifndef SHORING_ADVISE_TACH_H
#define SHORING_ADVISE_TACH_H

#include "advise/converting.h"

/* A module of tach's, of which a table may name several. */
struct tach_module {
	const struct doc *table;
	struct str path, layer;
	bool utility;
};

VEC(tach_modules, struct tach_module);

/* What tach's name or pattern of modules stands for: `**` is any number of parts, also none. */
struct tach_name {
	struct str text;
	const struct pattern *some, *none; /* NULL without wildcards, and where it is no pattern */
};

VEC(tach_names, struct tach_name);

/* A file of the code. */
struct code_name {
	struct str name; /* as tach has it */
	bool imports;    /* anything */
	bool imported;   /* by anything */
	bool test;
};

VEC(code_names, struct code_name);

struct tach {
	struct converting *c;
	struct tach_modules modules;
	struct strs layers; /* names, high to low */
	struct strs contexts;
	bool root_told;           /* what belongs to no module has to be listed, as <root> */
	bool layers_told;         /* … and what is in a layer below */
	bool unlisted;            /* what belongs to no module cannot be listed here */
	struct strs loose;        /* what belongs to no module today */
	struct text_rows domains; /* packages with a configuration of their own */
	struct code_names names;  /* of all files */
};

/* The value of a key; NULL if there is none. */
const struct doc *tach_get(const struct doc *table, const char *key);
/* A name, or the `key` of a table; "" if it is neither. */
struct str tach_named(const struct doc *value, const char *key);
struct tach_name tach_name_read(struct tach *t, struct str text);
bool tach_name_is(const struct tach_name *name, struct str module);
/* Once, though it may be both named and free. */
void tach_add_name(const struct tach *t, struct text_rows *names, struct str name);
/* Fill `modules`, `domains`, `names`, `loose` and `unlisted`; the source roots are known. */
void tach_read_modules(struct tach *t, const struct doc *modules);

#endif
