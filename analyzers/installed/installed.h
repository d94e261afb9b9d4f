/*
 * installed.h - an installed Python environment, read from its files: nothing of it is run.
 *
 * Its distributions come from the metadata beside them (PEP 376 and the "recording installed
 * projects" and "core metadata" specifications; eggs and egg-links as setuptools leaves them),
 * its modules from the directories that site.py would put on sys.path. All is read when it is
 * asked for and remembered. What is there is true of what is installed; what is missing proves
 * nothing: the environment may be another service's, or old.
 *
 * Content is hostile. No link that leads out of the environment is followed, sizes and counts are
 * bounded, `import` lines of .pth files are passed over. Names of distributions, in questions and
 * answers, are as PEP 503 writes them. Answers live as long as the arena given to
 * installed_open(), where nothing else may be allocated while several threads ask. Any thread may, one
 * after the other: who asks waits for the answer that another one is given.
 */
#ifndef SHORING_INSTALLED_H
#define SHORING_INSTALLED_H

#include "facts/grammar.h"

struct arena;
struct buf;
struct err;

struct installed;

struct installed_options {
	struct str root;       /* of the repository: absolute, canonical */
	struct str configured; /* by the user: a venv or a site-packages, from the root; "": none */
	struct str active;     /* VIRTUAL_ENV; "": none. Looked at last, see installed_open() */
	/* Reads the modules' sources. NULL: no facts are asked for. */
	const struct grammar *python;
	struct reading reading;
};

/*
 * Find the environment: what is configured; else .venv, venv or env in the repository's root, with
 * a pyvenv.cfg and not by a link that leads out of the repository; else the active one, unless there
 * is nothing in it but shoring and what installs it, as in the environment of a hook or a tool. *out
 * is NULL when there is none. False when what is configured is no environment: a clause that says
 * why and what to do.
 */
bool installed_open(struct installed **out, struct arena *a,
                    const struct installed_options *options, struct err *err);
/* What to call it in a report, the same on every machine: ".venv", as configured, or
 * "$VIRTUAL_ENV". */
struct str installed_name(const struct installed *env);
/* Minor of the Python 3 that it is for; 0: not known. */
unsigned installed_python(const struct installed *env);

/* Has it the packages of the Python that it was made with, too (include-system-site-packages)? Those are
 * the machine's, and not read. */
bool installed_has_system(const struct installed *env);

/* Distributions. */

/* How many there are. */
uint32_t installed_count(struct installed *env);
bool installed_has(struct installed *env, struct str dist);
/* As its metadata has it, not normalised; "" when it is not there or has none. */
struct str installed_version(struct installed *env, struct str dist);
/* Those whose files the import of an absolute, dotted name loads, by the longest prefix that is
 * theirs, by name; several when several brought the same files. None when nobody's files are
 * there, and for a namespace as such (google, google.cloud). Names of modules may be followed by
 * names taken from them. */
struct strs installed_dists_of(struct installed *env, struct str dotted);
/*
 * What the distribution ("celery"), or one extra of it ("celery[redis]"), requires on any Python
 * 3.<first> to 3.<last> on Linux: each "name" or "name[extra,extra]", as dist_requires() of
 * rules/python.h has them, by name. False when its metadata do not tell: it is not there, or they
 * are missing or cannot be read. An extra that it does not have requires nothing.
 */
bool installed_requires(
	struct installed *env, struct str item, unsigned first, unsigned last, struct strs *out);
/* The commands that it installs, as it has them (console_scripts, gui_scripts). */
struct strs installed_commands(struct installed *env, struct str dist);
/* The top-level names that it brings or has a part in, as it has them: "google", "tests" too. */
struct strs installed_tops(struct installed *env, struct str dist);
/* The groups of entry points, commands aside, by which others find the distribution as a plug-in:
 * "pytest11", "flake8.extension"; by name. */
struct strs installed_plugs(struct installed *env, struct str dist);

/* Modules. */

enum installed_kind {
	INSTALLED_NOTHING,
	INSTALLED_MODULE,    /* m.py */
	INSTALLED_PACKAGE,   /* m/__init__.py */
	INSTALLED_EXTENSION, /* compiled, or a package whose __init__ is; its stub tells */
	INSTALLED_NAMESPACE, /* directories without __init__ (PEP 420): nothing is run */
};

struct installed_module {
	enum installed_kind kind;
	bool package;    /* INSTALLED_PACKAGE, or an extension that is one: relative imports
	                    start at itself */
	bool stub;       /* the facts are of a stub (m.pyi, PEP 561's m-stubs) of an extension */
	struct str name; /* dotted */
	/* To show: from the repository's root where it is in it, else from
	 * "<site-packages>"; "" when there is no file to read. */
	struct str path;
};

/* As Python's path finder finds it in the environment's directories (language reference 5.4, PEP
 * 420): the same row for the same name, NULL when it is not there. Submodules are looked up in
 * their package's own directory; what __path__ becomes when the package runs is not known, but
 * that pkgutil- and pkg_resources-style namespaces are one package. */
const struct installed_module *installed_find(struct installed *env, struct str dotted);
/* What the module's source, or its stub, says. NULL when there is none, or it is not to be read:
 * too large, a link that leads out, or too many were read before. */
const struct facts *installed_facts(struct installed *env, const struct installed_module *m);
/* The source, or stub, that installed_facts() has read of the module of that name, once more, in place of
 * what is in *text. False, and nothing in it, when it cannot be read. */
bool installed_source(struct installed *env, struct str dotted, struct buf *text);

#endif
