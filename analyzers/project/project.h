/*
 * project.h - what the files say together.
 *
 * Built once from the facts in path order; const afterwards and shared freely. Everything is a dense row known by its index. The model knows;
 * it does not judge: no function here adds a finding.
 *
 * A module is a file. Its dotted name depends on the environment, the ordered roots under
 * which a name is looked up as Python's path finder does (language reference 5.4, "the
 * import system"; PEP 420): root by root, a regular package before a module before a
 * namespace portion, and a package wins over the portions of roots before it.
 */
#ifndef SHORING_PROJECT_H
#define SHORING_PROJECT_H

#include "base/bits.h"
#include "base/names.h"
#include "config/config.h"
#include "scan/scan.h"

struct arena;
struct installed;

typedef uint32_t module_id;
typedef uint32_t env_id;
typedef uint32_t service_id;

#define ID_NONE UINT32_MAX /* for all of these: there is none */

/* The environment of files outside services. */
#define ENV_REPOSITORY ((env_id)0)

/* A Python file. Rows are in path order. */
struct module {
	file_id file;
	struct str path;
	const struct facts *facts; /* never NULL; empty for a file that was not read */
	bool package;              /* an __init__ file */
	bool stub;                 /* a .pyi without a .py beside it: exists, is never run */
	bool opaque;               /* excluded or not readable: nothing is known of it */
	bool test;                 /* test code, by its path: tests/, test_*.py, conftest.py … */
	service_id owner; /* the service whose directory holds it (the deepest), or ID_NONE */
	env_id env;       /* the owner's, or ENV_REPOSITORY */
};

enum target_kind {
	TARGET_MODULE,      /* a file of ours: `to` */
	TARGET_NAMESPACE,   /* a directory of ours without __init__.py: nothing is run */
	TARGET_MISSING,     /* ours by its first name, but there is no such module */
	TARGET_NOT_SHIPPED, /* `to` is ours and found, but outside what the service ships */
	TARGET_OUTSIDE,     /* not ours: standard library, installed, or nowhere */
	TARGET_UNKNOWN,     /* computed */
};

enum edge_kind {
	EDGE_IMPORT, /* what the statement names: one per row of imports */
	EDGE_PARENT, /* the __init__ of a package on the way, which Python runs first */
	EDGE_STAR,   /* a submodule that `from p import *` loads because p.__all__ names it */
	EDGE_USE,    /* `import a` … `a.b.c`: reaches a submodule, loads nothing */
};

/* An import statement as one environment resolves it. */
struct edge {
	/* There are many: these share four bytes. */
	enum edge_kind kind : 8;
	enum target_kind target : 7;
	bool unreachable : 1; /* its guard is false on the configured Python */
	uint16_t context;     /* enum context_flags that hold in this environment */
	module_id to;         /* TARGET_MODULE, TARGET_NOT_SHIPPED; else ID_NONE */
	name_id name; /* dotted, absolute: the contract's target of the import; NAME_NONE if unknown */
	uint32_t import; /* row in the importing module's facts->imports */
	uint32_t use;    /* EDGE_USE: row in facts->uses; else 0 */
};

SLICE(modules, struct module);
SLICE(edges, struct edge);
SLICE(module_ids, module_id);

/* An ordered list of directories that names are looked up in, and what of the repository is
 * there at all (ships). */
struct environment {
	struct strs roots;   /* relative to the root, normalised, in order */
	struct strs ships;   /* files and directories; only if ships_some, … */
	struct strs by_path; /* and the same in byte order: private to project/ */
	bool ships_some;     /* false: everything is there */
};

SLICE(environments, struct environment);

/*
 * What a service may load, in two parts. Services load much the same shared code, and nearly all of
 * it resolves alike whatever else they have; what is found out of a part that is shared is found out
 * once for all of them.
 */
struct reach {
	struct module_ids own; /* resolved in the service's environment; by path */
	struct bits rest;      /* modules that resolve alike in `common`. A module may be in both */
	env_id common;
	uint32_t number; /* of the rest: equal rests have one. Below project.rests; ID_NONE: none */
};

/* A part of what makes an image: a Dockerfile, that of the image it starts from, a script or a rule of a Makefile that it
 * runs. */
struct image_part {
	file_id file;
	uint32_t start, end; /* its bytes that count */
};

SLICE(image_parts, struct image_part);

struct service {
	struct str name;
	struct str path; /* its directory; "" is the repository. Of a script that
	                                        names what it needs itself (PEP 723) its file */
	const struct service_config *config; /* NULL: discovered */
	uint32_t candidate;                  /* private to project/ */
	env_id env;
	bool every_file; /* no entry was found or named: every file is one */
	bool function; /* of a cloud that installs the requirements.txt beside its file, and no more */
	bool hosted; /* a platform installs its lists, and no more, and starts it: Render, Heroku … */
	struct module_ids entries;
	struct strs ships;     /* as in its environment */
	struct strs manifests; /* requirement manifests that hold for it, by path; of a script that
	                          names what it needs itself (PEP 723) the script */
	struct strs locks;     /* lock files that hold for these, by path */
	struct strs dockerfiles;
	bool unread; /* a Dockerfile installs a list of requirements that is not in the repository */
	bool bare_image; /* its Dockerfiles copy none of its modules: for tools, or for code that is mounted */
	bool put_away;      /* its folder holds what is done with, by its name; nobody starts it */
	struct reach reach; /* its closure */
	uint32_t loads;     /* how many modules are in it */
};

SLICE(services, struct service);

/* Something that a configured service names and that is not there. */
struct lack {
	struct str service, text;
};

SLICE(lacks, struct lack);

/* A project of the repository, as its build file says (PEP 621 or what a build backend reads). */
struct own_project {
	struct str name;      /* as written; "" when it is computed */
	struct str canonical; /* as PEP 503 compares names */
	file_id file;         /* that says so */
};

SLICE(own_projects, struct own_project);

struct project {
	const struct config *config;
	const struct scan *scan;
	const struct names *names;
	unsigned python; /* minor of 3 that the project is for */
	struct modules modules;
	struct environments environments;
	struct services services; /* by name */
	struct own_projects own;  /* by path; a file may say it twice */
	uint32_t rests;           /* different reach.rest of services */
	struct strs notes;    /* what could not be found: a configured root, an empty service … */
	struct lacks lacking; /* of the notes, what leaves a configured service unanalysed */
	uint32_t manifests;   /* files that declare distributions */
	uint32_t manifests_failed;   /* of these could not be parsed */
	struct installed *installed; /* an environment; NULL: none */
	struct model *model;         /* private to project/ */
	unsigned jobs;               /* threads that whoever asks it may have */
};

/* Cannot fail: what does not resolve is a row that says so. The same on however many threads. */
void project_build(struct project *out, struct arena *a, const struct config *config,
                   const struct scan *scan, unsigned jobs);
/* What the module's imports lead to in that environment, in source order; each import's
 * EDGE_PARENT rows come before its EDGE_IMPORT, EDGE_STAR rows after it, all EDGE_USE rows
 * last. Known for a service's environment and the modules of its closure, for reach.common and
 * reach.rest, and for every module in its own environment (module.env); of any other pair they
 * may be empty. */
struct edges project_edges(const struct project *p, env_id env, module_id m);
/* The EDGE_IMPORT of that row of m's imports; NULL where none is known. */
const struct edge *
project_import(const struct project *p, env_id env, module_id m, uint32_t import);
/* The statement (or use) behind an edge of m. */
const struct span *project_edge_span(const struct project *p, module_id m, const struct edge *e);
/* The dotted name of a file in an environment: under the first root by which a lookup finds
 * it, roots that are no packages themselves first; else under the deepest root around it.
 * Lives in the model. Any thread. */
struct str project_name(const struct project *p, env_id env, module_id m);
/* Every dotted name by which the file can be imported, under any root of any environment,
 * the name in its own environment first. */
struct strs project_names(const struct project *p, module_id m);
/* The module of that path, or ID_NONE. */
module_id project_module_at(const struct project *p, struct str path);
/* The first module below the directory; those below it follow one another. */
module_id project_first_below(const struct project *p, struct str dir);
/* What a dotted name is in an environment (`import dotted`). Any thread. */
enum target_kind
project_find(const struct project *p, env_id env, struct str dotted, module_id *to);
/* One number for what edges, names and closures are made of, besides what each file says: where it is the same, a file that
 * says the same leads where it led, as far as the packages on the way say the same. */
uint64_t project_sum(const struct project *p);
/* Does the script name what it needs itself (PEP 723)? */
bool project_has_block(const struct facts *f);
/* The service of that name, or ID_NONE. */
service_id project_service(const struct project *p, struct str name);
/* The modules of a closure, its own first; one may come twice. Begins with `reach` alone. */
struct reach_walk {
	const struct reach *reach;
	uint32_t own;     /* private: how many of its own were there */
	module_id module; /* the one at hand */
};
bool reach_next(struct reach_walk *w);
/* Is it a lock file: a list of all that is installed, whoever wants it? */
bool project_is_lock(const struct scanned *file);
/* All of the repository that makes the image of a Dockerfile, that itself first. In `a`. */
struct image_parts project_image(const struct project *p, struct arena *a, file_id dockerfile);
/* Does that row of the file's directives, a stage's image or a script that is run, lead to such a part? */
bool project_leads(const struct project *p, file_id file, uint32_t row);
bool image_part_has(const struct image_part *part, const struct span *span);
/* Is the module in the service's closure? */
bool project_in_closure(const struct project *p, service_id s, module_id m);

#endif
