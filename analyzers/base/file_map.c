/*
 * file_map.c - files that are believed to be as they were: stamps, and mapping our own.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/file_stat.h"

#define NS_A_SECOND ((int64_t)1000000000)

#ifdef __APPLE__
#define MODIFIED(st) ((st)->st_mtimespec)
#define CHANGED(st)  ((st)->st_ctimespec)
#else
#define MODIFIED(st) ((st)->st_mtim)
#define CHANGED(st)  ((st)->st_ctim)
#endif

static int64_t
nanoseconds(struct timespec t)
{
	const int64_t most = INT64_MAX / NS_A_SECOND - 1;
	int64_t seconds = t.tv_sec > most ? most : t.tv_sec < -most ? -most : (int64_t)t.tv_sec;

	return seconds * NS_A_SECOND + t.tv_nsec;
}

void
file_stat_times(const struct stat *st, int64_t *modified, int64_t *changed)
{
	*modified = nanoseconds(MODIFIED(st));
	*changed = nanoseconds(CHANGED(st));
}

struct file_look
file_look_at(int dir, const char *name)
{
	struct file_look look = { .kind = FILE_NONE };
	struct stat st;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
		bool known = errno == ENOENT || errno == ENOTDIR || errno == EACCES ||
		             errno == ELOOP || errno == ENAMETOOLONG;

		look.kind = known ? FILE_NONE : FILE_UNKNOWN;
		return look;
	}
	look.kind = file_stat_kind(&st);
	if (look.kind == FILE_REGULAR) {
		look.stamp.size = (uint64_t)st.st_size;
		look.stamp.inode = (uint64_t)st.st_ino;
		file_stat_times(&st, &look.stamp.modified, &look.stamp.changed);
	}
	return look;
}

struct file_look
file_look(const char *path)
{
	return file_look_at(AT_FDCWD, path);
}

bool
file_is_hidden(const char *path)
{
	struct stat st;

	return lstat(path, &st) != 0 && (errno == EACCES || errno == ENAMETOOLONG);
}

enum file_kind
file_kind(const char *path)
{
	return file_look(path).kind;
}

bool
file_stamp(const char *path, struct file_stamp *out)
{
	struct file_look look = file_look(path);

	*out = look.stamp;
	return look.kind == FILE_REGULAR;
}

int64_t
file_now(void)
{
	struct timespec now = { 0 };

	return clock_gettime(CLOCK_REALTIME, &now) == 0 ? nanoseconds(now) : 0;
}

struct mapping {
	void *at;
	size_t len;
};

static void
unmap(void *what)
{
	const struct mapping *m = what;

	(void)munmap(m->at, m->len);
}

/* A file of the user's, which nobody else could have written. */
static bool
is_own(const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_uid == geteuid() &&
	       (st->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool
file_map_own(struct arena *a, const char *path, size_t limit, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
	struct stat st;
	void *at = MAP_FAILED;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && is_own(&st) && st.st_size > 0 && (uintmax_t)st.st_size <= limit)
		at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	(void)close(fd);
	if (at == MAP_FAILED)
		return false;

	struct mapping *m = arena_new(a, struct mapping);
	*m = (struct mapping){ at, (size_t)st.st_size };
	arena_on_release(a, unmap, m);
	*out = (struct str){ m->at, m->len };
	return true;
}
