/*
 * file_run.c - file_run(): a child process, fed and read at the same time.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

extern char **environ;

#define OUTPUT_LIMIT ((size_t)1024 * 1024 * 1024) /* bytes */
#define READ_STEP    ((size_t)64 * 1024)

/* Descriptors of one run; -1 is closed. */
struct run {
	const char *program;
	const char *const *argv;
	const char **environment;
	int to_child[2], from_child[2]; /* as pipe() has them: [0] to read, [1] to write */
	int complaints[2];              /* its standard error; [0] is closed where nobody asks */
	int dir;
	bool complained;
};

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

static void
run_close(struct run *r)
{
	close_fd(&r->to_child[0]);
	close_fd(&r->to_child[1]);
	close_fd(&r->from_child[0]);
	close_fd(&r->from_child[1]);
	close_fd(&r->complaints[0]);
	close_fd(&r->complaints[1]);
	close_fd(&r->dir);
}

/* The descriptor above the standard three, closed on exec, so that the child can put it in their
 * place. */
static bool
raise_fd(int *fd)
{
	int raised = fcntl(*fd, F_DUPFD_CLOEXEC, 3);

	close_fd(fd);
	*fd = raised;
	return raised >= 0;
}

static bool
open_pipe(int ends[2])
{
	if (pipe(ends) != 0) {
		ends[0] = ends[1] = -1;
		return false;
	}
	return raise_fd(&ends[0]) && raise_fd(&ends[1]);
}

static bool
open_fd(int *fd, const char *path, int flags)
{
	*fd = open(path, flags | O_CLOEXEC);
	return *fd >= 0 && raise_fd(fd);
}

/* Our ends must never make us wait. */
static bool
set_nonblocking(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	return flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0;
}

bool
file_program(const char *name, struct buf *out)
{
	const char *path = getenv("PATH");
	struct str rest, dir;

	if (strchr(name, '/') != NULL) {
		buf_put(out, name, strlen(name));
		return true;
	}
	if (path == NULL || *path == '\0')
		path = "/usr/local/bin:/usr/bin:/bin";
	rest = str_of(path);
	while (str_cut(&rest, ':', &dir)) {
		if (dir.len == 0 || dir.at[0] != '/')
			continue;
		buf_clear(out);
		buf_str(out, dir);
		buf_char(out, '/');
		buf_put(out, name, strlen(name));
		if (access(out->at, X_OK) == 0)
			return true;
	}
	return false;
}

/* The part before its value. */
static struct str
name_of(const char *setting)
{
	return str_before(str_of(setting), '=');
}

/* Our environment, changed. */
static const char **
environment_with(struct arena *a, const char *const *changes)
{
	size_t ours = 0, changed = 0, count = 0;

	while (environ != NULL && environ[ours] != NULL)
		ours++;
	while (changes != NULL && changes[changed] != NULL)
		changed++;
	const char **all = arena_array(a, const char *, ours + changed + 1);

	for (size_t i = 0; i < ours; i++) {
		bool kept = true;

		for (size_t k = 0; kept && k < changed; k++)
			kept = !str_eq(name_of(environ[i]), name_of(changes[k]));
		if (kept)
			all[count++] = environ[i];
	}
	for (size_t k = 0; k < changed; k++)
		if (strchr(changes[k], '=') != NULL)
			all[count++] = changes[k];
	return all;
}

/* Only what POSIX allows between fork() and exec() where there are threads. */
static void
run_child(const struct run *r, const sigset_t *signals)
{
	union {
		const char *const *ours;
		char *const *theirs; /* execve() promises not to write, but cannot say so */
	} args = { .ours = r->argv }, environment = { .ours = r->environment };

	if (fchdir(r->dir) == 0 && dup2(r->to_child[0], 0) == 0 && dup2(r->from_child[1], 1) == 1 &&
	    dup2(r->complaints[1], 2) == 2) {
		(void)sigprocmask(SIG_SETMASK, signals, NULL);
		(void)execve(r->program, args.theirs, environment.theirs);
	}
	_exit(127);
}

/* Write what the child takes now. */
static void
feed(struct run *r, struct str *input)
{
	ssize_t n = write(r->to_child[1], input->at, input->len);

	if (n >= 0)
		*input = (struct str){ input->at + n, input->len - (size_t)n };
	else if (errno == EAGAIN || errno == EINTR)
		return;
	else
		input->len = 0; /* it does not want the rest */
	if (input->len == 0)
		close_fd(&r->to_child[1]);
}

/* Read what the child says now; false when it says too much, or reading fails. */
static bool
drain(struct run *r, struct buf *out, size_t before)
{
	ssize_t n = read(r->from_child[0], buf_need(out, READ_STEP), READ_STEP);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	if (n == 0)
		close_fd(&r->from_child[0]);
	out->len += (size_t)n;
	out->at[out->len] = '\0';
	return out->len - before <= OUTPUT_LIMIT;
}

/* What it complains of is not kept. */
static bool
hear(struct run *r)
{
	char said[512];
	ssize_t n = read(r->complaints[0], said, sizeof(said));

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	if (n == 0)
		close_fd(&r->complaints[0]);
	r->complained = r->complained || n > 0;
	return true;
}

/* Feed and read until all are done. */
static bool
converse(struct run *r, struct str input, struct buf *out)
{
	size_t before = out->len;

	if (input.len == 0)
		close_fd(&r->to_child[1]);
	while (r->to_child[1] >= 0 || r->from_child[0] >= 0 || r->complaints[0] >= 0) {
		/* poll() passes over a descriptor of -1. */
		struct pollfd fds[] = {
			{ .fd = r->to_child[1], .events = POLLOUT },
			{ .fd = r->from_child[0], .events = POLLIN },
			{ .fd = r->complaints[0], .events = POLLIN },
		};

		if (poll(fds, countof(fds), -1) < 0) {
			if (errno == EINTR)
				continue;
			return false;
		}
		if (fds[0].revents != 0)
			feed(r, &input);
		if (fds[1].revents != 0 && !drain(r, out, before))
			return false;
		if (fds[2].revents != 0 && !hear(r))
			return false;
	}
	return true;
}

static bool
run_wait(pid_t pid, const char *name, struct err *err)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_set(err, "%s: its exit status is lost", name);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status))
		return err_set(err, "%s: exit status %d", name, WEXITSTATUS(status));
	return err_set(err, "%s: ended by signal %d", name, WTERMSIG(status));
}

/* Start the program and talk with it. Writing to a child that has closed its input is no reason to
 * die: SIGPIPE is held back, for this thread alone, and taken away before it is let through. */
static bool
run_talk(struct run *r, struct str input, struct buf *out, struct err *err)
{
	sigset_t none, mask, before, after;
	int caught;

	(void)sigemptyset(&none);
	(void)sigaddset(&none, SIGPIPE);
	(void)pthread_sigmask(SIG_BLOCK, &none, &mask);
	(void)sigpending(&before);

	pid_t pid = fork();
	if (pid == 0)
		run_child(r, &mask);
	close_fd(&r->to_child[0]);
	close_fd(&r->from_child[1]);
	close_fd(&r->complaints[1]);
	bool talked = pid > 0 && converse(r, input, out);

	(void)sigpending(&after);
	if (sigismember(&after, SIGPIPE) == 1 && sigismember(&before, SIGPIPE) == 0)
		(void)sigwait(&none, &caught);
	(void)pthread_sigmask(SIG_SETMASK, &mask, NULL);
	if (pid < 0)
		return err_set(err, "%s: no process can be started", r->argv[0]);
	if (!talked)
		(void)kill(pid, SIGKILL);
	return run_wait(pid, r->argv[0], err) &&
	       (talked || err_set(err, "%s: its output cannot be read", r->argv[0]));
}

/* The pipes of the run; false when there are too many open files. */
static bool
open_all(struct run *r, bool listening)
{
	return open_pipe(r->to_child) && open_pipe(r->from_child) &&
	       (listening ? open_pipe(r->complaints)
	                  : open_fd(&r->complaints[1], "/dev/null", O_WRONLY)) &&
	       set_nonblocking(r->to_child[1]) && set_nonblocking(r->from_child[0]) &&
	       (!listening || set_nonblocking(r->complaints[0]));
}

bool
file_run(const struct file_command *command, struct str input, struct buf *out, bool *complained,
         struct err *err)
{
	const char *const *argv = command->argv;
	struct arena scratch = { 0 };
	struct run r = {
		.argv = argv,
		.environment = environment_with(&scratch, command->changes),
		.to_child = { -1, -1 },
		.from_child = { -1, -1 },
		.complaints = { -1, -1 },
		.dir = -1,
	};
	struct buf program = { 0 };
	size_t before = out->len;
	bool ok;

	if (!file_program(argv[0], &program)) {
		ok = err_set(err, "%s: not found in PATH", argv[0]);
	} else if (!open_fd(&r.dir, command->dir, O_RDONLY | O_DIRECTORY)) {
		ok = err_set(err, "%s: not a directory that can be entered", command->dir);
	} else if (!open_all(&r, complained != NULL)) {
		ok = err_set(err, "%s: too many open files", argv[0]);
	} else {
		r.program = program.at;
		ok = run_talk(&r, input, out, err);
	}
	run_close(&r);
	buf_release(&program);
	arena_release(&scratch);
	if (!ok)
		out->len = before;
	if (complained != NULL)
		*complained = r.complained;
	return ok;
}
