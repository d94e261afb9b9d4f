/*
 * test_seen.c - scan/seen.h: what is in a directory is known as long as nothing tells of a change.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "scan/cache_dir.h"
#include "scan/seen.h"
#include "test.h"

#define SECOND INT64_C(1000000000)
#define SINCE  (1000 * SECOND)
#define KEY    7u
#define ANSWER "a.py\0b/c.py\0"

struct place {
	struct arena a;
	char root[64];
	const char *path, *file;
};

static const struct seen_git git = {
	{ 1, 2, 3 * SECOND + 1, 4 * SECOND }, { 5, 6, 7 * SECOND + 1, 8 * SECOND }
};
static const struct file_dir_stamp stamp = { 9, 10, 11 * SECOND + 1, 12 * SECOND };

/* Two directories are written, one with what is in it in another order than that of names. */
static void
begin(struct place *p)
{
	struct buf entries = { 0 };
	struct seen_dir dirs[2];

	*p = (struct place){ .root = "/tmp/shoring-seen-XXXXXX" };
	if (mkdtemp(p->root) == NULL)
		die("no temporary directory");
	p->path = arena_printf(&p->a, "%s/project" CACHE_SUFFIX, p->root);
	p->file = cache_beside(&p->a, p->path, CACHE_SEEN_SUFFIX);
	seen_put(&entries, STR("d"), FILE_DIRECTORY);
	seen_put(&entries, STR("c.py"), FILE_REGULAR);
	dirs[0] = (struct seen_dir){ STR("b"), buf_text(&entries), stamp };
	dirs[1] = (struct seen_dir){ STR(""), STR(""), stamp };
	seen_write(p->path, KEY,
	           &(struct seen_now){ SINCE, git, { ANSWER, sizeof(ANSWER) - 1 }, dirs, 2 });
	buf_release(&entries);
}

static void
end(struct place *p)
{
	struct err err;

	if (!file_remove(p->file, &err) || rmdir(p->root) != 0)
		die("%s is not to be removed", p->root);
	arena_release(&p->a);
}

static void
found_again(struct test *t)
{
	struct place p;
	struct seen seen;
	struct str answer, entries, name;
	enum file_kind kind;

	begin(&p);
	seen_open(&seen, &p.a, p.path, KEY);
	EXPECT_INT(seen.count, 2);
	EXPECT(seen_answer(&seen, &git, &answer));
	EXPECT_INT(answer.len, sizeof(ANSWER) - 1);
	EXPECT(seen_find(&seen, STR("b"), &stamp, &entries));
	EXPECT(seen_next(&entries, &name, &kind) && kind == FILE_REGULAR);
	EXPECT_STR(name, "c.py");
	EXPECT(seen_next(&entries, &name, &kind) && kind == FILE_DIRECTORY);
	EXPECT_STR(name, "d");
	EXPECT(!seen_next(&entries, &name, &kind));
	EXPECT(seen_find(&seen, STR(""), &stamp, &entries));
	EXPECT(!seen_next(&entries, &name, &kind));
	EXPECT(!seen_find(&seen, STR("b/d"), &stamp, &entries));
	seen_open(&seen, &p.a, p.path, KEY + 1);
	EXPECT_INT(seen.count, 0);
	EXPECT(!seen_answer(&seen, &git, &answer));
	seen_open(&seen, &p.a, NULL, KEY);
	EXPECT_INT(seen.count, 0);
	end(&p);
}

static void
changed(struct test *t)
{
	struct place p;
	struct seen seen;
	struct str answer, entries;
	struct seen_git other[4] = { git, git, git, git };
	struct file_dir_stamp now[4] = { stamp, stamp, stamp, stamp };

	begin(&p);
	seen_open(&seen, &p.a, p.path, KEY);
	other[0].index.modified++;
	other[1].index.inode++;
	other[2].config.changed++;
	other[3].config.size++;
	now[0].modified++;
	now[1].changed++;
	now[2].inode++;
	now[3].device++;
	for (int i = 0; i < 4; i++) {
		EXPECT(!seen_answer(&seen, &other[i], &answer));
		EXPECT(!seen_find(&seen, STR("b"), &now[i], &entries));
	}
	end(&p);
}

/* What was changed while, or just before, it was looked at may have been changed again. */
static void
not_settled(struct test *t)
{
	struct place p;
	struct seen seen;
	struct str answer, entries;
	struct seen_git late = git;
	struct seen_dir dir = { STR("b"), STR(""), stamp };

	begin(&p);
	late.index.modified = dir.stamp.modified = SINCE - 1;
	seen_write(p.path, KEY,
	           &(struct seen_now){ SINCE, late, { ANSWER, sizeof(ANSWER) - 1 }, &dir, 1 });
	seen_open(&seen, &p.a, p.path, KEY);
	EXPECT_INT(seen.count, 1);
	EXPECT(!seen_answer(&seen, &late, &answer));
	EXPECT(!seen_find(&seen, STR("b"), &dir.stamp, &entries));
	end(&p);
}

static void
broken(struct test *t)
{
	struct place p;
	struct seen seen;
	struct buf bytes = { 0 };
	struct err err;

	begin(&p);
	EXPECT(file_read(p.file, 1 << 20, &bytes, &err));
	for (size_t i = 0; i < bytes.len; i++) {
		bytes.at[i] ^= 1;
		EXPECT(file_replace(p.file, buf_text(&bytes), &err));
		seen_open(&seen, &p.a, p.path, KEY);
		EXPECT_INT(seen.count, 0);
		bytes.at[i] ^= 1;
		EXPECT(file_replace(p.file, (struct str){ bytes.at, i }, &err));
		seen_open(&seen, &p.a, p.path, KEY);
		EXPECT_INT(seen.count, 0);
	}
	buf_release(&bytes);
	end(&p);
}

/* Of a list that somebody made up, no name leads out of the directory. */
static void
made_up(struct test *t)
{
	static const char list[] = "2..\0002.\000x\0009y\0\0001\0001ok\0";
	struct str entries = { list, sizeof(list) - 1 }, name;
	enum file_kind kind;

	EXPECT(seen_next(&entries, &name, &kind) && kind == FILE_REGULAR);
	EXPECT_STR(name, "ok");
	EXPECT(!seen_next(&entries, &name, &kind));
}

TEST_MAIN(CASE(found_again), CASE(changed), CASE(not_settled), CASE(broken), CASE(made_up))
