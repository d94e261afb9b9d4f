/*
 * faults.c - a library to be preloaded: the n-th call of a kind fails, as a full disk or memory makes it.
 *
 * SHORING_FAULT is "KIND:N" (N from 1; 0 for none). "interrupt" is a call that a signal interrupts and that is to
 * be made again, "full" a disk on which nothing can be written from that call on; with "short", every read and
 * write does half of what it is asked for, whatever N. SHORING_FAULT_COUNT is a file that the number of calls
 * of that kind is written to at the end. Only the program named shoring is meddled with: its children
 * are not. Needs the GNU C library.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *at, size_t size);
/* LeakSanitizer's, where the program has it: it must know of all memory. */
extern void *__interceptor_malloc(size_t size) __attribute__((weak));
extern void *__interceptor_calloc(size_t n, size_t size) __attribute__((weak));
extern void *__interceptor_realloc(void *at, size_t size) __attribute__((weak));

static char kind[32];
static long fails_at;
static bool active;
static atomic_long count;

__attribute__((constructor)) static void
begin(void)
{
	const char *fault = getenv("SHORING_FAULT");
	const char *colon = fault != NULL ? strchr(fault, ':') : NULL;

	if (colon == NULL || (size_t)(colon - fault) >= sizeof(kind) ||
	    strcmp(program_invocation_short_name, "shoring") != 0)
		return;
	memcpy(kind, fault, (size_t)(colon - fault));
	fails_at = strtol(colon + 1, NULL, 10);
	active = true;
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("SHORING_FAULT_COUNT");
	char text[32];
	bool was = active;

	active = false;
	if (!was || path == NULL)
		return;
	int len = snprintf(text, sizeof(text), "%ld", atomic_load(&count));
	long fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd >= 0 && len > 0)
		(void)syscall(SYS_write, (int)fd, text, (size_t)len);
}

/* Is this the call that fails? Sets errno. */
static bool
fails(const char *of, int error)
{
	if (!active || strcmp(of, kind) != 0 || atomic_fetch_add(&count, 1) + 1 != fails_at)
		return false;
	errno = error;
	return true;
}

/* Is this the call that a signal interrupts? */
static bool
interrupted(void)
{
	return fails("interrupt", EINTR);
}

/* Is this a write to a full disk? */
static bool
is_full(void)
{
	if (!active || strcmp(kind, "full") != 0 || atomic_fetch_add(&count, 1) + 1 < fails_at ||
	    fails_at == 0)
		return false;
	errno = ENOSPC;
	return true;
}

static size_t
at_once(size_t n)
{
	return active && strcmp(kind, "short") == 0 && n > 1 ? n / 2 : n;
}

static void *
real(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

void *
malloc(size_t size)
{
	if (fails("memory", ENOMEM))
		return NULL;
	return __interceptor_malloc != NULL ? __interceptor_malloc(size) : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	if (fails("memory", ENOMEM))
		return NULL;
	return __interceptor_calloc != NULL
	               ? __interceptor_calloc(n, size)
	               : __libc_calloc(n, size);
}

void *
realloc(void *at, size_t size)
{
	if (fails("memory", ENOMEM))
		return NULL;
	return __interceptor_realloc != NULL
	               ? __interceptor_realloc(at, size)
	               : __libc_realloc(at, size);
}

#define OPEN(name)                                                                 \
	int name(const char *path, int flags, ...)                                 \
	{                                                                          \
		va_list ap;                                                        \
                                                                                   \
		va_start(ap, flags);                                               \
		unsigned mode = (flags & O_CREAT) != 0 ? va_arg(ap, unsigned) : 0; \
		va_end(ap);                                                        \
		if (fails("open", (flags & O_CREAT) != 0 ? ENOSPC : EMFILE))       \
			return -1;                                                 \
		return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);      \
	}
#define OPENAT(name)                                                               \
	int name(int dir, const char *path, int flags, ...)                        \
	{                                                                          \
		va_list ap;                                                        \
                                                                                   \
		va_start(ap, flags);                                               \
		unsigned mode = (flags & O_CREAT) != 0 ? va_arg(ap, unsigned) : 0; \
		va_end(ap);                                                        \
		if (fails("open", (flags & O_CREAT) != 0 ? ENOSPC : EMFILE))       \
			return -1;                                                 \
		return (int)syscall(SYS_openat, dir, path, flags, mode);           \
	}
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

/* A call that gives a number, and -1 when it fails. */
#define FAILING(type, name, of, error, params, args)              \
	type name params                                          \
	{                                                         \
		type(*next) params = (type(*) params)real(#name); \
		return fails(of, error) ? -1 : next args;         \
	}
/* One that may also be interrupted, or do less than it is asked for. */
#define SOME(type, name, of, error, params, args)                          \
	type name params                                                   \
	{                                                                  \
		type(*next) params = (type(*) params)real(#name);          \
		return interrupted() || fails(of, error) ? -1 : next args; \
	}
SOME(ssize_t, read, "read", EIO, (int fd, void *at, size_t n), (fd, at, at_once(n)))
FAILING(ssize_t, pread, "read", EIO, (int fd, void *at, size_t n, off_t from), (fd, at, n, from))

ssize_t
write(int fd, const void *at, size_t n)
{
	ssize_t (*next)(int, const void *, size_t) =
		(ssize_t(*)(int, const void *, size_t))real("write");

	if (interrupted() || is_full() || fails("write", ENOSPC))
		return -1;
	return next(fd, at, at_once(n));
}

FAILING(int, rename, "rename", EACCES, (const char *from, const char *to), (from, to))
FAILING(int, renameat, "rename", EACCES, (int d, const char *from, int e, const char *to),
        (d, from, e, to))
FAILING(int, fsync, "write", EIO, (int fd), (fd))
FAILING(int, fdatasync, "write", EIO, (int fd), (fd))
FAILING(int, ftruncate, "write", ENOSPC, (int fd, off_t size), (fd, size))
FAILING(int, fchmod, "write", EPERM, (int fd, mode_t mode), (fd, mode))
FAILING(int, mkdir, "mkdir", ENOSPC, (const char *path, mode_t mode), (path, mode))
FAILING(int, stat, "stat", EIO, (const char *path, struct stat *s), (path, s))
FAILING(int, stat64, "stat", EIO, (const char *path, struct stat64 *s), (path, s))
FAILING(int, lstat, "stat", EIO, (const char *path, struct stat *s), (path, s))
FAILING(int, lstat64, "stat", EIO, (const char *path, struct stat64 *s), (path, s))
FAILING(int, fstat, "stat", EIO, (int fd, struct stat *s), (fd, s))
FAILING(int, fstat64, "stat", EIO, (int fd, struct stat64 *s), (fd, s))
FAILING(int, fstatat, "stat", EIO, (int d, const char *p, struct stat *s, int f), (d, p, s, f))
FAILING(int, fstatat64, "stat", EIO, (int d, const char *p, struct stat64 *s, int f), (d, p, s, f))
FAILING(int, pipe, "process", EMFILE, (int fds[2]), (fds))
FAILING(int, pipe2, "process", EMFILE, (int fds[2], int flags), (fds, flags))
FAILING(pid_t, fork, "process", EAGAIN, (void), ())
SOME(int, poll, "poll", ENOMEM, (struct pollfd * fds, unsigned long n, int wait), (fds, n, wait))
SOME(pid_t, waitpid, "wait", ECHILD, (pid_t pid, int *status, int options), (pid, status, options))
FAILING(int, munmap, "unmap", EINVAL, (void *at, size_t n), (at, n))

/* A call that gives a pointer. */
#define MISSING(type, name, of, error, failed, params, args)      \
	type name params                                          \
	{                                                         \
		type(*next) params = (type(*) params)real(#name); \
		return fails(of, error) ? failed : next args;     \
	}
MISSING(DIR *, opendir, "list", EMFILE, NULL, (const char *path), (path))
MISSING(DIR *, fdopendir, "list", ENOMEM, NULL, (int fd), (fd))
MISSING(struct dirent *, readdir, "list", EIO, NULL, (DIR * d), (d))
MISSING(struct dirent64 *, readdir64, "list", EIO, NULL, (DIR * d), (d))
MISSING(char *, realpath, "realpath", EACCES, NULL, (const char *path, char *out), (path, out))
MISSING(void *, mmap, "map", ENOMEM, MAP_FAILED,
        (void *at, size_t n, int p, int f, int fd, off_t o), (at, n, p, f, fd, o))
MISSING(void *, mmap64, "map", ENOMEM, MAP_FAILED,
        (void *at, size_t n, int p, int f, int fd, off64_t o), (at, n, p, f, fd, o))

int
pthread_create(pthread_t *out, const pthread_attr_t *attr, void *(*run)(void *), void *what)
{
	int (*next)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) = (int (*)(
		pthread_t *, const pthread_attr_t *, void *(*)(void *),
		void *))real("pthread_create");

	return fails("thread", EAGAIN) ? EAGAIN : next(out, attr, run, what);
}
