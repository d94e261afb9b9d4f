/*
 * test_cache.c - scan/cache.h: what is kept is found again, and nothing else is believed.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "scan/cache.h"
#include "scan/cache_dir.h"
#include "test.h"

#define SECOND INT64_C(1000000000)
#define SINCE  (1000 * SECOND)
#define KEY    7u

/* A directory for caches; the directory itself is not there yet. */
struct place {
	struct arena a;
	char root[64];
	const char *dir, *path;
};

static void
begin(struct place *p)
{
	*p = (struct place){ .root = "/tmp/shoring-cache-XXXXXX" };
	if (mkdtemp(p->root) == NULL)
		die("no temporary directory");
	p->dir = arena_printf(&p->a, "%s/a/b", p->root);
	p->path = arena_printf(&p->a, "%s/project" CACHE_SUFFIX, p->dir);
}

static void
end(struct place *p)
{
	const char *const argv[] = { "rm", "-rf", p->root, NULL };
	struct buf out = { 0 };
	struct err err;

	if (!file_run(&(struct file_command){ "/", argv, NULL }, STR(""), &out, NULL, &err))
		die("%s", err.text);
	buf_release(&out);
	arena_release(&p->a);
}

static const struct cache_row rows[] = {
	{ { "a.py", 4 }, { "block of a", 10 }, { 1, 2, 3 * SECOND + 1, 4 * SECOND }, 11, 21, 0 },
	{ { "b.py", 4 }, { "", 0 }, { 1, 2, 3, 4 }, 12, 22, 0 }, /* could not be read */
	{ { "c/d.py", 6 }, { "d", 1 }, { 5, 6, 7 * SECOND, 8 * SECOND }, 13, 23, 0 },
};

static bool
write_rows(const struct place *p)
{
	return cache_write(p->path, KEY, SINCE, rows, countof(rows));
}

static void
found_again(struct test *t)
{
	struct place p;
	struct cache cache;
	struct cache_row row = { 0 };
	uint32_t from = 0;

	begin(&p);
	EXPECT(write_rows(&p));
	cache_open(&cache, &p.a, p.path, KEY);
	EXPECT_INT(cache.count, 2);
	EXPECT_INT(cache.since, SINCE);
	EXPECT(cache_find(&cache, STR("c/d.py"), 13, &from, &row));
	EXPECT_STR(row.block, "d");
	EXPECT_INT((uintptr_t)row.block.at % 8, 0);
	EXPECT_INT(row.sum, 23);
	EXPECT_INT(row.since, SINCE);
	EXPECT_INT(row.stamp.inode, 6);
	EXPECT(cache_find(&cache, STR("a.py"), 11, &from, &row));
	EXPECT_STR(row.block, "block of a");
	EXPECT(!cache_find(&cache, STR("b.py"), 12, &from, &row));
	EXPECT(!cache_find(&cache, STR("a.p"), 11, &from, &row));
	EXPECT(!cache_find(&cache, STR("a.py"), 12, &from, &row)); /* facts of another reader */
	end(&p);
}

/* Wherever the last search ended: what is there is found, and nothing else. */
static void
found_from_anywhere(struct test *t)
{
	struct cache_row many[20], row;
	uint32_t count = countof(many), wrong = 0;
	struct place p;
	struct cache cache;

	begin(&p);
	for (uint32_t i = 0; i < count; i++)
		many[i] = (struct cache_row){
			.path = str_of(arena_printf(&p.a, "%02u.py", (unsigned)(2 * i + 1))),
			.block = STR("block"),
			.sum = 2 * i + 1,
		};
	EXPECT(cache_write(p.path, KEY, SINCE, many, count));
	cache_open(&cache, &p.a, p.path, KEY);
	for (uint32_t number = 0; number <= 2 * count; number++)
		for (uint32_t start = 0; start <= count + 1; start++) {
			struct str path = str_of(arena_printf(&p.a, "%02u.py", (unsigned)number));
			uint32_t from = start;
			bool found = cache_find(&cache, path, 0, &from, &row);

			wrong += found != (number % 2 == 1) ||
			         (found && (row.sum != number || from != number / 2 + 1));
		}
	EXPECT_INT(wrong, 0);
	end(&p);
}

static void
of_others(struct test *t)
{
	struct place p;
	struct cache cache;

	begin(&p);
	EXPECT(write_rows(&p));
	cache_open(&cache, &p.a, p.path, KEY + 1);
	EXPECT_INT(cache.count, 0);
	cache_open(&cache, &p.a, NULL, KEY);
	EXPECT_INT(cache.count, 0);
	cache_open(&cache, &p.a, p.dir, KEY);
	EXPECT_INT(cache.count, 0);
	/* Somebody else may have written to it. */
	EXPECT(chmod(p.path, 0620) == 0);
	cache_open(&cache, &p.a, p.path, KEY);
	EXPECT_INT(cache.count, 0);
	EXPECT(chmod(p.path, 0600) == 0);
	const char *link = arena_printf(&p.a, "%s/link" CACHE_SUFFIX, p.dir);
	EXPECT(symlink(p.path, link) == 0);
	cache_open(&cache, &p.a, link, KEY);
	EXPECT_INT(cache.count, 0);
	cache_open(&cache, &p.a, p.path, KEY);
	EXPECT_INT(cache.count, 2);
	end(&p);
}

/* What the cache says of a row, or that it says nothing. */
static bool
says_what_was_written(const struct cache *cache, const struct cache_row *want)
{
	struct cache_row got;
	uint32_t from = 0;

	return !cache_find(cache, want->path, want->reader, &from, &got) ||
	       str_eq(got.block, want->block);
}

static void
broken(struct test *t)
{
	struct place p;
	struct buf whole = { 0 };
	struct err err;
	unsigned wrong = 0, misses = 0;

	begin(&p);
	EXPECT(write_rows(&p) && file_read(p.path, 100000, &whole, &err));
	for (size_t i = 0; i < whole.len * 2; i++) {
		struct cache cache;
		struct cache_row row;
		uint32_t from = UINT32_MAX;
		struct str bytes = buf_text(&whole);
		bool cut = i >= whole.len;

		/* Every byte turned over, then every length cut short. */
		if (cut)
			bytes.len = i - whole.len;
		else
			whole.at[i] = (char)~whole.at[i];
		if (!file_replace(p.path, bytes, &err))
			die("%s", err.text);
		if (!cut)
			whole.at[i] = (char)~whole.at[i];
		cache_open(&cache, &p.a, p.path, KEY);
		wrong += !says_what_was_written(&cache, &rows[0]) ||
		         !says_what_was_written(&cache, &rows[2]);
		misses += !cache_find(&cache, rows[0].path, rows[0].reader, &from, &row);
	}
	EXPECT_INT(wrong, 0);
	EXPECT(misses > whole.len);
	buf_release(&whole);
	end(&p);
}

static void
sure(struct test *t)
{
	struct cache_row row = {
		.stamp = { 1, 2, 3 * SECOND + 1, 4 * SECOND },
		.since = SINCE,
	};
	struct file_stamp same = row.stamp, other = same;

	EXPECT(cache_is_sure(&row, &same));
	other.size++;
	EXPECT(!cache_is_sure(&row, &other));
	other = same;
	other.inode++;
	EXPECT(!cache_is_sure(&row, &other));
	other = same;
	other.modified++;
	EXPECT(!cache_is_sure(&row, &other));
	other = same;
	other.changed++;
	EXPECT(!cache_is_sure(&row, &other));
	/* Touched when it was read, or later: the clock went back. */
	for (int i = 0; i < 3; i++) {
		int64_t late[] = { SINCE, SINCE - 1, SINCE + 500 * SECOND };

		row.stamp.changed = same.changed = late[i];
		EXPECT(!cache_is_sure(&row, &same));
	}
	/* A clock of whole seconds: two may be one. */
	row.stamp.modified = same.modified = SINCE - SECOND;
	row.stamp.changed = same.changed = SINCE - SECOND;
	EXPECT(!cache_is_sure(&row, &same));
	row.stamp.modified = same.modified = SINCE - SECOND + 1;
	EXPECT(cache_is_sure(&row, &same));
}

static void
directory(struct test *t)
{
	struct place p;
	struct cache_sum sum;
	struct err err;
	const char *others[3];

	begin(&p);
	EXPECT_INT(cache_dir_measure(p.dir).files, 0);
	EXPECT(write_rows(&p));
	EXPECT_INT(file_kind(arena_printf(&p.a, "%s/CACHEDIR.TAG", p.dir)), FILE_REGULAR);
	EXPECT_INT(file_kind(arena_printf(&p.a, "%s/.gitignore", p.dir)), FILE_REGULAR);
	for (int i = 0; i < 3; i++) {
		others[i] = arena_printf(&p.a, "%s/%d" CACHE_SUFFIX, p.dir, i);
		EXPECT(file_replace(others[i], STR("12345"), &err));
	}
	const char *mine = arena_printf(&p.a, "%s/thesis.txt", p.dir);
	EXPECT(file_replace(mine, STR("mine"), &err));
	sum = cache_dir_measure(p.dir);
	EXPECT_INT(sum.files, 4);
	cache_dir_prune(p.path, sum.bytes);
	EXPECT_INT(cache_dir_measure(p.dir).files, 4);
	cache_dir_prune(p.path, sum.bytes - 6);
	EXPECT_INT(cache_dir_measure(p.dir).files, 2);
	cache_dir_prune(p.path, 0);
	EXPECT_INT(cache_dir_measure(p.dir).files, 1);
	EXPECT_INT(file_kind(p.path), FILE_REGULAR);
	EXPECT(cache_dir_clear(p.dir, &sum, &err));
	EXPECT_INT(sum.files, 1);
	EXPECT_INT(file_kind(mine), FILE_REGULAR);
	/* A directory that was there is left as it is. */
	EXPECT(cache_write(arena_printf(&p.a, "%s/x" CACHE_SUFFIX, p.root), KEY, SINCE, rows, 1));
	EXPECT_INT(file_kind(arena_printf(&p.a, "%s/.gitignore", p.root)), FILE_NONE);
	end(&p);
}

TEST_MAIN(CASE(found_again), CASE(found_from_anywhere), CASE(of_others), CASE(broken), CASE(sure),
          CASE(directory))
