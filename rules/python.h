/*
 * python.h - what is known of Python's libraries: the standard library, which distribution an
 * import comes from, what an import needs besides.
 *
 * The tables are rules/python/, text, made into const data at build time by compile_python.c.
 * Names of distributions are as PEP 503 writes them, in questions and in answers.
 * Answers point to const data and live as long as the program; every function may be called
 * from any thread.
 */
#ifndef SHORING_PYTHON_H
#define SHORING_PYTHON_H

#include "base/str.h"

/* Each of these is needed: any one distribution of every slice. */
SLICE(dist_needs, struct strs);

/* The versions 3.<minor> that the tables know; others are taken for the nearest of them. */
enum { PYTHON_MINOR_MIN = 8, PYTHON_MINOR_MAX = 14 };

/* Has Python 3.<minor> a top-level module `top` of its own, on any platform? */
bool stdlib_has(unsigned minor, struct str top);
/* Has any of the versions known? */
bool stdlib_ever(struct str top);
/* Does a module of Python 3.<minor> do all that the distribution is there for (enum34: enum)?
 * *module is it. A distribution whose own import name is another may still be imported: look. */
bool stdlib_replaces(unsigned minor, struct str dist, struct str *module);

/* The distributions that bring an import name, by its longest prefix in the tables, the likeliest
 * first; any of them will do. None when the tables do not know: then the top-level name is its own
 * distribution's (requests), unless it is a namespace, common, or the standard library's. */
struct strs dists_of_import(struct str dotted);
/* May what stands below the top-level name (`a.b` below `a`) need other distributions than the name
 * itself, as far as the tables know? */
bool import_has_parts(struct str top);
/* Is it a package that several distributions fill (google, google.cloud)? */
bool dist_is_namespace(struct str dotted);
/* Is it a name that is nobody's in particular (utils, tests)? */
bool import_is_common(struct str top);
/* Is it a well-known distribution whose import name is its own (requests)? */
bool dist_is_own(struct str dist);
/* Is it such a one, or one that is less known, whose import name is no other distribution's (feedgen)? */
bool dist_is_named(struct str dist);
/* Is it what a library that the tables know is imported by (requests, feedgen, yaml)? Of a namespace its parts are asked. */
bool import_is_library(struct str top);

/* What a module, or a name of one (pydantic.EmailStr), needs besides its own distribution to be
 * loaded or first used: by its longest prefix in the tables. Modules that settings name by a
 * string are there too (django.db.backends.postgresql). None when nothing is known. */
struct dist_needs dists_behind(struct str dotted);
/* Do these needs show only when what is imported is used: a field is made with EmailStr, a transport is
 * opened? Of the same prefix. */
bool dists_behind_late(struct str dotted);

/* What the distribution, or one extra of it ("celery[redis]"), requires in any case, itself with
 * extras or not; directly: ask again for those. Of one that others bring along the newest release alone has been
 * read, which is not enough for dist_is_read(). None when nothing is known. */
struct strs dist_requires(struct str dist);

/* What it brought in earlier releases, too; what all of a family bring where nothing is known of
 * the one (google-cloud-kms: google-api-core). In the form of dist_requires(). */
struct strs dist_brought(struct str dist);

/* From which release on it brings none of that, but what dist_requires() says; "" where that is not known. */
struct str dist_brought_until(struct str dist);

/* The distributions that install a command (pip-compile), any of which will do; none when the
 * tables do not know: then a distribution of the command's name. */
struct strs dists_of_command(struct str command);
/* The distributions that serve the URLs of a scheme (postgresql+asyncpg): what is declared of
 * them is used. In lower case; none when nothing is known. */
struct strs dists_of_scheme(struct str scheme);
/* The distributions that find this one and load it by themselves (pytest-cov: pytest); a tool
 * that nobody loads is its own (pip-tools). None when nothing is known. */
struct strs dist_hosts(struct str dist);
/* What PyPI calls a package of conda that has another name there; any of them may be it. None
 * where the names are the same, or nothing is known. */
struct strs dists_of_conda(struct str package);
/* Is one of such a list, as dist_requires() has them, the distribution, with an extra or not? */
bool dist_is_among(struct strs list, struct str dist);
/* Has `host` a use for the distribution where it is installed: as what it requires, alone or with
 * an extra, or as one that it finds by itself? */
bool dist_may_use(struct str host, struct str dist);
/* Do the tables know the distribution at all? Linear in the table of imports for those that they do
 * not. */
bool dist_is_known(struct str dist);
/* Do they know what it is imported by? As linear for those that are imported by another name. */
bool dist_modules_known(struct str dist);
/* What a single earlier release of the distribution required; the next for index + 1. False when no
 * more is known. *release is its version with '-' for each dot. */
bool dist_formerly(struct str dist, uint32_t index, struct str *release, struct strs *out);
/* Do the tables know all that the distribution requires? */
bool dist_is_read(struct str dist);
/* The first release of the oldest major version of which the tables know what the distribution requires:
 * "2", "0.9". "" when they do not know of any. */
struct str dist_oldest_read(struct str dist);
/* What Linux distributors install along with it, beyond what dist_requires() and dist_brought() tell. */
struct strs dist_suggests(struct str dist);
/* The keys of a table from 0 on, to find out which of them lead to a distribution: the names that
 * dists_of_import(), dists_behind(), dists_of_command(), dists_of_scheme(), dist_requires() and
 * dist_suggests() know. False when there are no more. */
enum python_table {
	TABLE_IMPORTS,
	TABLE_BEHIND,
	TABLE_COMMANDS,
	TABLE_SCHEMES,
	TABLE_REQUIRES,
	TABLE_DEBIAN,
};
bool table_key(enum python_table table, uint32_t line, struct str *key);
/* Are these the types of another distribution, going by its name (types-requests, pandas-stubs)?
 * *library is that one's name; those named in another way are in dist_hosts(). */
bool dist_is_stub(struct str dist, struct str *library);

#endif
