/*
 * model.h - private to analyzers/project: the tables that the model is built from.
 */
#ifndef SHORING_PROJECT_MODEL_H
#define SHORING_PROJECT_MODEL_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "project/chain.h"

typedef uint32_t dir_id;

/* A directory with Python somewhere below it. */
struct dir {
	struct str path; /* "" is the repository */
	dir_id parent;   /* ID_NONE for the repository */
	module_id init;  /* its __init__ file, or ID_NONE */
	module_id first; /* of those in and below it, which follow one another; if there are any */
	bool extension_init; /* its __init__ is a compiled extension */
	bool tests;          /* it is for tests, or below such a one */
	bool runs;           /* there is something below it that can be imported when running */
	bool root;           /* some environment looks names up in it */
	bool packages;       /* a project keeps its packages in it (src/, package-dir) */
	uint32_t children;   /* what can be looked up in it: row of model.children + 1 */
};

/* What a name is in one directory: any of these, or all. */
struct child {
	name_id name;
	dir_id dir;       /* or ID_NONE */
	module_id module; /* a file, x.py rather than x.pyi; or ID_NONE */
	bool extension;   /* a compiled file */
	uint32_t next;    /* of the directory, as row + 1; 0: none */
};

enum found_kind {
	FOUND_NOTHING,
	FOUND_MODULE,    /* a file */
	FOUND_EXTENSION, /* a compiled file: it is there, and nothing is known of it */
	FOUND_PACKAGE,   /* a directory with an __init__ */
	FOUND_NAMESPACE, /* directories without */
};

SLICE(dir_ids, dir_id);
VEC(name_id_vec, name_id);

/* What a dotted name is. */
struct found {
	enum found_kind kind;
	module_id module;    /* FOUND_MODULE, FOUND_PACKAGE */
	struct dir_ids dirs; /* where its submodules are looked up */
};

/* A lookup of a dotted name: what its longest existing prefix is. */
struct lookup {
	struct found found; /* of that prefix; FOUND_NOTHING: not even the first part */
	uint32_t parts;     /* of the name, that exist */
	bool whole;         /* all of them */
	name_id name;       /* what was looked up, where that was an absolute name */
};

/* What the name in an import statement leads to in one environment: a module, a directory, or what
 * stands for a name that leads nowhere. */
struct sight {
	struct lookup lookup;
	enum target_kind target;
	name_id name;     /* absolute; NAME_NONE where no root leads there */
	name_id first;    /* not relative: its first part, if anything is called so */
	bool relative;    /* it starts at a directory of ours */
	bool not_shipped; /* found only outside what is shipped */
	dir_id base;      /* relative: that directory, … */
	uint32_t cut;     /* … and how many bytes of the name are its name */
	uint32_t first_parent, parent_count; /* rows of model.parents */
	uint32_t
		row; /* of model.sights + 1; 0: it is of one importing module, or of those beside one script, alone */
};

/* The package, or what else the last part of a name is looked up in. */
struct upper {
	env_id env;
	struct str name; /* without the last part; "": the roots */
	struct lookup lookup;
	struct arena arena; /* of the lookup */
	bool known;
};

/* A package that runs before what is in it. */
struct parent {
	module_id module;
	name_id name;
};

/* What is behind the imports by which services enter shared code (closure.c). */
struct rest {
	env_id common;
	struct module_ids starts; /* where it is entered, by path */
	struct bits modules;
	uint32_t count; /* of modules */
	uint32_t next;  /* with the same hash, as row + 1 */
};

/* The rows of a table that one module has. */
struct row_range {
	uint32_t first, count;
};

/* What a service's environment has for itself; all else it has in common with those of others
 * (share.c). */
struct own {
	struct strs dirs;  /* its modules are below these */
	struct map firsts; /* first parts of names that may lead elsewhere than in the common one */
	struct map anywhere; /* parts of names that may, wherever they stand in a name */
	struct name_id_vec first_names, any_names; /* the same */
	uint64_t
		marks; /* a bit for each of these that is like it at a glance: what has none is no such name */
};

/* What belongs to a row of environments. */
struct env_info {
	struct dir_ids dirs; /* the roots as directories */
	struct strs stated;  /* first-party names that are also required distributions; only if
	                         ships_some */
	env_id whole;        /* the same roots with everything shipped */
	env_id common;       /* share.c; itself where it has nothing in common with any other */
	bool pooled;
	const struct own *own; /* NULL: common is itself */
	struct common *shared; /* private to share.c */
	uint32_t *ranges;      /* of one that is its own common: by module, row in edge_rows + 1 */
	uint32_t next;         /* with the same hash, as id + 1 */
};

VEC(dir_vec, struct dir);
VEC(child_vec, struct child);
VEC(rest_vec, struct rest);
VEC(env_info_vec, struct env_info);
VEC(module_vec, struct module);
VEC(edge_vec, struct edge);
VEC(edges_vec, struct edges);
VEC(environment_vec, struct environment);
VEC(own_vec, struct own_project);
VEC(lookup_vec, struct lookup);
VEC(sight_vec, const struct sight *);
VEC(parent_vec, struct parent);
/* Texts in order; str_vec_add() takes each once. Works with vec_push(). */
struct str_vec {
	struct str *at;
	uint32_t count, room;
	struct map seen; /* hashes of the first `indexed`, to places from 1: once there are many */
	uint32_t indexed;
};
VEC(lack_vec, struct lack);
VEC(module_id_vec, module_id);
VEC(dir_id_vec, dir_id);

/* A lock file, in the list of those that hold for a directory. */
struct lock_place {
	file_id file;
	uint32_t next; /* row + 1; 0: none */
};

VEC(lock_place_vec, struct lock_place);

/* A command that a compose file starts a built image with. */
struct composed {
	struct str words; /* of a DIRECTIVE_COMMAND */
	uint32_t next;    /* of the same Dockerfile, as row + 1; 0: none */
};

VEC(compose_vec, struct composed);

/* A row of what a platform without a Dockerfile is told of a folder: DIRECTIVE_COMMAND, DIRECTIVE_INCLUDE and
 * DIRECTIVE_INSTALL_PATH, or DIRECTIVE_OPEN: more is installed there. */
struct hosting {
	enum directive_kind kind;
	struct str text; /* the words of a command; a path of the repository */
	uint32_t next;   /* of the same folder, as row + 1; 0: none */
};

VEC(hosting_vec, struct hosting);

/* A folder of the repository that a compose file mounts into the containers of a built image. */
struct mounted {
	struct str from, to; /* `to`: "" where that file mounts nothing else */
	bool production;     /* the file is the one for production */
	uint32_t next;       /* of the same Dockerfile, as row + 1; 0: none */
};

VEC(mounted_vec, struct mounted);

/* An image that is built of a Dockerfile. */
struct build {
	struct str image;
	file_id dockerfile;
	uint32_t next; /* whose last part has the same hash, as row + 1 */
};

VEC(build_vec, struct build);

/* A part of what makes an image, of a row of a Dockerfile's directives. */
struct behind {
	struct image_part part;
	uint32_t next; /* of the same row, as row + 1 */
};

VEC(behind_vec, struct behind);

struct model {
	struct arena *arena;
	struct arena *lasting; /* of edges and modules' names: the same, but in a lane */
	struct arena scratch;  /* of one call, while the model is built */
	const struct config *config;
	const struct scan *scan;
	struct names *names;
	unsigned python;

	struct dir_vec dirs;
	dir_id *self;             /* by dir_id: its own number, for lists of one */
	struct map dir_of_path;   /* name_id of the path → dir_id + 1 */
	struct map child_of_name; /* (dir, name) → row of children + 1 */
	struct child_vec children;

	struct module_vec modules;
	struct dir_id_vec module_dirs; /* by module: the directory it is in */
	module_id *module_of_file;     /* by file_id: module_id + 1; 0: it is none */
	struct environment_vec environments;
	struct env_info_vec env_infos; /* by env_id */
	struct map env_of_hash;        /* → the first environment with it, as id + 1 */

	struct map lookups; /* (env, name) → row in lookup_rows + 1 */
	struct lookup_vec lookup_rows;
	struct map sights_absolute; /* (env, name) → row of sights + 1 */
	struct map sights_of_dirs;  /* (env, dir) → the same */
	struct map sights_relative; /* (row of the directory, name below it) → the same */
	struct map sights_below;    /* (row, name after `import`) → the same; ID_NONE: none */
	struct map
		sights_beside; /* (row of an absolute name, folder of a script) → the same; ID_NONE: none */
	struct sight_vec sights;
	struct parent_vec parents;
	struct map ranges;  /* (env, module) → row in edge_rows + 1: of those with an own part */
	uint64_t edges_sum; /* of the modules and environments that these are of */
	struct edges_vec edge_rows;   /* what a module has in an environment: does not move */
	struct edge_vec edges_made;   /* of the module that is being looked at, … */
	struct sight_vec sights_made; /* … and by its rows of imports; NULL: above the repository */
	struct strs *all_names;       /* by module: project_names() */
	struct str *path_names; /* by module: its name if the repository were a root, which it is
	                            not; or "" */

	struct rest_vec rests;   /* closure.c */
	struct map rest_of_hash; /* → the first row with it + 1 */
	struct bits paths;       /* modules that put directories on sys.path */
	module_id *queue;        /* of a search: room for all modules */
	uint32_t *marks;         /* by module: the last search that came to it */
	uint32_t searches;
	struct own_vec own;          /* projects of ours, by path */
	struct map projects;         /* canonical name of one → dir_id + 1 */
	struct compose_vec composed; /* what compose files start, … */
	struct map composed_first;   /* … by the file_id of the Dockerfile → row + 1 */
	struct hosting_vec hostings; /* what platforms are told, … */
	struct map hosted_in;        /* … by the name_id of the folder → row + 1 */
	struct mounted_vec mounted;  /* what they mount, … */
	struct map mounted_first;    /* … by the file_id of the Dockerfile → row + 1 */
	struct build_vec builds;     /* images that are told to be built, … */
	struct map builds_of; /* … by the hash of the last part of their names → row + 1 */
	bool builds_are_read;
	struct map
		called; /* hash of what a Dockerfile is called → file_id + 1; ID_NONE: several are */
	struct map bases;  /* of bases.c, once asked: hash of an image → file_id + 1, or 0 */
	struct map behind; /* (file_id, row of directives) → row of behind_rows + 1 */
	struct behind_vec behind_rows;
	struct map homes;    /* file_id of a Dockerfile or Procfile → name_id of its home + 1 */
	struct map contexts; /* file_id of a Dockerfile → name_id of its context's path + 1 */
	file_id *
		deployments; /* manifests, Dockerfiles …: all but Python source other than setup.py */
	uint32_t deployment_count;
	uint32_t *next_manifest; /* by row of deployments: the next of its directory, as row + 1 */
	struct map manifests_in; /* name_id of a directory's path → the first of them + 1 */
	struct map started_in;   /* of a directory that Dockerfiles and Procfiles speak for → the
	                            first of them + 1; next_manifest has the next */
	struct map locks_in;     /* name_id of a directory's path → row of locks + 1 */
	struct lock_place_vec locks;
	uint32_t *home;     /* by module: the deepest candidate around it, or ID_NONE */
	env_id *loader_env; /* by module: environment of the first service that loads it */
	struct str_vec notes;
	struct lack_vec lacking;
};

/* tree.c: directories and modules of the scan. */
void tree_build(struct model *m);
/* The first module below the directory; those below it follow one another. */
module_id tree_first_below(const struct model *m, struct str dir);
bool tree_is_below(const struct model *m, module_id module, struct str dir);
/* The directory of that path, or ID_NONE: there is no Python in it. */
dir_id tree_dir(const struct model *m, struct str path);
/* What the name is in the directory; NULL: nothing. */
const struct child *dir_child(const struct model *m, dir_id d, name_id name);
/* Is it test code, by its path? */
bool tree_is_test(struct str path);
/* Can the text be part of a dotted name? (identifiers, as far as ASCII goes) */
bool tree_is_identifier(struct str s);
/* Can it stand between the dots of a name that importlib takes? `0001_initial` can, which no
 * import statement could name. */
bool tree_is_part(struct str s);
/* The module that the file of that path is, or ID_NONE. */
module_id tree_module_at(const struct model *m, struct str path);

/* environments.c: which there are. */

/* What makes an environment; the texts and their arrays are kept. */
struct env_spec {
	struct strs roots, ships;
	struct strs stated; /* see env_info */
	bool ships_some;
	bool pooled; /* it is what others have in common, and no service's own */
};

/* The environment of that kind; equal ones are one. */
env_id env_intern(struct model *m, const struct env_spec *spec);
/* Is the path there in that environment? */
bool env_ships(const struct environment *e, struct str path);
/* Is something at or below the directory, or around it? */
bool env_ships_below(const struct environment *e, struct str dir);

/* share.c: what environments have in common. */

/* Tell the environment of a service whose directory that is apart from what it has in common with
 * those of others. Once; later calls change nothing. */
void share_environment(struct model *m, env_id env, struct str path);
/* Is it one of the modules that are never looked at in the common environment? */
bool share_is_own(const struct model *m, env_id env, module_id module);
/* The environment in which the module's imports resolve as they do in `env`: env or what it has in
 * common with others. */
env_id share_edges_env(struct model *m, env_id env, module_id module);
/* The environment that one is asked for instead, where an absolute name and what is taken from it lead to the same: the
 * common one, unless a part may be the service's own. It has one. */
env_id share_names_env(const struct model *m, env_id env, struct str module, struct str name);
/* All that the starts lead to (closure_follows()) in a pooled environment or one that is its own, with
 * them. How many there are. */
uint32_t
share_reach(struct model *m, env_id common, struct module_ids starts, struct bits *reached);
/* What the module leads to in such an environment; they may move with the next call. */
struct module_ids share_targets(struct model *m, env_id common, module_id module);
/* Modules of the set that mention a name which may be another's in `env`. In m->arena. */
struct module_ids share_mentions(struct model *m, env_id env, const struct bits *modules);

/* reaches.c: all that modules lead to in such an environment, module by module. */
struct reaches *reaches_new(struct model *m, env_id env);
/* What the module leads to, with it. Once for all; until the next call. */
const struct bits *reaches_of(struct reaches *r, module_id module);

/* lookup.c: names in environments. */

/* A dotted, absolute name: what is not told of a directory is in `a`, and its name is NAME_NONE. */
struct lookup lookup_only(const struct model *m, struct arena *a, env_id env, struct str dotted);
/* The same, remembered: while the model is built. */
struct lookup lookup_absolute(struct model *m, env_id env, struct str dotted);
/* A dotted name below a directory: relative imports, and scripts' own directories. */
struct lookup lookup_below(struct model *m, env_id env, dir_id dir, struct str dotted);
/* One name, in one directory. */
struct found lookup_in(struct model *m, env_id env, dir_id dir, name_id name);
/* The dotted name of a directory in an environment: under the first root that is properly
 * around it; "" when there is none. */
struct str env_dir_name(struct model *m, env_id env, dir_id dir);
/* The same of a module. `last` has what was found out for the one before it, which mostly is in the same
 * package; all zeroes to begin with, and its arena is to be released. */
struct str env_module_name(const struct model *m, env_id env, module_id id, struct upper *last);

/* sight.c: what import statements name; remembered, but for what depends on the importing module. */

/* `import dotted`, wherever it stands. */
const struct sight *sight_absolute(struct model *m, env_id env, struct str dotted);
/* `from .rest import …`, the dots leading to that directory. */
const struct sight *sight_relative(struct model *m, env_id env, dir_id dir, struct str rest);
/* `from p import name`: the submodule; NULL: p has none. */
const struct sight *
sight_submodule(struct model *m, env_id env, const struct sight *p, struct str text);
/* One of an importing module alone, of the same name: what it leads to is told by its lookup. */
struct sight *sight_keep(struct model *m, const struct sight *like);
/* The name with `right` below it; either may be empty. */
name_id sight_join(struct model *m, name_id left, struct str right);

/* edges.c: a module's imports in this very environment, though another may do (share_edges_env()); known ones are not
 * built again. */
struct edges edges_in(struct model *m, env_id env, module_id module);
/* The same in two steps, for a lane: they are made, and put where they are known. */
struct made_edges {
	struct edge *at;
	uint32_t count;
};
struct made_edges edges_make(struct model *m, env_id env, module_id module);
void edges_put(struct model *m, env_id env, module_id module, struct made_edges made);
bool edges_are_made(const struct model *m, env_id env, module_id module);
/* The same, only if they are known. */
struct edges edges_known(const struct model *m, env_id env, module_id module);

/* lanes.c: the last steps, on as many threads: the edges that no service has asked for, and names. */
void lanes_finish(struct model *m, const struct services *services, unsigned jobs);

/* deploy.c: what Dockerfiles say. */

/* A COPY: `from` of the repository is at `to` in the image. */
struct mapping {
	struct str from, to;
};
VEC(mapping_vec, struct mapping);

struct command_line {
	struct strs words;
	struct str workdir; /* absolute in the image; "" unknown */
};
VEC(command_vec, struct command_line);

/* What a service's deployment files say together. */
struct deployment {
	struct mapping_vec copies;
	struct str_vec ships;    /* repository paths in the image */
	struct str_vec roots;    /* repository directories on the image's sys.path */
	struct str_vec installs; /* repository directories installed by path */
	struct str_vec includes; /* requirement files installed */
	struct command_vec commands;
	struct command_vec
		composed;   /* what compose files have it start instead; what other targets do */
	struct str workdir; /* where it starts, absolute in the image */
	bool copies_all;    /* `COPY .` of the repository itself, or nobody knows what */
	bool unread;        /* it installs a list that is copied from we do not know where */
	bool alone;         /* to be set before: the images that it starts from do not count */
};

/* The words of a DIRECTIVE_COMMAND. */
struct strs deploy_words(struct model *m, struct str text);
/* Where of the repository that path of the image was copied from, by this COPY; false: by another. In `a`. */
bool mapping_back(struct arena *a, const struct mapping *copy, struct str there, struct str *from);
/* Add what the Dockerfile says. */
void deploy_read(struct model *m, file_id dockerfile, struct deployment *out);

/* mounted.c: what compose files mount. */

/* Of the service whose rows begin at `stage`, which is built of the Dockerfile. */
void
mounted_read(struct model *m, const struct scanned *compose, uint32_t stage, file_id dockerfile);
/* Add what containers of the Dockerfile's image have besides. */
void mounted_add(struct model *m, file_id dockerfile, struct deployment *d);

/* platforms.c: what platforms build without a Dockerfile. */

/* A file of grammars/platform.c. */
void platforms_read(struct model *m, const struct scanned *file);
/* Add what is started in that directory, and installed for it; true: that is known, and all that is installed. */
bool platforms_add(struct model *m, struct str path, struct deployment *d);

/* bases.c: images that the repository builds itself. */

/* The Dockerfile that the image is built of; UINT32_MAX: none of the repository's, or nobody knows which. */
file_id base_of(struct model *m, struct str image);
/* Something says that the image is built of it. */
void bases_told(struct model *m, struct str image, file_id dockerfile);
/* May be UINT32_MAX. */
bool bases_is_dockerfile(const struct model *m, file_id file);
/* builds.c: call that for all that scripts, Makefiles, CI and bake files build. */
void builds_read(struct model *m);

/* behind.c: what makes an image besides its Dockerfile. */

/* The row of the file's directives leads to all of the other file, … */
void behind_add(struct model *m, file_id file, uint32_t row, file_id other);
/* … or is a DIRECTIVE_RUN of that script or Makefile; false: it has no rule for what is made. */
bool behind_add_script(struct model *m, file_id file, uint32_t row, file_id script);
/* Is that place of the script among what the row leads to? */
bool behind_has(const struct model *m, file_id file, uint32_t row, const struct span *span);

/* context.c: what an image is built from. */
struct build_context {
	struct str dir;          /* the most likely one */
	bool known;              /* it is named, or has all that is copied by name */
	uint32_t telling, there; /* what is copied by name, and how much of it is there */
};
struct build_context context_of(struct model *m, file_id dockerfile);
/* Is a COPY's source the whole context? */
bool context_says_all(struct str source);
bool context_has_glob(struct str source);
/* A source below a context, normalised; a leading slash means the context. */
bool context_below(struct model *m, struct str context, struct str source, struct str *out);
bool context_exists(const struct model *m, struct str path);

/* away.c: is the file, or a folder below `dir` around it, by its name one of what is done with, and no package? */
bool away_below(struct model *m, struct str dir, struct str path);
/* Is the folder, or one around it? */
bool away_is(struct model *m, struct str path);
/* The same, or is it of others (third_party), if no compose file builds one of the Dockerfiles? */
bool away_unbuilt(struct model *m, struct str path, const struct str_vec *dockerfiles);

/* homes.c: the directory that a Dockerfile or Procfile speaks for. */
void homes_build(struct model *m);
struct str home_of_deployment(const struct model *m, file_id file);
/* Does it set another program up, a broker or a proxy say: it copies files, and none of them, nor what it starts
 * from, installs and runs, is of Python? */
bool home_is_of_others(struct model *m, file_id dockerfile);

/* entries.c: what a command starts. */
struct starts {
	struct model *m;
	env_id env;
	const struct deployment *deployment;
	struct str service_path;
	const struct str_vec *manifests; /* whose scripts are commands */
	struct module_id_vec *entries;
	struct str_vec *roots;
};

/* Add the modules that a command line starts, and the directories that its way of starting
 * puts on sys.path. False when it starts something that we cannot see into. */
bool entries_of_command(struct starts *s, const struct command_line *line);
/* A configured entry: a file or a dotted module. ID_NONE when there is no such module. */
module_id entry_find(struct model *m, env_id env, struct str service_path, struct str entry);

/* clouds.c: functions that a cloud loads by itself. */

/* What it loads of the directory; ID_NONE: nothing says that it does. `listed`: it installs just the requirements.txt there. */
module_id cloud_entry(struct model *m, struct str dir, bool *listed);

/* discover.c: which directories are services. */
struct candidate {
	struct str path;
	struct str name;                     /* "" : to be chosen */
	const struct service_config *config; /* NULL: discovered */
	uint32_t files;                      /* Python files that are its own */
	bool script;      /* a script that names what it needs itself (PEP 723): path is its file */
	module_id module; /* that file */
};
VEC(candidate_vec, struct candidate);
/* By path; model.home is theirs. Candidates without Python of their own are left out, unless configured. */
struct candidate_vec discover(struct model *m);

/* manifests.c: which requirement files hold for a service, and what they install by path. */
struct manifest_set {
	struct str_vec files;    /* by path */
	struct str_vec installs; /* directories installed by path, with their own */
	struct str_vec names;    /* import names that the distributions' names suggest */
	struct str_vec locks;    /* lock files that hold for them, by path */
	struct map known;        /* private: (list, name_id) of what is in these */
};
/* Names of our own projects, build contexts of compose files: before all else. */
void manifests_build(struct model *m);
void manifests_of(struct model *m, const struct candidate *c, const struct deployment *d,
                  struct manifest_set *out);
/* Does the file declare distributions or a project? */
bool manifest_declares(const struct scanned *file);
bool manifest_is(const struct scanned *file, const char *grammar);
/* The directories of the workspace's members that a lock file has, its own among them if it is one; *row: 0 at first.
 * False when there are no more. */
bool
lock_next_member(const struct model *m, const struct scanned *lock, uint32_t *row, struct str *dir);
/* Where a project directory's packages are: its package roots, or src/, or itself. */
void manifest_package_roots(struct model *m, struct str dir, struct str_vec *out);

/* services.c: each service's environment, entries and closure. */
void services_build(struct model *m, struct services *out);

/* closure.c: all that the entries load. */

/* Fills model.paths: before all else. */
void closure_note_paths(struct model *m);
/* Fills reach and loads. */
void closure_build(struct model *m, struct service *s);
/* The same in order, in `a`; of a service whose closure was built. */
struct closure closure_walk(const struct model *m, struct arena *a, const struct service *s);
/* Is the module among those? */
bool reach_has(const struct reach *reach, module_id module);
/* Does the import load what it leads to, some day? */
bool closure_follows(const struct edge *e);
/* Modules of the closure that put directories on sys.path, nearest first if there are several. */
struct module_ids closure_paths(struct model *m, const struct service *s);

/* Add s unless it is there already. */
void str_vec_add(struct model *m, struct str_vec *v, struct str s);
void model_note(struct model *m, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* model_note() of what a configured service names: the run must not pass for a success. */
void model_lacks(struct model *m, struct str service, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif
