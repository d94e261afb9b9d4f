/*
 * asked.c - what others ask of a scan: by path.
 */
#include "base/path.h"
#include "scan/list.h"
#include "scan/scan.h"

file_id
scan_file(const struct scan *s, struct str path)
{
	uint32_t low = 0, high = s->files.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = str_order(s->files.at[middle].path, path);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return UINT32_MAX;
}

const struct scan_text *
scan_text_at(struct scan_texts texts, struct str path)
{
	uint32_t low = 0, high = texts.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = str_order(texts.at[middle].path, path);

		if (order == 0)
			return &texts.at[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct scan_text *
scan_text(const struct scan *s, struct str path)
{
	return scan_text_at(s->texts, path);
}

/* The first of the paths that is not before dir + '/' + name; without the '/' and name when
 * `below` is false. */
static uint32_t
lower_bound(struct strs paths, struct str dir, bool below)
{
	uint32_t low = 0, high = paths.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct str path = paths.at[middle];
		struct str head = { path.at, path.len < dir.len ? path.len : dir.len };
		int order = str_order(head, dir);

		if (order == 0 && below)
			order = path.len > dir.len && (unsigned char)path.at[dir.len] >= '/'
			                ? 1
			                : -1;
		if (order == 0)
			order = path.len > dir.len;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
scan_has(const struct scan *s, struct str path)
{
	uint32_t i = lower_bound(s->paths, path, false);

	return i < s->paths.count && str_eq(s->paths.at[i], path);
}

bool
scan_has_dir(const struct scan *s, struct str dir)
{
	if (dir.len == 0)
		return s->paths.count > 0;
	uint32_t i = lower_bound(s->paths, dir, true);

	return i < s->paths.count && !str_eq(s->paths.at[i], dir) &&
	       path_within(s->paths.at[i], dir);
}

void
scan_ignored(const struct scan *s, struct arena *a, struct strs paths, bool *out)
{
	if (paths.count == 0)
		return;
	if (!s->git || !list_git_ignored(a, s->root, paths, out))
		walk_ignored(s->root, paths, out);
}
