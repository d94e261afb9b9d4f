/*
 * seen.c - what git answered and what directories held, kept in one file a project.
 */
#include "scan/seen.h"

#include "base/arena.h"
#include "base/err.h"
#include "scan/cache.h"
#include "scan/cache_dir.h"

#define SEEN_MAGIC "shoseen" /* and its NUL: eight bytes */
/* Raise it when what is written here changes. */
#define SEEN_VERSION 1u
#define SEEN_LIMIT   ((size_t)64 * 1024 * 1024)

struct seen_head {
	char magic[8];
	uint64_t key;
	uint64_t sum; /* of all behind it */
	uint64_t size;
	int64_t since;
	struct seen_git git;
	uint64_t answer, answer_len;
	uint32_t count;
	uint32_t version;
};

/* A struct seen_dir with places in the file; sorted by path. */
struct stored_dir {
	struct file_dir_stamp stamp;
	uint64_t path, entries;
	uint32_t path_len, entries_len;
};

static const struct seen_head *
head_of(const struct seen *s)
{
	return (const struct seen_head *)(const void *)s->bytes.at;
}

static const struct stored_dir *
rows_of(struct str bytes)
{
	return (const struct stored_dir *)(const void *)(bytes.at + sizeof(struct seen_head));
}

static struct str
summed(struct str bytes)
{
	return str_from(bytes, offsetof(struct seen_head, size));
}

static bool
lies_in(uint64_t at, uint64_t len, size_t size)
{
	return at <= size && len <= size - at;
}

static struct str
piece(struct str bytes, uint64_t at, uint64_t len)
{
	return (struct str){ bytes.at + at, (size_t)len };
}

/* Whole entries alone, and no name that leads elsewhere. */
static bool
entries_hold(struct str entries)
{
	return entries.len == 0 ||
	       (entries.at[entries.len - 1] == '\0' &&
	        memchr(entries.at, '/', entries.len) == NULL);
}

static bool
holds(struct str bytes, uint64_t key)
{
	const struct seen_head *h = (const struct seen_head *)(const void *)bytes.at;
	const struct stored_dir *rows;

	if (bytes.len < sizeof(*h) || memcmp(h->magic, SEEN_MAGIC, sizeof(h->magic)) != 0 ||
	    h->version != SEEN_VERSION || h->key != key || h->size != bytes.len ||
	    !lies_in(h->answer, h->answer_len, bytes.len) ||
	    (h->answer_len > 0 && bytes.at[h->answer + h->answer_len - 1] != '\0') ||
	    !lies_in(sizeof(*h), (uint64_t)h->count * sizeof(*rows), bytes.len) ||
	    str_sum(summed(bytes)) != h->sum)
		return false;
	rows = rows_of(bytes);
	for (uint32_t i = 0; i < h->count; i++)
		if (!lies_in(rows[i].path, rows[i].path_len, bytes.len) ||
		    !lies_in(rows[i].entries, rows[i].entries_len, bytes.len) ||
		    !entries_hold(piece(bytes, rows[i].entries, rows[i].entries_len)))
			return false;
	return true;
}

static const char *
path_beside(struct arena *a, const char *path)
{
	return cache_beside(a, path, CACHE_SEEN_SUFFIX);
}

void
seen_open(struct seen *out, struct arena *a, const char *path, uint64_t key)
{
	struct str bytes;

	*out = (struct seen){ .bytes = STR("") };
	if (path == NULL || !file_map_own(a, path_beside(a, path), SEEN_LIMIT, &bytes) ||
	    !holds(bytes, key))
		return;
	out->bytes = bytes;
	out->count = head_of(out)->count;
}

static bool
same_file(const struct file_stamp *known, const struct file_stamp *now, int64_t since)
{
	return known->size == now->size && known->inode == now->inode &&
	       known->modified == now->modified && known->changed == now->changed &&
	       cache_is_settled(now->modified, now->changed, since);
}

bool
seen_answer(const struct seen *s, const struct seen_git *git, struct str *out)
{
	const struct seen_head *h = head_of(s);

	if (s->bytes.len == 0 || !same_file(&h->git.index, &git->index, h->since) ||
	    !same_file(&h->git.config, &git->config, h->since))
		return false;
	*out = piece(s->bytes, h->answer, h->answer_len);
	return true;
}

bool
seen_find(const struct seen *s, struct str path, const struct file_dir_stamp *stamp,
          struct str *entries)
{
	const struct stored_dir *rows = rows_of(s->bytes);
	uint32_t low = 0, high = s->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct stored_dir *row = &rows[middle];
		int order = str_order(piece(s->bytes, row->path, row->path_len), path);

		if (order != 0) {
			low = order < 0 ? middle + 1 : low;
			high = order < 0 ? high : middle;
			continue;
		}
		*entries = piece(s->bytes, row->entries, row->entries_len);
		return row->stamp.device == stamp->device && row->stamp.inode == stamp->inode &&
		       row->stamp.modified == stamp->modified &&
		       row->stamp.changed == stamp->changed &&
		       cache_is_settled(stamp->modified, stamp->changed, head_of(s)->since);
	}
	return false;
}

void
seen_put(struct buf *entries, struct str name, enum file_kind kind)
{
	buf_char(entries, (char)('0' + kind));
	buf_str(entries, name);
	buf_char(entries, '\0');
}

/* An entry is its kind and its name; of a file that somebody else wrote it may be empty. */
static struct str
name_of(struct str entry)
{
	return entry.len > 1 ? str_from(entry, 1) : STR("");
}

bool
seen_next(struct str *entries, struct str *name, enum file_kind *kind)
{
	struct str entry;

	while (str_cut(entries, '\0', &entry)) {
		bool known = entry.len > 1 && entry.at[0] >= '0' + FILE_REGULAR &&
		             entry.at[0] <= '0' + FILE_OTHER;

		if (!known || str_eq(entry, STR("2.")) || str_eq(entry, STR("2..")))
			continue;
		*name = name_of(entry);
		*kind = (enum file_kind)(entry.at[0] - '0');
		return true;
	}
	return false;
}

static int
by_path(const void *left, const void *right)
{
	return str_order(
		((const struct seen_dir *)left)->path, ((const struct seen_dir *)right)->path);
}

static int
by_name(const void *left, const void *right)
{
	return str_order(name_of(*(const struct str *)left), name_of(*(const struct str *)right));
}

/* In the order of their names: who looks for them finds the next one. */
static void
put_sorted(struct buf *out, struct arena *a, struct str entries)
{
	struct str *all, rest = entries, entry;
	size_t count = 0;

	for (size_t i = 0; i < entries.len; i++)
		count += entries.at[i] == '\0';
	all = arena_array(a, struct str, count + 1);
	for (count = 0; str_cut(&rest, '\0', &entry);)
		all[count++] = entry;
	if (count > 1)
		qsort(all, count, sizeof(*all), by_name);
	for (size_t i = 0; i < count; i++) {
		buf_str(out, all[i]);
		buf_char(out, '\0');
	}
}

void
seen_write(const char *path, uint64_t key, const struct seen_now *now)
{
	struct arena scratch = { 0 };
	struct buf bytes = { 0 };
	struct err ignored;
	size_t at = sizeof(struct seen_head) + now->count * sizeof(struct stored_dir);
	struct seen_head head = {
		.magic = SEEN_MAGIC,
		.key = key,
		.since = now->since,
		.git = now->git,
		.answer = at,
		.answer_len = now->answer.len,
		.count = now->count,
		.version = SEEN_VERSION,
	};

	at += now->answer.len;
	if (now->count > 1)
		qsort(now->dirs, now->count, sizeof(*now->dirs), by_path);
	buf_put(&bytes, &head, sizeof(head));
	for (uint32_t i = 0; i < now->count; i++) {
		const struct stored_dir row = {
			.stamp = now->dirs[i].stamp,
			.path = at,
			.entries = at + now->dirs[i].path.len,
			.path_len = (uint32_t)now->dirs[i].path.len,
			.entries_len = (uint32_t)now->dirs[i].entries.len,
		};

		buf_put(&bytes, &row, sizeof(row));
		at += now->dirs[i].path.len + now->dirs[i].entries.len;
	}
	buf_str(&bytes, now->answer);
	for (uint32_t i = 0; i < now->count; i++) {
		buf_str(&bytes, now->dirs[i].path);
		put_sorted(&bytes, &scratch, now->dirs[i].entries);
	}
	if (bytes.len <= SEEN_LIMIT && cache_dir_make(path)) {
		head.size = bytes.len;
		memcpy(bytes.at, &head, sizeof(head));
		head.sum = str_sum(summed(buf_text(&bytes)));
		memcpy(bytes.at, &head, sizeof(head));
		(void)file_replace(path_beside(&scratch, path), buf_text(&bytes), &ignored);
	}
	buf_release(&bytes);
	arena_release(&scratch);
}
