/*
 * cache.c - fuzz target: the file that keeps facts between runs, with bytes changed or cut off.
 *
 * The input is changes as in facts.c, a byte that says how much is cut off, and the block that is
 * kept. A row that is found holds what was written.
 */
#include "scan/cache.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "fuzz.h"

#define KEY    42
#define READER 7

static void
spoil(const char *path, const uint8_t *change, size_t changes, size_t cut)
{
	struct buf bytes = { 0 };
	struct err err;

	MUST(file_read(path, CACHE_LIMIT, &bytes, &err));
	for (size_t i = 0; i < changes; i++, change += 3)
		bytes.at[(change[0] | (size_t)change[1] << 8) % bytes.len] = (char)change[2];
	if (cut < bytes.len)
		bytes.len -= cut;
	MUST(file_replace(path, buf_text(&bytes), &err));
	buf_release(&bytes);
}

static void
find(const char *path, const struct cache_row *written)
{
	struct arena a = { 0 };
	struct cache cache;
	struct cache_row row;
	uint32_t from = 0;

	cache_open(&cache, &a, path, KEY);
	if (cache_find(&cache, written->path, READER, &from, &row)) {
		MUST(str_eq(row.block, written->block));
		(void)cache_is_sure(&row, &written->stamp);
	}
	(void)cache_find(&cache, STR("b.py"), READER, &from, &row);
	arena_release(&a);
}

/* A row written, its file spoilt, and asked for again. */
static void
write_and_find(struct arena *a, const char *dir, struct str block, const uint8_t *change,
               size_t changes, size_t cut)
{
	const char *path = arena_printf(a, "%s/project.facts", dir);
	const struct cache_row row = {
		.path = STR("a.py"),
		.block = block,
		.stamp = { .size = block.len, .inode = 1, .modified = 2, .changed = 3 },
		.reader = READER,
		.sum = 5,
	};
	struct err err;

	MUST(cache_write(path, KEY, 100, &row, 1));
	spoil(path, change, changes, cut);
	find(path, &row);
	MUST(file_remove(path, &err));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char dir[] = "/tmp/shoring-fuzz-XXXXXX";
	size_t changes = fuzz_take(&data, &size) % 16;
	const uint8_t *change = data;

	if (size < 3 * changes + 2)
		return 0;
	data += 3 * changes;
	size -= 3 * changes;
	size_t cut = fuzz_take(&data, &size);
	struct arena a = { 0 };
	MUST(mkdtemp(dir) != NULL);
	write_and_find(&a, dir, fuzz_str(data, size), change, changes, cut);
	MUST(rmdir(dir) == 0);
	arena_release(&a);
	return 0;
}
