/*
 * cache_dir.c - caches of many projects side by side: made, counted, kept small, cleared.
 */
#include "scan/cache_dir.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"

struct found {
	const char *path;
	struct file_stamp stamp;
};

VEC(found_vec, struct found);

struct looking {
	struct arena *a;
	const char *dir;
	struct found_vec files;
};

static bool
take(void *ctx, struct str name, enum file_kind kind)
{
	struct looking *l = ctx;
	struct found f;

	if (kind != FILE_REGULAR || !str_ends(name, STR(CACHE_SUFFIX)))
		return true;
	f.path = arena_printf(l->a, "%s/" STR_FMT, l->dir, STR_ARG(name));
	if (file_stamp(f.path, &f.stamp))
		*vec_push(l->a, &l->files) = f;
	return true;
}

static struct found_vec
look(struct arena *a, const char *dir)
{
	struct looking l = { .a = a, .dir = dir };
	struct err ignored;

	(void)file_list(dir, take, &l, &ignored);
	return l.files;
}

/* What stands beside another is not counted. */
static bool
is_beside(const struct found *f)
{
	struct str path = str_of(f->path);

	return str_ends(path, STR(CACHE_LATE_SUFFIX)) || str_ends(path, STR(CACHE_SEEN_SUFFIX)) ||
	       str_ends(path, STR(CACHE_JUDGED_SUFFIX));
}

static struct cache_sum
sum_of(const struct found_vec *files)
{
	struct cache_sum sum = { 0 };

	for (uint32_t i = 0; i < files->count; i++) {
		sum.files += !is_beside(&files->at[i]);
		sum.bytes += files->at[i].stamp.size;
	}
	return sum;
}

static int
by_age(const void *a, const void *b)
{
	const struct found *left = a, *right = b;

	if (left->stamp.modified != right->stamp.modified)
		return left->stamp.modified < right->stamp.modified ? -1 : 1;
	return strcmp(left->path, right->path);
}

static const char *
dir_of(struct arena *a, const char *path)
{
	struct str dir = path_dir(str_of(path));

	return dir.len > 0 ? str_keep(a, dir).at : "/";
}

static void
mark(struct arena *a, const char *dir, const char *name, struct str text)
{
	struct err ignored;

	(void)file_replace(arena_printf(a, "%s/%s", dir, name), text, &ignored);
}

const char *
cache_beside(struct arena *a, const char *path, const char *suffix)
{
	size_t len = strlen(path), own = sizeof(CACHE_SUFFIX) - 1;

	if (len > own && strcmp(path + len - own, CACHE_SUFFIX) == 0)
		len -= own;
	return arena_printf(a, "%.*s%s", (int)len, path, suffix);
}

bool
cache_dir_make(const char *path)
{
	struct arena a = { 0 };
	const char *dir = dir_of(&a, path);
	struct err ignored;
	bool there = file_kind(dir) == FILE_DIRECTORY;
	bool made = !there && file_make_dirs(dir, &ignored);

	if (made) {
		/* The signature is that of the Cache Directory Tagging Specification. */
		mark(&a, dir, "CACHEDIR.TAG",
		     STR("Signature: 8a477f597d28d172789f06886806bc55\n"
		         "# Facts that shoring keeps between runs: nothing to back up.\n"));
		mark(&a, dir, ".gitignore", STR("*\n"));
	}
	arena_release(&a);
	return there || made;
}

void
cache_dir_prune(const char *path, uint64_t limit)
{
	struct arena a = { 0 };
	struct found_vec files = look(&a, dir_of(&a, path));
	uint64_t bytes = sum_of(&files).bytes;
	struct err ignored;

	if (bytes > limit)
		qsort(files.at, files.count, sizeof(*files.at), by_age);
	for (uint32_t i = 0; i < files.count && bytes > limit; i++)
		if (strcmp(files.at[i].path, path) != 0 && file_remove(files.at[i].path, &ignored))
			bytes -= files.at[i].stamp.size;
	arena_release(&a);
}

struct cache_sum
cache_dir_measure(const char *dir)
{
	struct arena a = { 0 };
	struct found_vec files = look(&a, dir);
	struct cache_sum sum = sum_of(&files);

	arena_release(&a);
	return sum;
}

bool
cache_dir_clear(const char *dir, struct cache_sum *out, struct err *err)
{
	struct arena a = { 0 };
	struct found_vec files = look(&a, dir);
	bool done = true;

	*out = (struct cache_sum){ 0 };
	for (uint32_t i = 0; done && i < files.count; i++) {
		done = file_remove(files.at[i].path, err);
		out->files += done && !is_beside(&files.at[i]);
		out->bytes += done ? files.at[i].stamp.size : 0;
	}
	arena_release(&a);
	return done;
}
