/*
 * file.c - reading and writing with POSIX calls, and saying what went wrong.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file_stat.h"

#define READ_STEP       ((size_t)64 * 1024)
#define TEMPORARY_TRIES 100
/* Not to wait for the writer of a FIFO, nor to make a terminal ours. */
#define OPEN_FLAGS (O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)

bool
file_fail(struct err *err, const char *path, int code)
{
	char why[128];
	size_t len = strlen(path), most = 300;

	if (strerror_r(code, why, sizeof(why)) != 0)
		snprintf(why, sizeof(why), "error %d", code);
	if (len > most)
		return err_set(err, "...%s: %s", path + len - most, why);
	return err_set(err, "%s: %s", path, why);
}

/* Append what fd has, up to limit bytes. 0, an errno, or EFBIG. */
static int
read_all(int fd, size_t expected, size_t limit, struct buf *out)
{
	size_t before = out->len;

	(void)buf_need(out, expected < limit ? expected + 1 : limit);
	for (;;) {
		size_t room = out->room - out->len - 1;

		if (room == 0) {
			(void)buf_need(out, READ_STEP);
			continue;
		}
		ssize_t n = read(fd, out->at + out->len, room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			break;
		out->len += (size_t)n;
		if (out->len - before > limit)
			return EFBIG;
		if (out->len - before == expected)
			break; /* all that there was: no need to hear that it ends */
	}
	out->at[out->len] = '\0';
	return 0;
}

/* What was opened with these flags, or could not be: it is read and closed. */
static bool
read_open(int fd, const char *path, int flags, size_t limit, struct buf *out, struct err *err)
{
	size_t before = out->len;
	struct stat st;
	int code = 0;

	if (fd < 0 && errno == ELOOP && flags == O_NOFOLLOW)
		return err_set(err, "%s: a link, or too many", path);
	if (fd < 0)
		return file_fail(err, path, errno);
	if (fstat(fd, &st) != 0) {
		code = errno;
	} else if (!S_ISREG(st.st_mode)) {
		(void)close(fd);
		return err_set(err, "%s: not a regular file", path);
	} else if (st.st_size > 0 && (uintmax_t)st.st_size > limit) {
		code = EFBIG;
	} else {
		code = read_all(fd, (size_t)st.st_size, limit, out);
	}
	(void)close(fd);
	if (code == 0)
		return true;

	out->len = before;
	if (code == EFBIG)
		return err_set(err, "%s: larger than %zu bytes", path, limit);
	return file_fail(err, path, code);
}

static bool
read_with(const char *path, int flags, size_t limit, struct buf *out, struct err *err)
{
	return read_open(open(path, OPEN_FLAGS | flags), path, flags, limit, out, err);
}

bool
file_read(const char *path, size_t limit, struct buf *out, struct err *err)
{
	return read_with(path, 0, limit, out, err);
}

bool
file_read_plain(const char *path, size_t limit, struct buf *out, struct err *err)
{
	return read_with(path, O_NOFOLLOW, limit, out, err);
}

struct file_root
file_root_open(const char *path)
{
	return (struct file_root){
		.fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
		.skip = strlen(path) + 1,
	};
}

void
file_root_close(struct file_root *root)
{
	if (root->fd >= 0)
		(void)close(root->fd);
	root->fd = -1;
}

/* Is all that fd has as many bytes as that? They are appended to *out then. */
static bool
read_exactly(int fd, size_t size, struct buf *out)
{
	ssize_t n;

	/* One more, so that it would be seen that there are more. */
	(void)buf_need(out, size + 1);
	do
		n = read(fd, out->at + out->len, size + 1);
	while (n < 0 && errno == EINTR);
	if (n >= 0 && (size_t)n == size)
		out->len += size;
	out->at[out->len] = '\0';
	return n >= 0 && (size_t)n == size;
}

bool
file_read_seen(const struct file_root *root, const char *path, size_t size, size_t limit,
               struct buf *out, struct err *err)
{
	bool done = false;
	int fd = -1;

	if (root->fd >= 0 && size <= limit)
		fd = openat(root->fd, path + root->skip, OPEN_FLAGS | O_NOFOLLOW);
	/* A FIFO that came in the meantime would seem to be empty, too. */
	if (fd >= 0 && size == 0)
		return read_open(fd, path, O_NOFOLLOW, limit, out, err);
	if (fd >= 0) {
		done = read_exactly(fd, size, out);
		(void)close(fd);
	}
	return done || file_read_plain(path, limit, out, err);
}

/* Create a file of its own beside `path`: its name in *name, its descriptor, or -1 and errno. */
static int
temporary_open(const char *path, mode_t mode, struct buf *name)
{
	const char *slash = strrchr(path, '/');
	size_t dir = slash != NULL ? (size_t)(slash - path) + 1 : 0;

	for (unsigned i = 0; i < TEMPORARY_TRIES; i++) {
		buf_clear(name);
		buf_put(name, path, dir);
		buf_printf(name, ".shoring-%ld-%u.tmp", (long)getpid(), i);

		int fd = open(name->at, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

/* 0 or errno. */
static int
write_all(int fd, struct str bytes)
{
	while (bytes.len > 0) {
		ssize_t n = write(fd, bytes.at, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		bytes = (struct str){ bytes.at + n, bytes.len - (size_t)n };
	}
	return 0;
}

/* Write all of it to the disk, with the mode and owner of *old where there is one. 0 or errno. */
static int
temporary_fill(int fd, struct str bytes, const struct stat *old)
{
	int code = write_all(fd, bytes);

	if (code != 0)
		return code;
	if (old != NULL) {
		mode_t mode = old->st_mode & 07777;

		/* Only root may give files away; then it is ours, without the power of its owner. */
		if (fchown(fd, old->st_uid, old->st_gid) != 0)
			mode &= 0777;
		if (fchmod(fd, mode) != 0)
			return errno;
	}
	return fsync(fd) == 0 ? 0 : errno;
}

/* Have the new name on the disk too. Not every file system can, and the file is whole anyway. */
static void
sync_directory(struct buf *name)
{
	char *slash = strrchr(name->at, '/');

	if (slash != NULL)
		slash[slash == name->at] = '\0';
	int fd = open(slash != NULL ? name->at : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	(void)fsync(fd);
	(void)close(fd);
}

/* The temporary file is filled, or not: `code`. Rename it, or take it away. 0 or errno. */
static int
temporary_close(int fd, const struct buf *name, const char *path, int code)
{
	if (close(fd) != 0 && code == 0)
		code = errno;
	if (code == 0 && rename(name->at, path) != 0)
		code = errno;
	if (code != 0)
		(void)unlink(name->at);
	return code;
}

/* Put the bytes in place of `path`, which is no link. 0 or errno. */
static int
replace(const char *path, struct str bytes, const struct stat *old)
{
	struct buf name = { 0 };
	/* Until it has its owner, what it holds is for nobody else. */
	int fd = temporary_open(path, old != NULL ? 0600 : 0666, &name);
	int code = errno;

	if (fd >= 0) {
		code = temporary_close(fd, &name, path, temporary_fill(fd, bytes, old));
		if (code == 0)
			sync_directory(&name);
	}
	buf_release(&name);
	return code;
}

bool
file_replace(const char *path, struct str bytes, struct err *err)
{
	struct buf name = { 0 };
	int fd = temporary_open(path, 0600, &name);
	int code = errno;

	if (fd >= 0)
		code = temporary_close(fd, &name, path, write_all(fd, bytes));
	buf_release(&name);
	return code == 0 || file_fail(err, path, code);
}

bool
file_remove(const char *path, struct err *err)
{
	return unlink(path) == 0 || file_fail(err, path, errno);
}

bool
file_make_dirs(const char *path, struct err *err)
{
	struct buf part = { 0 };
	int code = 0;

	for (const char *at = path; code == 0 && *at != '\0';) {
		size_t len = strcspn(at + 1, "/") + 1;

		buf_put(&part, at, len);
		at += len;
		if (mkdir(part.at, 0700) != 0 && errno != EEXIST)
			code = errno;
	}
	buf_release(&part);
	return code == 0 || file_fail(err, path, code);
}

/* Where to write for `path`, links followed, in *target; *st is what is there. False and why when it
 * may not be replaced. */
static bool
find_target(const char *path, struct buf *target, struct stat *st, bool *exists, struct err *err)
{
	*exists = lstat(path, st) == 0;
	if (!*exists && errno != ENOENT)
		return file_fail(err, path, errno);
	if (*exists && S_ISLNK(st->st_mode)) {
		if (!file_canonical(path, target, err))
			return false;
		if (lstat(target->at, st) != 0)
			return file_fail(err, path, errno);
	} else {
		buf_put(target, path, strlen(path));
	}
	if (*exists && !S_ISREG(st->st_mode))
		return err_set(err, "%s: not a regular file", path);
	/* Renaming would replace a file that may not be written. */
	if (*exists && access(target->at, W_OK) != 0)
		return file_fail(err, path, errno);
	return true;
}

bool
file_write(const char *path, struct str bytes, struct err *err)
{
	struct buf target = { 0 };
	struct stat st;
	bool exists;
	bool done = find_target(path, &target, &st, &exists, err);

	if (done) {
		int code = replace(target.at, bytes, exists ? &st : NULL);

		done = code == 0 || file_fail(err, path, code);
	}
	buf_release(&target);
	return done;
}

bool
file_write_plain(const char *path, struct str bytes, struct err *err)
{
	if (file_kind(path) == FILE_LINK)
		return err_set(err, "%s: a link", path);
	return file_write(path, bytes, err);
}

bool
file_output(const char *path, struct str bytes, struct err *err)
{
	struct stat st;
	int fd, code;

	/* In /dev it is the open file that is meant, whatever it has been redirected to. */
	if (stat(path, &st) != 0 || S_ISDIR(st.st_mode) ||
	    (S_ISREG(st.st_mode) && strncmp(path, "/dev/", 5) != 0))
		return file_write(path, bytes, err);
	fd = open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return file_fail(err, path, errno);
	code = write_all(fd, bytes);
	if (close(fd) != 0 && code == 0)
		code = errno;
	return code == 0 || file_fail(err, path, code);
}

bool
file_canonical(const char *path, struct buf *out, struct err *err)
{
	char *real = realpath(path, NULL);

	if (real == NULL)
		return file_fail(err, path, errno);
	buf_put(out, real, strlen(real));
	free(real);
	return true;
}
