/*
 * test_file.c - base/file.h.
 */
#include "test.h"

#include <sys/stat.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/pool.h"

/* A directory of its own for a case; its path is short. */
struct place {
	char dir[64];
	struct arena a;
};

static struct place
place_new(void)
{
	struct place p = { .dir = "/tmp/shoring-unit-XXXXXX" };

	if (mkdtemp(p.dir) == NULL)
		abort();
	return p;
}

static const char *
in(struct place *p, const char *name)
{
	return arena_printf(&p->a, "%s/%s", p->dir, name);
}

static bool
remove_entry(void *ctx, struct str name, enum file_kind kind)
{
	struct place *p = ctx;
	const char *path = in(p, name.at);

	return kind == FILE_DIRECTORY ? rmdir(path) == 0 : unlink(path) == 0;
}

static void
place_remove(struct test *t, struct place *p)
{
	struct err err;

	EXPECT(file_list(p->dir, remove_entry, p, &err));
	EXPECT(rmdir(p->dir) == 0);
	arena_release(&p->a);
}

static bool
says(const struct err *err, const char *what)
{
	return strstr(err->text, what) != NULL;
}

static void
kinds(struct test *t)
{
	struct place p = place_new();
	struct err err;

	EXPECT(file_write(in(&p, "file"), STR("x"), &err));
	EXPECT(symlink("file", in(&p, "link")) == 0);
	EXPECT(symlink("nowhere", in(&p, "dangling")) == 0);
	EXPECT(mkfifo(in(&p, "fifo"), 0600) == 0);
	EXPECT_INT(file_kind(in(&p, "file")), FILE_REGULAR);
	EXPECT_INT(file_kind(in(&p, "link")), FILE_LINK);
	EXPECT_INT(file_kind(in(&p, "dangling")), FILE_LINK);
	EXPECT_INT(file_kind(in(&p, "fifo")), FILE_OTHER);
	EXPECT_INT(file_kind(p.dir), FILE_DIRECTORY);
	EXPECT_INT(file_kind(in(&p, "none")), FILE_NONE);
	EXPECT_INT(file_kind(in(&p, "file/below")), FILE_NONE);
	EXPECT_INT(file_kind(""), FILE_NONE);
	place_remove(t, &p);
}

static void
reading(struct test *t)
{
	struct place p = place_new();
	struct buf b = { 0 };
	struct err err;

	EXPECT(file_write(in(&p, "file"), STR("a\0b"), &err));
	EXPECT(symlink("file", in(&p, "link")) == 0);
	buf_char(&b, '>');
	EXPECT(file_read(in(&p, "file"), 3, &b, &err));
	EXPECT(str_eq(buf_text(&b), STR(">a\0b")));
	EXPECT(file_read(in(&p, "link"), 100, &b, &err));
	EXPECT_INT(b.len, 7);
	EXPECT(file_read_plain(in(&p, "file"), 100, &b, &err));
	EXPECT_INT(b.len, 10);
	EXPECT(!file_read_plain(in(&p, "link"), 100, &b, &err));
	EXPECT(file_write(in(&p, "empty"), STR(""), &err));
	EXPECT(file_read(in(&p, "empty"), 0, &b, &err));
	EXPECT_INT(b.len, 10);
	buf_release(&b);
	place_remove(t, &p);
}

static void
not_reading(struct test *t)
{
	struct place p = place_new();
	struct buf b = { 0 };
	struct err err;

	buf_str(&b, STR("kept"));
	EXPECT(file_write(in(&p, "file"), STR("1234"), &err));
	EXPECT(mkfifo(in(&p, "fifo"), 0600) == 0);
	EXPECT(symlink("loop", in(&p, "loop")) == 0);
	EXPECT(!file_read(in(&p, "file"), 3, &b, &err) && says(&err, "larger than 3 bytes"));
	EXPECT(!file_read(in(&p, "none"), 9, &b, &err) && says(&err, "none: No such file"));
	EXPECT(!file_read(in(&p, "fifo"), 9, &b, &err) && says(&err, "not a regular file"));
	EXPECT(!file_read(p.dir, 9, &b, &err) && says(&err, "not a regular file"));
	EXPECT(!file_read("/dev/zero", 9, &b, &err) && says(&err, "not a regular file"));
	EXPECT(!file_read(in(&p, "loop"), 9, &b, &err));
	EXPECT(!file_read("", 9, &b, &err));
	EXPECT_STR(buf_text(&b), "kept");

	char *longest = arena_array(&p.a, char, 100001);
	memset(longest, 'x', 100000);
	EXPECT(!file_read(longest, 9, &b, &err) && says(&err, "xxx: "));
	buf_release(&b);
	place_remove(t, &p);
}

static void
writing_keeps_mode_and_links(struct test *t)
{
	struct place p = place_new();
	struct buf b = { 0 };
	struct err err;
	struct stat st;

	EXPECT(file_write(in(&p, "file"), STR("old"), &err));
	EXPECT(chmod(in(&p, "file"), 0741) == 0);
	EXPECT(file_write(in(&p, "file"), STR("newer"), &err));
	EXPECT(stat(in(&p, "file"), &st) == 0 && (st.st_mode & 07777) == 0741);
	EXPECT(symlink("file", in(&p, "link")) == 0);
	EXPECT(file_write(in(&p, "link"), STR("through"), &err));
	EXPECT_INT(file_kind(in(&p, "link")), FILE_LINK);
	EXPECT(file_read(in(&p, "file"), 99, &b, &err));
	EXPECT_STR(buf_text(&b), "through");
	EXPECT(stat(in(&p, "file"), &st) == 0 && (st.st_mode & 07777) == 0741);
	buf_release(&b);
	place_remove(t, &p);
}

static bool
count_entry(void *ctx, struct str name, enum file_kind kind)
{
	(void)name;
	(void)kind;
	++*(unsigned *)ctx;
	return true;
}

static void
not_writing(struct test *t)
{
	struct place p = place_new();
	struct err err;
	unsigned entries = 0;

	EXPECT(mkdir(in(&p, "dir"), 0700) == 0);
	EXPECT(symlink("nowhere", in(&p, "dangling")) == 0);
	EXPECT(mkfifo(in(&p, "fifo"), 0600) == 0);
	EXPECT(symlink("/dev/null", in(&p, "null")) == 0);
	EXPECT(!file_write(in(&p, "dir"), STR("x"), &err) && says(&err, "not a regular file"));
	EXPECT(!file_write(in(&p, "fifo"), STR("x"), &err) && says(&err, "not a regular file"));
	EXPECT(!file_write(in(&p, "null"), STR("x"), &err) && says(&err, "not a regular file"));
	EXPECT(!file_write("/dev/null", STR("x"), &err) && says(&err, "not a regular file"));
	EXPECT(file_output("/dev/null", STR("x"), &err));
	EXPECT(file_output(in(&p, "null"), STR("x"), &err));
	EXPECT(!file_output(in(&p, "dir"), STR("x"), &err) && says(&err, "not a regular file"));
	EXPECT(!file_output("/dev/full", STR("x"), &err) && says(&err, "No space"));
	EXPECT(!file_write(in(&p, "dangling"), STR("x"), &err));
	EXPECT(!file_write(in(&p, "none/file"), STR("x"), &err) && says(&err, "No such file"));
	/* Nothing is left behind. */
	EXPECT(file_list(p.dir, count_entry, &entries, &err));
	EXPECT_INT(entries, 4);
	place_remove(t, &p);
}

static void
write_many(void *ctx, size_t item, unsigned worker)
{
	struct place *p = ctx;
	char path[128];
	struct err err;

	(void)worker;
	snprintf(path, sizeof(path), "%s/%zu", p->dir, item % 3);
	for (unsigned i = 0; i < 10; i++)
		if (!file_write(path, i % 2 ? STR("1111111111") : STR("22222"), &err))
			abort();
}

static void
writing_at_once(struct test *t)
{
	struct place p = place_new();
	unsigned entries = 0;
	struct buf b = { 0 };
	struct err err;

	pool_each(4, 12, write_many, &p);
	EXPECT(file_list(p.dir, count_entry, &entries, &err));
	EXPECT_INT(entries, 3);
	EXPECT(file_read(in(&p, "0"), 99, &b, &err));
	EXPECT_STR(buf_text(&b), "1111111111");
	buf_release(&b);
	place_remove(t, &p);
}

static void
open_directory(struct test *t)
{
	struct place p = place_new();
	enum file_kind kind, kinds[3] = { FILE_NONE, FILE_NONE, FILE_NONE };
	struct file_dir dir;
	struct str name;
	struct err err;
	unsigned entries = 0;
	bool failed;

	EXPECT(file_write(in(&p, "a"), STR("four"), &err));
	EXPECT(mkdir(in(&p, "b"), 0700) == 0);
	EXPECT(symlink("b", in(&p, "c")) == 0);
	EXPECT(!file_dir_open(&dir, in(&p, "a")) && !file_dir_open(&dir, in(&p, "none")));
	EXPECT(!file_dir_open(&dir, in(&p, "c"))); /* though it leads to one */
	EXPECT(file_dir_open(&dir, p.dir));
	while (file_dir_next(&dir, &name, &kind, &failed)) {
		entries++;
		if (name.len == 1 && name.at[0] >= 'a' && name.at[0] <= 'c')
			kinds[name.at[0] - 'a'] = kind;
	}
	EXPECT(!failed);
	EXPECT_INT(entries, 3);
	EXPECT(kinds[0] == FILE_REGULAR && kinds[1] == FILE_DIRECTORY && kinds[2] == FILE_LINK);
	EXPECT(file_dir_look(&dir, "a").stamp.size == 4);
	EXPECT(file_dir_look(&dir, "a").stamp.inode == file_look(in(&p, "a")).stamp.inode);
	EXPECT(file_dir_look(&dir, "c").kind == FILE_LINK);
	EXPECT(file_dir_look(&dir, "none").kind == FILE_NONE);
	file_dir_close(&dir);
	place_remove(t, &p);
}

struct listing {
	struct buf text;
	unsigned most;
};

static bool
note_entry(void *ctx, struct str name, enum file_kind kind)
{
	struct listing *l = ctx;

	buf_printf(&l->text, STR_FMT "=%d ", STR_ARG(name), (int)kind);
	return --l->most > 0;
}

static void
listing(struct test *t)
{
	struct place p = place_new();
	struct listing l = { .most = 99 };
	struct err err;

	EXPECT(file_write(in(&p, "b"), STR(""), &err));
	EXPECT(file_write(in(&p, "B"), STR(""), &err));
	EXPECT(file_write(in(&p, "\xFF\n"), STR(""), &err));
	EXPECT(file_write(in(&p, ".x"), STR(""), &err));
	EXPECT(mkdir(in(&p, "a"), 0700) == 0);
	EXPECT(symlink("a", in(&p, "c")) == 0);
	EXPECT(file_list(p.dir, note_entry, &l, &err));
	EXPECT_STR(buf_text(&l.text), ".x=1 B=1 a=2 b=1 c=3 \xFF\n=1 ");
	buf_clear(&l.text);
	l.most = 2;
	EXPECT(file_list(p.dir, note_entry, &l, &err));
	EXPECT_STR(buf_text(&l.text), ".x=1 B=1 ");
	buf_clear(&l.text);
	l.most = 99;
	EXPECT(file_list(in(&p, "a"), note_entry, &l, &err));
	EXPECT(!file_list(in(&p, "b"), note_entry, &l, &err) && says(&err, "b: Not a directory"));
	EXPECT(!file_list(in(&p, "none"), note_entry, &l, &err) && says(&err, "No such file"));
	EXPECT_STR(buf_text(&l.text), "");
	buf_release(&l.text);
	place_remove(t, &p);
}

/* By its way or opened, a directory says the same of what is in it. */
static void
directory_below_another(struct test *t)
{
	struct place p = place_new();
	struct err err;
	struct file_dir top, dir;
	struct file_dir_stamp stamps[2];
	struct buf way = { 0 };

	EXPECT(mkdir(in(&p, "d"), 0700) == 0);
	EXPECT(file_write(in(&p, "d/a"), STR("four"), &err));
	EXPECT(symlink("d", in(&p, "link")) == 0);
	EXPECT(file_dir_reach(&top, p.dir));
	for (int few = 0; few < 2; few++) {
		EXPECT(file_dir_reach_from(&dir, &top, STR("d"), &way, few != 0));
		EXPECT(file_dir_stamp(&dir, &stamps[few]));
		EXPECT(file_dir_look(&dir, "none").kind == FILE_NONE);
		EXPECT(file_dir_look(&dir, "a").stamp.inode ==
		       file_look(in(&p, "d/a")).stamp.inode);
		file_dir_close(&dir);
		/* A link is none, and neither is what is not there. */
		for (int i = 0; i < 2; i++) {
			struct str name = i == 0 ? STR("link") : STR("none");
			struct file_dir_stamp ignored;

			if (!file_dir_reach_from(&dir, &top, name, &way, few != 0))
				continue;
			EXPECT(few != 0 && !file_dir_stamp(&dir, &ignored));
			file_dir_close(&dir);
		}
	}
	EXPECT(stamps[0].device == stamps[1].device && stamps[0].inode == stamps[1].inode);
	EXPECT(stamps[0].modified == stamps[1].modified && stamps[0].changed == stamps[1].changed);
	EXPECT(file_dir_reach_from(&dir, &top, STR(""), &way, false));
	EXPECT(file_dir_stamp(&dir, &stamps[0]) && file_dir_stamp(&top, &stamps[1]));
	EXPECT(stamps[0].inode == stamps[1].inode);
	file_dir_close(&dir);
	file_dir_close(&top);
	buf_release(&way);
	EXPECT(file_remove(in(&p, "d/a"), &err));
	place_remove(t, &p);
}

static void
canonical(struct test *t)
{
	struct place p = place_new();
	struct buf there = { 0 }, again = { 0 };
	struct err err;

	EXPECT(symlink(".", in(&p, "here")) == 0);
	EXPECT(file_canonical(p.dir, &there, &err));
	EXPECT(file_canonical(in(&p, "here/./here//here"), &again, &err));
	EXPECT(str_eq(buf_text(&there), buf_text(&again)));
	EXPECT(!file_canonical(in(&p, "none"), &again, &err) && says(&err, "none: No such file"));
	buf_release(&there);
	buf_release(&again);
	place_remove(t, &p);
}

static bool
run(const char *dir, const char *script, struct str input, struct buf *out, struct err *err)
{
	const char *const argv[] = { "sh", "-c", script, NULL };

	return file_run(&(struct file_command){ dir, argv, NULL }, input, out, NULL, err);
}

static void
running(struct test *t)
{
	const char *const cat[] = { "cat", NULL };
	struct buf b = { 0 };
	struct err err;

	buf_char(&b, '>');
	EXPECT(run("/", "pwd; echo noise >&2", STR(""), &b, &err));
	EXPECT_STR(buf_text(&b), ">/\n");
	buf_clear(&b);
	EXPECT(file_run(&(struct file_command){ "/", cat, NULL }, STR("a\0b"), &b, NULL, &err));
	EXPECT(str_eq(buf_text(&b), STR("a\0b")));
	buf_clear(&b);
	EXPECT(!run("/", ": >&3", STR(""), &b, &err)); /* it gets none of our descriptors */
	EXPECT(!run("/", ": >&4", STR(""), &b, &err));
	buf_release(&b);
}

static void
complaining(struct test *t)
{
	const char *const quiet[] = { "sh", "-c", "echo fine", NULL };
	const char *const loud[] = {
		"sh", "-c", "yes 2>/dev/null | head -c 300000 >&2; echo fine", NULL
	};
	struct buf b = { 0 };
	bool complained = true;
	struct err err;

	EXPECT(file_run(&(struct file_command){ "/", quiet, NULL }, STR(""), &b, &complained,
	                &err) &&
	       !complained);
	/* More than a pipe holds. */
	EXPECT(file_run(&(struct file_command){ "/", loud, NULL }, STR(""), &b, &complained,
	                &err) &&
	       complained);
	EXPECT_STR(buf_text(&b), "fine\nfine\n");
	buf_release(&b);
}

static void
much_in_and_out(struct test *t)
{
	const char *const cat[] = { "cat", NULL };
	struct arena a = { 0 };
	struct buf b = { 0 };
	struct err err;
	size_t len = (size_t)4 << 20, wrong = 0;
	char *text = arena_array(&a, char, len);

	for (size_t i = 0; i < len; i++)
		text[i] = (char)(i * 7);
	/* Larger than any pipe: both must move at the same time. */
	EXPECT(file_run(&(struct file_command){ "/", cat, NULL }, (struct str){ text, len }, &b,
	                NULL, &err));
	EXPECT_INT(b.len, len);
	for (size_t i = 0; i < len && i < b.len; i++)
		wrong += b.at[i] != text[i];
	EXPECT_INT(wrong, 0);
	/* A child that does not want its input is no reason to die. */
	buf_clear(&b);
	EXPECT(run("/", "exec <&-; echo done", (struct str){ text, len }, &b, &err));
	EXPECT_STR(buf_text(&b), "done\n");
	buf_release(&b);
	arena_release(&a);
}

static void
failing_runs(struct test *t)
{
	const char *const none[] = { "no-program-has-this-name", NULL };
	const char *const directory[] = { "/", NULL };
	struct buf b = { 0 };
	struct err err;

	buf_str(&b, STR("kept"));
	EXPECT(!run("/", "echo x; exit 7", STR(""), &b, &err) && says(&err, "sh: exit status 7"));
	EXPECT(!run("/", "kill -9 $$", STR(""), &b, &err) && says(&err, "sh: ended by signal 9"));
	EXPECT(!run("/no/such/dir", "true", STR(""), &b, &err) && says(&err, "/no/such/dir"));
	EXPECT(!file_run(&(struct file_command){ "/", none, NULL }, STR(""), &b, NULL, &err) &&
	       says(&err, "not found"));
	EXPECT(!file_run(&(struct file_command){ "/", directory, NULL }, STR(""), &b, NULL, &err));
	EXPECT_STR(buf_text(&b), "kept");
	buf_release(&b);
}

static void
changed_environment(struct test *t)
{
	const char *const argv[] = {
		"sh", "-c", "echo $KEPT,$CHANGED,${GONE-none},$NEW,$KEPT_TOO", NULL
	};
	const char *const changes[] = { "CHANGED=now=", "GONE", "NEW=", "KEPT_=no", NULL };
	struct buf b = { 0 };
	struct err err;

	EXPECT(setenv("KEPT", "kept", 1) == 0 && setenv("KEPT_TOO", "too", 1) == 0);
	EXPECT(setenv("CHANGED", "before", 1) == 0 && setenv("GONE", "there", 1) == 0);
	EXPECT(file_run(&(struct file_command){ "/", argv, changes }, STR(""), &b, NULL, &err));
	EXPECT_STR(buf_text(&b), "kept,now=,none,,too\n");
	buf_release(&b);
}

/* A repository may hold a program of the name that we ask for. */
static void
programs_of_the_directory_are_not_run(struct test *t)
{
	const char *const argv[] = { "planted", NULL };
	struct place p = place_new();
	struct buf b = { 0 };
	struct err err;
	const char *path = getenv("PATH");
	char *old = arena_printf(&p.a, "%s", path != NULL ? path : "");

	EXPECT(file_write(in(&p, "planted"), STR("#!/bin/sh\necho planted\n"), &err));
	EXPECT(chmod(in(&p, "planted"), 0755) == 0);
	EXPECT(setenv("PATH", ".::/usr/bin:/bin:", 1) == 0);
	EXPECT(!file_run(&(struct file_command){ p.dir, argv, NULL }, STR(""), &b, NULL, &err) &&
	       says(&err, "not found"));
	EXPECT(setenv("PATH", p.dir, 1) == 0);
	EXPECT(file_run(&(struct file_command){ "/", argv, NULL }, STR(""), &b, NULL, &err));
	EXPECT_STR(buf_text(&b), "planted\n");
	EXPECT(setenv("PATH", old, 1) == 0);
	buf_release(&b);
	place_remove(t, &p);
}

static void
run_many(void *ctx, size_t item, unsigned worker)
{
	const char *const cat[] = { "cat", NULL };
	unsigned *wrong = ctx;
	struct buf b = { 0 };
	struct err err;
	char text[32];
	int len = snprintf(text, sizeof(text), "%zu", item);

	(void)worker;
	wrong[item] =
		!file_run(&(struct file_command){ "/", cat, NULL },
	                  (struct str){ text, (size_t)len }, &b, NULL, &err) ||
		!str_eq(buf_text(&b), (struct str){ text, (size_t)len });
	buf_release(&b);
}

static void
running_at_once(struct test *t)
{
	unsigned wrong[40] = { 0 };

	pool_each(4, countof(wrong), run_many, wrong);
	for (size_t i = 0; i < countof(wrong); i++)
		EXPECT_INT(wrong[i], 0);
}

/* As from a daemon: the standard three are closed, and pipes get their numbers. */
static void
run_without_standard_files(void)
{
	struct buf b = { 0 };
	struct err err;

	(void)close(0);
	(void)close(1);
	(void)close(2);
	if (run("/", "cat; echo x >&2", STR("in"), &b, &err) && str_eq(buf_text(&b), STR("in")))
		_exit(3);
}

static void
running_from_a_daemon(struct test *t)
{
	EXPECT_INT(test_status(run_without_standard_files), 3);
}

static void
what_was_seen_is_read_as_it_is_by_now(struct test *t)
{
	struct place p = place_new();
	struct file_root root = file_root_open(p.dir), none = file_root_open(in(&p, "none"));
	struct buf got = { 0 };
	struct err err;

	EXPECT(file_write(in(&p, "a"), STR("hello"), &err));
	for (size_t seen = 0; seen < 8; seen++) {
		buf_clear(&got);
		EXPECT(file_read_seen(&root, in(&p, "a"), seen, 100, &got, &err));
		EXPECT_STR(buf_text(&got), "hello");
		EXPECT(!file_read_seen(&root, in(&p, "a"), seen, 4, &got, &err));
		EXPECT(says(&err, "larger than 4 bytes"));
		EXPECT_STR(buf_text(&got), "hello");
	}
	none.skip = root.skip;
	EXPECT(file_read_seen(&none, in(&p, "a"), 5, 100, &got, &err));
	EXPECT_STR(buf_text(&got), "hellohello");
	EXPECT(symlink("a", in(&p, "link")) == 0);
	EXPECT(!file_read_seen(&root, in(&p, "link"), 5, 100, &got, &err));
	EXPECT(!file_read_seen(&root, in(&p, "link"), 0, 100, &got, &err));
	EXPECT(mkfifo(in(&p, "pipe"), 0600) == 0);
	EXPECT(!file_read_seen(&root, in(&p, "pipe"), 5, 100, &got, &err));
	EXPECT(!file_read_seen(&root, in(&p, "pipe"), 0, 100, &got, &err));
	EXPECT(!file_read_seen(&root, in(&p, "gone"), 5, 100, &got, &err));
	EXPECT(says(&err, "gone"));
	EXPECT_INT(got.len, 10);
	file_root_close(&root);
	file_root_close(&none);
	buf_release(&got);
	place_remove(t, &p);
}

TEST_MAIN(CASE(kinds), CASE(reading), CASE(not_reading), CASE(writing_keeps_mode_and_links),
          CASE(not_writing), CASE(writing_at_once), CASE(listing), CASE(open_directory),
          CASE(directory_below_another), CASE(canonical), CASE(running), CASE(complaining),
          CASE(much_in_and_out), CASE(failing_runs), CASE(changed_environment),
          CASE(programs_of_the_directory_are_not_run), CASE(running_at_once),
          CASE(running_from_a_daemon), CASE(what_was_seen_is_read_as_it_is_by_now))
