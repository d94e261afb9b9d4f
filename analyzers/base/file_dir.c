/*
 * file_dir.c - what is in a directory.
 */
#define _GNU_SOURCE /* the kinds of entries, and O_PATH, where the system has them */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/file_stat.h"
#include "base/vec.h"

static DIR *
open_with(const char *path, int flags)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	int code = errno;

	if (dir == NULL && fd >= 0)
		(void)close(fd);
	errno = code;
	return dir;
}

/* The next entry but "." and ".."; NULL at the end, with errno where it is not the end. */
static const struct dirent *
next_entry(DIR *dir)
{
	for (;;) {
		errno = 0;
		const struct dirent *d = readdir(dir);
		if (d == NULL || (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0))
			return d;
	}
}

bool
file_dir_open(struct file_dir *out, const char *path)
{
	DIR *stream = open_with(path, O_NOFOLLOW);

	*out = (struct file_dir){ .stream = stream, .fd = stream != NULL ? dirfd(stream) : -1 };
	return stream != NULL;
}

#ifdef O_PATH
#define REACH (O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
#else
#define REACH (O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
#endif

bool
file_dir_reach(struct file_dir *out, const char *path)
{
	*out = (struct file_dir){ .fd = open(path, REACH) };
	return out->fd >= 0;
}

bool
file_dir_reach_from(struct file_dir *out, const struct file_dir *from, struct str path,
                    struct buf *way, bool few)
{
	buf_clear(way);
	buf_str(way, path.len > 0 ? path : STR("."));
	*out = (struct file_dir){ .fd = from->fd, .way = way, .way_len = way->len };
	if (!few)
		*out = (struct file_dir){ .fd = openat(from->fd, way->at, REACH) };
	return out->fd >= 0;
}

bool
file_dir_stamp(const struct file_dir *dir, struct file_dir_stamp *out)
{
	struct stat st;
	int failed = dir->way != NULL ? fstatat(dir->fd, dir->way->at, &st, AT_SYMLINK_NOFOLLOW)
	                              : fstat(dir->fd, &st);

	if (failed != 0 || !S_ISDIR(st.st_mode))
		return false;
	out->device = (uint64_t)st.st_dev;
	out->inode = (uint64_t)st.st_ino;
	file_stat_times(&st, &out->modified, &out->changed);
	return true;
}

bool
file_dirs_tell(const char *path, uint64_t *device)
{
#ifdef __linux__
	/* statfs(2). Those over a network answer from memory, for a while; of others nothing is known. */
	static const unsigned long known[] = {
		0xEF53,     /* ext2, ext3, ext4 */
		0x58465342, /* XFS */
		0x9123683E, /* Btrfs */
		0x01021994, /* tmpfs */
		0xF2F52010, /* F2FS */
		0x794C7630, /* overlayfs */
	};
	struct statfs system;
	struct stat st;

	if (stat(path, &st) != 0 || statfs(path, &system) != 0)
		return false;
	*device = (uint64_t)st.st_dev;
	for (size_t i = 0; i < countof(known); i++)
		if ((unsigned long)system.f_type == known[i])
			return true;
#else
	(void)path, (void)device;
#endif
	return false;
}

bool
file_dir_is_own(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid();
}

/* What the directory itself says of the entry; UNKNOWN when it says nothing. */
static enum file_kind
kind_said(const struct dirent *d)
{
#ifdef DT_DIR
	switch (d->d_type) {
	case DT_REG:
		return FILE_REGULAR;
	case DT_DIR:
		return FILE_DIRECTORY;
	case DT_LNK:
		return FILE_LINK;
	case DT_UNKNOWN:
		return FILE_UNKNOWN;
	default:
		return FILE_OTHER;
	}
#else
	(void)d;
	return FILE_UNKNOWN;
#endif
}

bool
file_dir_next(struct file_dir *dir, struct str *name, enum file_kind *kind, bool *failed)
{
	const struct dirent *d = next_entry(dir->stream);

	*failed = d == NULL && errno != 0;
	if (d == NULL)
		return false;
	*name = str_of(d->d_name);
	*kind = kind_said(d);
	if (*kind == FILE_UNKNOWN)
		*kind = file_dir_look(dir, d->d_name).kind;
	return true;
}

struct file_look
file_dir_look(const struct file_dir *dir, const char *name)
{
	if (dir->way == NULL)
		return file_look_at(dir->fd, name);
	dir->way->len = dir->way_len;
	buf_char(dir->way, '/');
	buf_str(dir->way, str_of(name));
	return file_look_at(dir->fd, dir->way->at);
}

void
file_dir_close(struct file_dir *dir)
{
	if (dir->stream != NULL)
		(void)closedir(dir->stream);
	else if (dir->way == NULL)
		(void)close(dir->fd);
	*dir = (struct file_dir){ .fd = -1 };
}

struct entry {
	struct str name;
	enum file_kind kind;
};

VEC(entries, struct entry);

static int
entry_order(const void *a, const void *b)
{
	return str_order(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

/* All of the directory but "." and "..", in its own order. 0 or errno. */
static int
read_entries(struct arena *a, DIR *dir, struct entries *out)
{
	for (;;) {
		const struct dirent *d = next_entry(dir);
		struct stat st;

		if (d == NULL)
			return errno;

		struct entry e = { .kind = FILE_NONE };
		if (fstatat(dirfd(dir), d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
			e.kind = file_stat_kind(&st);
		else if (errno == ENOENT)
			continue; /* gone in the meantime */
		e.name = str_keep(a, str_of(d->d_name));
		*vec_push(a, out) = e;
	}
}

bool
file_list(const char *path, bool (*fn)(void *ctx, struct str name, enum file_kind kind), void *ctx,
          struct err *err)
{
	struct entries entries = { 0 };
	struct arena a = { 0 };
	DIR *dir = open_with(path, 0);
	int code = dir != NULL ? read_entries(&a, dir, &entries) : errno;

	if (dir != NULL)
		(void)closedir(dir);
	if (code == 0 && entries.count > 0)
		qsort(entries.at, entries.count, sizeof(*entries.at), entry_order);
	for (uint32_t i = 0; code == 0 && i < entries.count; i++)
		if (!fn(ctx, entries.at[i].name, entries.at[i].kind))
			break;
	arena_release(&a);
	return code == 0 || file_fail(err, path, code);
}
