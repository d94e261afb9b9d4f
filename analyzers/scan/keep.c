/*
 * keep.c - which of the two caches a run reads and writes.
 */
#include "scan/keep.h"

#include "base/arena.h"
#include "base/err.h"
#include "scan/cache_dir.h"

/* Parsing a byte costs about this many times as much as writing one to the cache; opening a file
 * as much as reading so many. */
#define PARSING_COSTS 128
#define OPENING_COSTS 4096
/* The small cache holds at most one byte in so many. */
#define LATE_PART 8

static const char *
late_path(struct arena *a, const char *path)
{
	return cache_beside(a, path, CACHE_LATE_SUFFIX);
}

void
keep_open(struct keep *out, struct arena *a, const char *path, uint64_t key)
{
	*out = (struct keep){ .path = path, .key = key };
	if (path == NULL)
		return;
	cache_open(&out->whole, a, path, key);
	cache_open(&out->late, a, late_path(a, path), key);
	/* Another run has written all since. */
	if (out->late.since <= out->whole.since)
		out->late = (struct cache){ 0 };
}

bool
keep_find(const struct keep *keep, struct kept *k, struct keep_from *from, struct cache_row *out)
{
	k->late = cache_find(&keep->late, k->row.path, k->row.reader, &from->late, out);
	return k->late || cache_find(&keep->whole, k->row.path, k->row.reader, &from->whole, out);
}

static int
by_path(const void *left, const void *right)
{
	return str_order(
		((const struct cache_row *)left)->path, ((const struct cache_row *)right)->path);
}

/* Only those that the whole cache does not have as they are, or all. */
static bool
write_rows(const struct keep *keep, const struct kept *all, uint32_t count, int64_t since,
           bool late)
{
	struct arena scratch = { 0 };
	struct cache_row *rows = arena_array(&scratch, struct cache_row, (size_t)count + 1);
	uint32_t kept = 0;
	bool done;

	for (uint32_t i = 0; i < count; i++)
		if (!late || all[i].parsed || all[i].read || all[i].late)
			rows[kept++] = all[i].row;
	if (kept > 1)
		qsort(rows, kept, sizeof(*rows), by_path);
	done = cache_write(
		late ? late_path(&scratch, keep->path) : keep->path, keep->key, since, rows, kept);
	arena_release(&scratch);
	return done;
}

void
keep_write(const struct keep *keep, const struct kept *all, uint32_t count, int64_t since)
{
	uint64_t gain = 0, cost = 0, late = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct kept *k = &all[i];
		bool news = k->parsed || k->read;

		cost += k->row.block.len;
		late += news || k->late ? k->row.block.len : 0;
		if (news)
			gain += OPENING_COSTS + k->row.stamp.size * (k->parsed ? PARSING_COSTS : 1);
	}
	if (keep->path == NULL || gain == 0)
		return;
	if (keep->whole.count > 0 && late < cost / LATE_PART) {
		if (gain > late)
			(void)write_rows(keep, all, count, since, true);
	} else if (gain > cost && write_rows(keep, all, count, since, false) &&
	           keep->late.count > 0) {
		struct arena scratch = { 0 };
		struct err ignored;

		(void)file_remove(late_path(&scratch, keep->path), &ignored);
		arena_release(&scratch);
	}
}
