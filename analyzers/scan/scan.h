/*
 * scan.h - from a directory to the facts of every file in it.
 *
 * List, read, have a grammar read the text. Files are done on all cores, one slot each, and
 * come back in path order, so nothing after this stage can tell how many threads there were.
 */
#ifndef SHORING_SCAN_H
#define SHORING_SCAN_H

#include <stdatomic.h>

#include "base/pattern.h"
#include "base/places.h"
#include "base/stopwatch.h"
#include "facts/grammar.h"

struct arena;
struct buf;
struct err;

/* Index into scan.files: path order, so ids are stable for a given tree. */
typedef uint32_t file_id;

/* A file over this many bytes is not read (SRC002). */
#define SCAN_SIZE_LIMIT (16u << 20)

/* What a file is taken to hold, whatever is on the disk: a change that is tried out, or what was
 * there before one. */
struct scan_text {
	struct str path, text;
	bool absent; /* there is no such file */
};

SLICE(scan_texts, struct scan_text);

/* How far a scan is, for somebody who waits; read at any time, by any thread. */
struct scan_progress {
	atomic_uint files, done; /* to be read, as far as is known; of them read */
};

struct scan_options {
	struct str root;         /* absolute, canonical */
	struct patterns exclude; /* paths; their Python files are listed and not read */
	struct strs manifests;   /* files, relative to the root, that are requirements files
	                            whatever their names */
	struct reading reading;
	bool outside;                   /* links and paths that lead out of the root are followed */
	struct scan_texts texts;        /* sorted by path; none of them is kept in the cache */
	unsigned jobs;                  /* 0: as many as there are cores */
	struct scan_progress *progress; /* NULL: nobody waits */
	struct stopwatch *watch;        /* NULL: nobody asks */

	bool sums;          /* of the files are wanted, also without a cache */
	const char *cache;  /* the file that keeps facts between runs; NULL for none */
	uint64_t cache_key; /* of all that facts depend on besides the files and their grammars */
};

struct scanned {
	struct str path;               /* relative to the root, with '/' */
	const struct grammar *grammar; /* what reads such files */
	bool excluded; /* by the configuration, or one of these: not read, no facts */
	bool template; /* its path is filled in later, "{{name}}/main.py", or its text: then that
	                       is what its facts say */
	bool filled;   /* it is below a folder that tools install or build into: "site-packages" */
	bool absent;   /* git has it, a sparse checkout leaves it out of the tree */
	struct facts facts; /* sealed, in the scan's arena */
	/* str_sum() of the bytes that the facts are of; 0 of one that was not read, and without a
	 * cache where nobody asked for sums. */
	uint64_t sum;
};

SLICE(scanned_files, struct scanned);

struct scan {
	struct str root;
	struct scanned_files files; /* those a grammar claims, by path in byte order */
	struct strs paths;          /* every file that is not ignored, in byte order; what was read
	                               outside of the root is "../a" */
	struct place_index places;  /* scan_index(): where in paths they are, … */
	file_id *files_at;          /* … and of each its number in files + 1, or 0 */
	struct strs links;          /* symbolic links among them that lead out of the root or to
	                               directories: listed here, not followed */
	struct strs unlisted;       /* directories that could not be looked into, in byte order */
	struct strs submodules;     /* directories of git submodules that are not checked out */
	uint32_t absent;         /* files that a grammar claims and a sparse checkout leaves out */
	bool outside;            /* as in the options */
	bool git;                /* listed by git, not by a walk */
	bool refused;            /* there is a repository, and git could not be asked */
	uint32_t kept;           /* files whose facts the cache had */
	uint64_t bytes_read;     /* of files that were read */
	uint64_t bytes_kept;     /* of files whose facts the cache had */
	struct scan_texts texts; /* as in the options */
};

/* False when the root cannot be listed. A single file that cannot be read is
 * a fact_problem of that file. Everything lives in `a`. */
bool scan_run(struct scan *out, struct arena *a, const struct scan_options *options,
              struct grammars grammars, struct err *err);
/* Have the files found by their paths, each of which is one of s->paths. scan_run() has done so. */
void scan_index(struct scan *s, struct arena *a);
/* The file of that path, or UINT32_MAX. */
file_id scan_file(const struct scan *s, struct str path);
/* Is what the file says not, or not all, known: is it broken, unreadable or not checked out? */
static inline bool
scan_in_doubt(const struct scanned *file)
{
	return file->absent || file->facts.problems.count > 0;
}
/* Could it not be read at all: SRC002? */
bool scan_is_unreadable(const struct scanned *file);
/* The one of these texts that is of the path, or NULL. O(log n). */
const struct scan_text *scan_text_at(struct scan_texts texts, struct str path);
/* What the file is taken to hold; NULL: what is on the disk. O(log n). */
const struct scan_text *scan_text(const struct scan *s, struct str path);
/* Is it one of scan.links? */
bool scan_is_link(const struct scan *s, struct str path);
/* Replace *out by what the file of that path holds now, or is taken to. False when it cannot be read, is a link or has
 * more than `limit` bytes. */
bool scan_read(const struct scan *s, struct str path, size_t limit, struct buf *out);
/* Is there a file of that path (not ignored)? */
bool scan_has(const struct scan *s, struct str path);
/* Is there a file below that directory ("" is the root)? O(log n). */
bool scan_has_dir(const struct scan *s, struct str dir);
/* Where in s->paths the next file is that stands in that directory itself, from place `at` on, which is 0 at first;
 * s->paths.count when there are no more. O(log n) for each directory in it. */
uint32_t scan_next_in(const struct scan *s, struct str dir, uint32_t at);
/* The file or directory that `path` means in a manifest of directory `from`: path_resolve(), or one
 * outside of the root where these are read. */
bool scan_resolve(
	const struct scan *s, struct arena *a, struct str from, struct str path, struct str *out);
/* Would .gitignore leave these paths out, were they there? out[i] for paths[i]. Generated
 * files (`_version.py`) are known by that. */
void scan_ignored(const struct scan *s, struct arena *a, struct strs paths, bool *out);

#endif
