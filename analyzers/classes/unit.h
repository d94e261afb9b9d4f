/*
 * unit.h - the modules that classes are looked up in: the project's, each in its environment, those
 * of an installed environment, and the standard library's.
 *
 * A unit is a module as one environment sees it. Rows are made when they are asked for and then
 * stay; all of it lives in the arena given to world_open(). One thread at a time.
 */
#ifndef SHORING_CLASSES_UNIT_H
#define SHORING_CLASSES_UNIT_H

#include "base/arena.h"
#include "base/map.h"
#include "base/names.h"
#include "base/vec.h"
#include "classes/looks.h"
#include "installed/installed.h"
#include "project/project.h"

typedef uint32_t unit_id;

#define UNIT_NONE UINT32_MAX

/* The environment of installed modules: the standard library, and what is installed. */
#define ENV_INSTALLED (UINT32_MAX - 1)

enum unit_kind {
	UNIT_PROJECT,   /* a file of ours */
	UNIT_INSTALLED, /* a file of the installed environment */
	UNIT_STANDARD,  /* the standard library: in the table */
	UNIT_NAMESPACE, /* directories without __init__: binds nothing but submodules */
};

enum known { KNOWN_YES, KNOWN_NO, KNOWN_MAYBE };

enum loads_state { LOADS_NEW, LOADS_RUNNING, LOADS_DONE };

struct unit {
	enum unit_kind kind;
	struct str name; /* dotted */
	struct str path; /* to show; "" : there is no file */
	env_id env;      /* in which its imports are looked up */
	module_id module;
	const struct facts *facts;   /* NULL: it is not known what it binds */
	struct binding_index *index; /* once somebody asked: unit_index() */
	const uint32_t *edges;       /* UNIT_PROJECT: by row of imports, its edge + 1 */
	/* KNOWN_YES: nothing that it imports when it is loaded can be missing; LOADS_DONE only. */
	enum known loads;
	enum loads_state loads_state;
	uint32_t loads_place; /* private to loads.c: in world.loading, + 1; 0: it is not there */
	bool exports_read;    /* private to export.c */
	bool package;         /* relative imports start at itself */
	bool stub;            /* a .pyi: what it describes is compiled */
	bool compiled;        /* what is loaded is made of it by a compiler */
	bool broken;          /* part of it could not be parsed */
};

VEC(unit_vec, struct unit);
VEC(unit_ids_vec, unit_id);

/* Is there such a module? */
struct sight {
	enum known known;
	unit_id unit; /* KNOWN_YES; else UNIT_NONE */
};

/* Rows of one table, in lists; a row as row + 1, 0 at the end. */
struct chains {
	uint32_t *first, *next;
};

/* What a file binds, but by name (facts_bound() has that). What is asked for by functions is made when
 * it is. */
struct binding_index {
	const struct facts *facts;
	/* Private to index.c. */
	struct world *world;
	struct chains of_scopes, of_arms;
	/* unit_classes() has to be asked for these. */
	const uint32_t *class_of_scope; /* by scope: the row of classes whose body it is + 1 */
	const uint32_t *given_of_scope; /* by scope: the class that is CLASS_GIVEN in it + 1 */
	/* Private to index.c: by class, the row of bindings that binds it + 1. */
	const uint32_t *binding_of_class;
};

VEC(index_vec, struct binding_index *);

struct world {
	struct arena *arena;
	const struct project *project;
	struct installed *installed; /* NULL: there is none */
	unsigned minor;              /* of Python 3 */
	struct names *names;
	struct unit_vec units;
	struct map by_module; /* (environment, module) → unit + 1 */
	struct map by_name;   /* (environment, name) → unit + 1, or 1 + UNIT_NONE - known */
	struct map indexes;   /* address of facts → row in index_rows */
	struct index_vec index_rows;
	/* Private to loads.c: modules of which it is being found out whether they load; the first of them that those
	 * after it lead to; how often one was begun with. */
	struct unit_ids_vec loading;
	uint32_t loads_low, loads_made;
	struct looks *looks; /* NULL: nobody wants to know */
};

void world_open(struct world *w, struct arena *a, const struct project *p);
/* A module of the project in that environment. */
unit_id unit_of_module(struct world *w, env_id env, module_id m);
/* An absolute, dotted name, as the unit `from` looks it up; UNIT_NONE: nobody of ours does. */
struct sight unit_find(struct world *w, unit_id from, env_id env, struct str dotted);
/* The module, which the unit's import leads to. */
unit_id unit_led_to(struct world *w, unit_id from, module_id m);
/* What is found of the unit may depend on who asked first (looks.h). */
void unit_turns(const struct world *w, unit_id u);
/* The module `name` of the package. */
struct sight unit_submodule(struct world *w, unit_id package, struct str name);
/* What a row of imports names as its module: `m` of `from m import n` and of `import m`. */
struct sight unit_imported(struct world *w, unit_id u, uint32_t import);
/* Its absolute, dotted name; "" where a relative import climbs too far. */
struct str unit_import_name(struct world *w, unit_id u, uint32_t import);
/* The module that the model found for the row of imports, if that is `dotted`; else ID_NONE. */
module_id unit_edge(const struct world *w, unit_id u, uint32_t import, struct str dotted);
/* loads.c: can the module surely be imported? What it imports itself counts. */
enum known unit_loads(struct world *w, unit_id u);
/* What a unit with facts binds; with its classes. */
struct binding_index *unit_index(struct world *w, unit_id u);
const struct binding_index *unit_classes(struct world *w, unit_id u);
/* The rows of `bound` that bind a name in a scope, in source order; the row of bindings that one is. */
struct binding_range
unit_bindings(const struct world *w, unit_id u, uint32_t scope, struct str name);

/* index.c: what the file binds. */
struct binding_index *index_of(struct world *w, const struct facts *facts);
/* Its bindings by scope, in source order; its imports by the arm (row of blocks) they stand in. */
const struct chains *index_scopes(struct binding_index *index);
const struct chains *index_arms(struct binding_index *index);
void index_classes(struct binding_index *index);
/* The row of bindings that binds the class of that row, and one more; 0: none does. */
uint32_t index_class_bound(struct binding_index *index, uint32_t row);

/* never.c: is it a module that no Python 3 on Linux has: one of Python 2, or another system's? */
bool never_there(struct str top);

#endif
