/*
 * inside.h - private to installed/: the tables of an environment, and who fills them.
 *
 * Everything is filled when it is first asked for, by the one thread whose turn it is (asked.c). Paths are absolute; with links resolved they
 * are below the environment's base or the repository's root.
 */
#ifndef SHORING_INSTALLED_INSIDE_H
#define SHORING_INSTALLED_INSIDE_H

#include <pthread.h>

#include "base/file.h"
#include "base/map.h"
#include "base/names.h"
#include "base/vec.h"
#include "installed/installed.h"

/* Files over this many bytes are not read, neither sources nor metadata. */
#define INSTALLED_SIZE_LIMIT ((size_t)16 << 20)

struct marker;

VEC(path_list, struct str);
VEC(id_list, uint32_t);

struct item {
	struct str name;
	enum file_kind kind; /* of what a link leads to; FILE_LINK: out, or nowhere */
};

VEC(items, struct item);

/* A directory as it was when first looked at. */
struct folder {
	struct str path;
	struct items items; /* by name in byte order */
};

VEC(folders, struct folder);

enum dist_form {
	DIST_INFO, /* name-1.0.dist-info/METADATA */
	EGG_INFO,  /* name.egg-info/PKG-INFO, EGG-INFO/PKG-INFO */
	EGG_FILE,  /* name.egg-info, PKG-INFO itself */
};

/* A requirement of a distribution. */
struct dist_require {
	struct str item;             /* "name" or "name[extra,extra]", as PEP 503 writes them */
	const struct marker *marker; /* NULL: none */
	/* The section of requires.txt that it stands in, besides. */
	const struct marker *section;
	struct str extra; /* "": none */
};

VEC(dist_requires, struct dist_require);

struct dist {
	struct str name;    /* as PEP 503 writes it */
	struct str version; /* as the name of its metadata has it; "": not told */
	struct str path;    /* of its metadata */
	enum dist_form form;
	struct path_list tops; /* once owners.tops_known */
	bool is_read;          /* its metadata; then these are filled: */
	bool told;             /* they could be read */
	struct dist_requires requires;
};

VEC(dists, struct dist);

/* A row of a list of distributions: the index of one, and that of the next row + 1. */
struct link {
	uint32_t dist, next;
};

VEC(links, struct link);

/* Who brings what; rows of lists are in `links`. */
struct owners {
	bool tops_known;
	struct links links;
	struct map tops;    /* name_id of a top-level name → its list */
	struct map deep;    /* name_id of a top-level name whose files are known → 1 */
	struct map files;   /* name_id of a dotted module that is a file → its list */
	struct map inits;   /* name_id of a dotted package with an __init__ → its list */
	struct map folders; /* name_id of a dotted directory with modules below → 1 */
	struct map twins;   /* name_id of a dotted directory → 1: a file in it is of several */
};

/* A module and what is needed to look below it. */
struct module_row {
	struct installed_module shown;
	struct path_list dirs; /* where its submodules are looked up */
	bool shared;           /* it fills its name from several directories when it runs */
	struct str source;     /* to read; "": none */
	bool is_read;
	const struct facts *facts;
};

VEC(module_rows, struct module_row *);

/* A package that is developed in place, and the directory that it is in. */
struct editable {
	struct str name, dir;
};

VEC(editables, struct editable);

struct installed {
	struct arena *arena;
	struct installed_options options;
	struct str base; /* the venv, or the site-packages */
	struct str name;
	unsigned python;
	bool with_system;       /* see installed_has_system() */
	struct path_list sites; /* site-packages directories, in the order of sys.path */
	struct path_list roots; /* these and what .pth files add, in that order */
	struct editables editables;
	struct names *names;
	struct map folder_of; /* name_id of the path → index in folders + 1 */
	struct folders folders;
	struct buf text; /* the file that is being read */

	struct dists dists; /* by name */
	struct map dist_of; /* name_id → index in dists + 1 */
	struct owners owners;

	struct map module_of; /* name_id of a dotted name → index in modules + 1; of none: 0 */
	struct module_rows modules;
	uint32_t facts_read;
	void *worker; /* of the grammar */

	pthread_mutex_t turn; /* asked.c: held by who fills all these */
};

/* What asked.c asks; see installed.h for the answers. */

bool dist_is_there(struct installed *env, struct str dist);
struct str dist_version(struct installed *env, struct str dist);
bool metadata_requires(
	struct installed *env, struct str item, unsigned first, unsigned last, struct strs *out);
struct strs owners_of(struct installed *env, struct str dotted);
struct strs owners_tops(struct installed *env, struct str dist);
struct strs points_commands(struct installed *env, struct str dist);
struct strs points_plugs(struct installed *env, struct str dist);
const struct installed_module *module_shown(struct installed *env, struct str dotted);
const struct facts *module_facts(struct installed *env, const struct installed_module *m);
/* *text lives until the environment is asked for anything else. */
bool module_source(struct installed *env, struct str dotted, struct str *text);

/* files.c: files. */

/* The directory's items; none when it is no directory, or leads out. Holds until the next call. */
const struct folder *files_folder(struct installed *env, struct str path);
/* The first item whose name is not before `name`; the folder's count if there is none. */
uint32_t files_first(const struct folder *folder, struct str name);
/* What stands in the directory under that name; FILE_NONE: nothing. */
enum file_kind files_kind(const struct folder *folder, struct str name);
/* The canonical path in *out, in the arena; false when it leads out, or nowhere. */
bool files_follow(struct installed *env, struct str path, struct str *out);
/* The whole file, until the next call. False when there is none, or it is to be left alone. */
bool files_read(struct installed *env, struct str path, struct str *out);
/* Cut a line off *rest, without white space around it; false when there is none left. */
bool line_cut(struct str *rest, struct str *line);

/* sites.c: where modules and metadata are. */

/* Fill sites and python, by base. False when there is no such directory. */
bool sites_find(struct installed *env);
/* Fill roots and editables. */
void sites_roots(struct installed *env);

/* editable.c: packages that are developed in place. */

/* Add what a finder of setuptools' says. */
void editable_read(struct installed *env, struct str path);
/* Where the package or module of that name is, in *dir; false when it is none of these. */
bool editable_find(const struct installed *env, struct str name, struct str *dir);

/* dists.c: which distributions there are. */

/* Fill dists and dist_of. */
void dists_find(struct installed *env);
/* NULL: it is not there. */
struct dist *dist_find(struct installed *env, struct str name);

/* metadata.c: what they say of themselves. */

/* Fill what is_read stands for. */
void metadata_read(struct installed *env, struct dist *dist);

/* record.c: the paths that the distribution's RECORD, or what stands for it, has: fn for each,
 * relative to where its modules are. False when there is no such list. */
bool record_each(struct installed *env, const struct dist *dist,
                 void (*fn)(void *ctx, struct str path), void *ctx);

/* owners.c: whose they are. */

/* Fill tops. */
void owners_find(struct installed *env);
/* Put the distribution into the name's list; true when there are others in it. */
bool owners_add(struct installed *env, struct map *map, struct str name, uint32_t dist);
/* The names of a list, by name. */
struct strs owners_list(struct installed *env, const struct map *map, name_id name);
/* Is it a file that can be imported, by its extension? */
bool is_module_file(struct str path);
/* Can it be a part of a dotted name? */
bool is_module_part(struct str s);

/* deep.c: fill files, inits, folders and twins below a top-level name. */
void owners_deepen(struct installed *env, struct str top, name_id id);

/* modules.c: NULL, where there is none. */
const struct module_row *module_find(struct installed *env, struct str dotted);

#endif
