/*
 * cache.c - facts are kept in one file a project, and found there again.
 */
#include "scan/cache.h"

#include "base/err.h"
#include "scan/cache_dir.h"

#define CACHE_MAGIC   "shoring" /* and its NUL: eight bytes */
#define CACHE_VERSION 3u        /* raise it when what is written here changes */
#define CACHE_ALIGN   8u

/* Clocks of file systems tick; some count in whole seconds, or in two. */
#define TICK        ((int64_t)50000000) /* ns */
#define TICK_COARSE ((int64_t)2000000000)

struct cache_head {
	char magic[8];
	uint64_t key;
	uint64_t sum; /* of all from `since` to the end of the paths */
	int64_t since;
	uint64_t size; /* of the file */
	uint64_t rows_end;
	uint32_t count;
	uint32_t version;
};

/* A struct cache_row with places in the file. */
struct stored_row {
	struct file_stamp stamp;
	uint64_t reader, sum;
	uint64_t block_sum;
	uint64_t path, block; /* offsets */
	uint32_t path_len, block_len;
};

static const struct cache_head *
head_of(struct str bytes)
{
	return (const struct cache_head *)(const void *)bytes.at;
}

static const struct stored_row *
rows_of(struct str bytes)
{
	return (const struct stored_row *)(const void *)(bytes.at + sizeof(struct cache_head));
}

static bool
lies_in(uint64_t at, uint64_t len, uint64_t from, uint64_t to)
{
	return at >= from && at <= to && len <= to - at;
}

/* What the head's sum is about. */
static struct str
summed(struct str bytes, uint64_t end)
{
	size_t from = offsetof(struct cache_head, since);

	return (struct str){ bytes.at + from, (size_t)end - from };
}

static bool
head_holds(struct str bytes, uint64_t key)
{
	const struct cache_head *h = head_of(bytes);
	uint64_t rows = sizeof(*h);

	if (bytes.len < sizeof(*h) || memcmp(h->magic, CACHE_MAGIC, sizeof(h->magic)) != 0 ||
	    h->version != CACHE_VERSION || h->key != key || h->size != bytes.len)
		return false;
	return lies_in(rows, (uint64_t)h->count * sizeof(struct stored_row), rows, h->rows_end) &&
	       h->rows_end <= bytes.len && str_sum(summed(bytes, h->rows_end)) == h->sum;
}

/* Only places: what is in a block is looked at when it is asked for. */
static bool
rows_hold(struct str bytes)
{
	const struct cache_head *h = head_of(bytes);
	const struct stored_row *rows = rows_of(bytes);

	for (uint32_t i = 0; i < h->count; i++)
		if (!lies_in(rows[i].path, rows[i].path_len, sizeof(*h), h->rows_end) ||
		    !lies_in(rows[i].block, rows[i].block_len, h->rows_end, bytes.len) ||
		    rows[i].block % CACHE_ALIGN != 0)
			return false;
	return true;
}

void
cache_open(struct cache *out, struct arena *a, const char *path, uint64_t key)
{
	struct str bytes;

	*out = (struct cache){ 0 };
	if (path == NULL || !file_map_own(a, path, CACHE_LIMIT, &bytes) ||
	    !head_holds(bytes, key) || !rows_hold(bytes))
		return;
	*out = (struct cache){
		.bytes = bytes, .since = head_of(bytes)->since, .count = head_of(bytes)->count
	};
}

static struct str
piece(const struct cache *c, uint64_t at, uint32_t len)
{
	return (struct str){ c->bytes.at + at, len };
}

static int
order_at(const struct cache *c, uint32_t place, struct str path)
{
	const struct stored_row *row = &rows_of(c->bytes)[place];

	return str_order(piece(c, row->path, row->path_len), path);
}

bool
cache_find(const struct cache *c, struct str path, uint64_t reader, uint32_t *from,
           struct cache_row *out)
{
	uint32_t low = 0, high = c->count;
	uint64_t step = 1;

	for (uint64_t at = *from; at < high; at += step, step *= 2) {
		int order = order_at(c, (uint32_t)at, path);

		if (order >= 0)
			high = (uint32_t)at + 1;
		if (order <= 0)
			low = (uint32_t)at + (order < 0);
	}
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct stored_row *row = &rows_of(c->bytes)[middle];
		int order = order_at(c, middle, path);

		if (order != 0) {
			low = order < 0 ? middle + 1 : low;
			high = order < 0 ? high : middle;
			continue;
		}
		*from = middle + 1;
		*out = (struct cache_row){
			.path = piece(c, row->path, row->path_len),
			.block = piece(c, row->block, row->block_len),
			.stamp = row->stamp,
			.reader = row->reader,
			.sum = row->sum,
			.since = c->since,
		};
		return row->reader == reader && str_sum(out->block) == row->block_sum;
	}
	return false;
}

bool
cache_is_settled(int64_t modified, int64_t changed, int64_t since)
{
	int64_t tick = modified % 1000000000 == 0 ? TICK_COARSE : TICK;
	int64_t last = modified > changed ? modified : changed;

	return last < since - tick;
}

bool
cache_is_sure(const struct cache_row *row, const struct file_stamp *stamp)
{
	return row->stamp.size == stamp->size && row->stamp.inode == stamp->inode &&
	       row->stamp.modified == stamp->modified && row->stamp.changed == stamp->changed &&
	       cache_is_settled(stamp->modified, stamp->changed, row->since);
}

static void
pad(struct buf *b)
{
	while (b->len % CACHE_ALIGN != 0)
		buf_char(b, '\0');
}

/* A file that is being put together. */
struct writing {
	struct cache_head head;
	struct buf bytes;
};

static struct stored_row
stored(const struct cache_row *row)
{
	return (struct stored_row){
		.stamp = row->stamp,
		.reader = row->reader,
		.sum = row->sum,
		.block_sum = str_sum(row->block),
		.path_len = (uint32_t)row->path.len,
		.block_len = (uint32_t)row->block.len,
	};
}

static void
put_all(struct writing *w, const struct cache_row *rows, uint32_t count)
{
	size_t room = sizeof(w->head), paths = 0, at;

	for (uint32_t i = 0; i < count; i++) {
		if (rows[i].block.len == 0)
			continue;
		w->head.count++;
		paths += rows[i].path.len;
	}
	room += w->head.count * sizeof(struct stored_row);
	w->head.rows_end = room + paths;
	at = (size_t)w->head.rows_end;
	at += (CACHE_ALIGN - at % CACHE_ALIGN) % CACHE_ALIGN;

	buf_put(&w->bytes, &w->head, sizeof(w->head));
	for (uint32_t i = 0; i < count; i++) {
		struct stored_row row = stored(&rows[i]);

		if (rows[i].block.len == 0)
			continue;
		row.path = room;
		row.block = at;
		room += rows[i].path.len;
		at += (rows[i].block.len + CACHE_ALIGN - 1) / CACHE_ALIGN * CACHE_ALIGN;
		buf_put(&w->bytes, &row, sizeof(row));
	}
	for (uint32_t i = 0; i < count; i++)
		if (rows[i].block.len > 0)
			buf_str(&w->bytes, rows[i].path);
	for (uint32_t i = 0; i < count && w->bytes.len <= CACHE_LIMIT; i++) {
		if (rows[i].block.len == 0)
			continue;
		pad(&w->bytes);
		buf_str(&w->bytes, rows[i].block);
	}
}

bool
cache_write(const char *path, uint64_t key, int64_t since, const struct cache_row *rows,
            uint32_t count)
{
	struct writing w = {
		.head = { .magic = CACHE_MAGIC,
		          .key = key,
		          .since = since,
		          .version = CACHE_VERSION },
	};
	struct err ignored;
	bool written = false;

	put_all(&w, rows, count);
	if (w.bytes.len <= CACHE_LIMIT) {
		w.head.size = w.bytes.len;
		memcpy(w.bytes.at, &w.head, sizeof(w.head));
		w.head.sum = str_sum(summed(buf_text(&w.bytes), w.head.rows_end));
		memcpy(w.bytes.at, &w.head, sizeof(w.head));
		written = cache_dir_make(path) && file_replace(path, buf_text(&w.bytes), &ignored);
		if (written)
			cache_dir_prune(path, CACHE_LIMIT);
	}
	buf_release(&w.bytes);
	return written;
}
