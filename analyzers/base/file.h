/*
 * file.h - files and child processes: the only place that opens, writes and runs.
 */
#ifndef SHORING_FILE_H
#define SHORING_FILE_H

#include "base/buf.h"

struct arena;
struct err;

/* What stands at a path. Links are not followed. UNKNOWN: the system could not say (an I/O error);
 * what may not be looked at for want of permission is NONE. */
enum file_kind { FILE_NONE, FILE_REGULAR, FILE_DIRECTORY, FILE_LINK, FILE_OTHER, FILE_UNKNOWN };

enum file_kind file_kind(const char *path);
/* Append the whole file to *out. False and why: missing, unreadable, not a regular file
 * (a link to one is, a FIFO is not and is never waited for), larger than `limit` bytes. */
bool file_read(const char *path, size_t limit, struct buf *out, struct err *err);
/* file_read() that follows no link at the path's end: one is not a regular file. */
bool file_read_plain(const char *path, size_t limit, struct buf *out, struct err *err);
/* A directory that is kept open, so that the way to it is not looked up for each file below it. */
struct file_root {
	int fd; /* private to file.c; below 0: it could not be opened, and is looked up after all */
	size_t skip; /* bytes of a path below it that lead to it */
};
/* Never fails; to be closed. Any thread may read below it then. */
struct file_root file_root_open(const char *path);
void file_root_close(struct file_root *root);
/* file_read_plain() of a path that is the root's, a slash and more, where a file of that size was
 * just seen: fewer calls, as long as it has that size. 0: nobody looked. */
bool file_read_seen(const struct file_root *root, const char *path, size_t size, size_t limit,
                    struct buf *out, struct err *err);
/* Write beside, flush, rename into place: the file is old or new, never between. Mode and
 * owner of an existing file are kept. A link is written through; what is neither a regular
 * file nor missing is refused. */
bool file_write(const char *path, struct str bytes, struct err *err);
/* file_write() that follows no link at the path's end: one is refused. */
bool file_write_plain(const char *path, struct str bytes, struct err *err);
/* file_write(), but what is no file (a pipe, a device, what /dev/stdout is just now) gets the bytes as
 * they are, after what it has: where somebody asks for output. May wait for a reader. */
bool file_output(const char *path, struct str bytes, struct err *err);
/* file_write() for what can be made again: a private file (mode 0600), not waited for until it is
 * on the disk. After a power failure it may be anything. */
bool file_replace(const char *path, struct str bytes, struct err *err);
/* Make the directory and those above it that are missing, for the user alone (mode 0700). */
bool file_make_dirs(const char *path, struct err *err);
/* Take the file away. False and why; one that is not there is an error too. */
bool file_remove(const char *path, struct err *err);
/* What tells a file from what it was: any write changes one of these, but for a second one
 * within a tick of the clock. Times in nanoseconds since 1970. */
struct file_stamp {
	uint64_t size, inode;
	int64_t modified, changed;
};
/* What stands at a path, and the stamp where it is a regular file. Links are not followed. */
struct file_look {
	enum file_kind kind;
	struct file_stamp stamp;
};
struct file_look file_look(const char *path);
/* Can nobody tell what stands at the path, because a folder above it may not be entered, or the path is
 * too long for the system? */
bool file_is_hidden(const char *path);
/* The stamp of a regular file; false for anything else. Links are not followed. */
bool file_stamp(const char *path, struct file_stamp *out);
/* Now, on the clock of those stamps. */
int64_t file_now(void);
/* Map a regular file that belongs to the user and that nobody else may write to; the bytes
 * are aligned to a page and live as long as `a`. False, without a reason, for any other, an
 * empty one, or one over `limit` bytes. It must only ever be replaced, never changed. */
bool file_map_own(struct arena *a, const char *path, size_t limit, struct str *out);
/* The canonical absolute path (realpath) in *out; false when it does not exist. */
bool file_canonical(const char *path, struct buf *out, struct err *err);
/* Call fn for every entry of a directory but "." and "..", in byte order of the names.
 * False and why when it cannot be listed. fn returns false to stop. */
bool file_list(const char *path, bool (*fn)(void *ctx, struct str name, enum file_kind kind),
               void *ctx, struct err *err);
/* A directory that is open: its entries are looked at without the way to it being looked up again. */
struct file_dir {
	void *stream; /* private to file_dir.c */
	int fd;
	struct buf *way; /* NULL: none. From there to the directory, whose path has so many bytes */
	size_t way_len;
};
/* False when it cannot be opened, or is none; a link is none. One thread uses it at a time. */
bool file_dir_open(struct file_dir *out, const char *path);
/* file_dir_open() for who knows what is in it, and never asks file_dir_next(). */
bool file_dir_reach(struct file_dir *out, const char *path);
/* The same by the way from a directory around it, which stays open for as long. `few`: it is asked so little that the way may be
 * gone again each time; then only file_dir_stamp() says that it is none, and *way is written to until it is closed. */
bool file_dir_reach_from(struct file_dir *out, const struct file_dir *from, struct str path,
                         struct buf *way, bool few);
/* What tells a directory from what it was: whatever is added to it, taken away or renamed changes one of these,
 * but for a second time within a tick of the clock, where file_dirs_tell(). */
struct file_dir_stamp {
	uint64_t device, inode;
	int64_t modified, changed;
};
bool file_dir_stamp(const struct file_dir *dir, struct file_dir_stamp *out);
/* Is the path on a file system of which we know that the times of its directories tell? Its number in
 * *device: what is mounted below has another one. */
bool file_dirs_tell(const char *path, uint64_t *device);
/* Is it a directory of the user's? */
bool file_dir_is_own(const char *path);
/* The next entry but "." and "..", in the directory's own order; the name ends with a NUL and lives until the
 * next call. False at the end, and when the rest cannot be read: *failed. */
bool file_dir_next(struct file_dir *dir, struct str *name, enum file_kind *kind, bool *failed);
/* file_look() at one of its entries, or at what could be one. */
struct file_look file_dir_look(const struct file_dir *dir, const char *name);
void file_dir_close(struct file_dir *dir);
/* Put where the program is into *out, found as execvp() would, but only in absolute directories of PATH:
 * never in the repository that we look at. False when it is nowhere. */
bool file_program(const char *name, struct buf *out);
/* A program to be run. */
struct file_command {
	const char *dir;         /* where it runs */
	const char *const *argv; /* argv[0] is found in PATH by file_program(); ends with NULL */
	const char *const *
		changes; /* of its environment: "NAME=value", or "NAME", which it is not to have, each
	                               name once; ends with NULL. NULL: it has ours */
};
/* Run it with `input` on its standard input; append its
 * standard output to *out, and tell whether there was anything on its standard error (NULL: it has
 * none). False when it cannot be run or does not exit with 0; *out is as before then. No shell is
 * involved. Any thread. */
bool file_run(const struct file_command *command, struct str input, struct buf *out,
              bool *complained, struct err *err);

#endif
