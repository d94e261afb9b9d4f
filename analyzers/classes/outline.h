/*
 * outline.h - what a name of a module plainly is: bound once, in no arm, by a class statement or an
 * import that leads to one.
 *
 * A quick reading of names for those who can do without an answer. Whatever takes more than that
 * (several bindings, arms, star imports, scopes within scopes, calls) is PLAIN_ASK: value.h knows.
 * What is told otherwise, value.h tells too. One thread at a time.
 */
#ifndef SHORING_CLASSES_OUTLINE_H
#define SHORING_CLASSES_OUTLINE_H

#include "base/buf.h"
#include "classes/unit.h"
#include "rules/std.h"

enum plain_kind {
	PLAIN_ASK,
	PLAIN_UNBOUND, /* the module does not bind it */
	PLAIN_NOTHING, /* no class that a subclass could be refused for: a function, what is not ours
	                   and not known, NamedTuple and TypedDict */
	PLAIN_CLASS,   /* `row` of classes of `module` */
	PLAIN_STANDARD, /* `cls` */
	PLAIN_MODULE,   /* `module` */
	PLAIN_LIBRARY,  /* `name`: a module of the standard library */
};

struct plain {
	enum plain_kind kind;
	module_id module;
	uint32_t row;
	std_class cls;
	struct str name;
};

/* A module as one environment sees it. */
struct outline {
	env_id env;
	module_id module;
	const struct facts *facts; /* NULL: nothing of it is plain */
	struct edges edges;
	uint32_t stars; /* the byte behind the last star import; 0: there is none */
	/* Private to glance.c, 0 to begin with. */
	unsigned char *classes; /* by row of classes */
	text_ref last_expr;     /* what was looked up last, at which byte; "": nothing yet */
	uint32_t last_at;
	struct plain last;
};

VEC(outline_vec, struct outline *);

/* Whose a module is that the model did not find. */
enum abroad {
	ABROAD_NEW,     /* not asked yet */
	ABROAD_OURS,    /* ours by its first name, all the same */
	ABROAD_LIBRARY, /* the standard library's */
	ABROAD_UNKNOWN,
};

struct outlines {
	struct world *world;
	struct arena *arena; /* the world's, as the next one */
	const struct project *project;
	uint32_t *own;     /* by module, in its own environment: row in all + 1 */
	struct map rows;   /* (another environment, module) → the same */
	struct map abroad; /* (environment, name of a module) → enum abroad */
	struct outline_vec all;
	struct buf name; /* private to outline.c */
};

void outlines_open(struct outlines *o, struct world *w);
void outlines_release(struct outlines *o);
struct outline *outline_of(struct outlines *o, env_id env, module_id m);
/* What is found of the module may depend on who asked first (looks.h). */
void outline_turns(const struct outlines *o, const struct outline *in);
/* A dotted name in the module's own scope at byte `at`. */
struct plain
outline_find(struct outlines *o, const struct outline *in, struct str dotted, uint32_t at);

#endif
