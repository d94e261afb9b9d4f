/*
 * asked.c - what others ask of a scan: by path.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"
#include "base/sorted.h"
#include "scan/list.h"
#include "scan/outside.h"
#include "scan/scan.h"

void
scan_index(struct scan *s, struct arena *a)
{
	uint32_t place = 0;

	if (s->places.room == 0)
		places_build(&s->places, a, s->paths);
	s->files_at = arena_array(a, file_id, (size_t)s->paths.count + 1);
	for (file_id i = 0; i < s->files.count; i++) {
		while (!str_eq(s->paths.at[place], s->files.at[i].path))
			place++;
		s->files_at[place] = i + 1;
	}
}

file_id
scan_file(const struct scan *s, struct str path)
{
	uint32_t at;

	if (!places_find(&s->places, path, &at) || s->files_at[at] == 0)
		return UINT32_MAX;
	return s->files_at[at] - 1;
}

bool
scan_is_unreadable(const struct scanned *file)
{
	for (uint32_t i = 0; i < file->facts.problems.count; i++)
		if (file->facts.problems.at[i].kind == PROBLEM_UNREADABLE)
			return true;
	return false;
}

const struct scan_text *
scan_text_at(struct scan_texts texts, struct str path)
{
	uint32_t i = sorted_find(SORTED(texts.at, path, texts.count), path);

	return i != UINT32_MAX ? &texts.at[i] : NULL;
}

const struct scan_text *
scan_text(const struct scan *s, struct str path)
{
	return scan_text_at(s->texts, path);
}

bool
scan_is_link(const struct scan *s, struct str path)
{
	return sorted_find(SORTED_STRS(s->links), path) != UINT32_MAX;
}

bool
scan_read(const struct scan *s, struct str path, size_t limit, struct buf *out)
{
	const struct scan_text *given = scan_text(s, path);
	struct buf full = { 0 };
	struct err err;
	bool read;

	buf_clear(out);
	if (given != NULL) {
		buf_str(out, given->text);
		return true;
	}
	if (scan_is_link(s, path))
		return false;
	buf_printf(&full, STR_FMT "/" STR_FMT, STR_ARG(s->root), STR_ARG(path));
	read = file_read(full.at, limit, out, &err);
	if (!read)
		buf_clear(out);
	buf_release(&full);
	return read;
}

bool
scan_has(const struct scan *s, struct str path)
{
	uint32_t at;

	return places_find(&s->places, path, &at);
}

bool
scan_has_dir(const struct scan *s, struct str dir)
{
	if (dir.len == 0)
		return s->paths.count > 0;
	uint32_t i = sorted_below(SORTED_STRS(s->paths), dir, true);

	return i < s->paths.count && !str_eq(s->paths.at[i], dir) &&
	       path_within(s->paths.at[i], dir);
}

uint32_t
scan_next_in(const struct scan *s, struct str dir, uint32_t at)
{
	const struct strs paths = s->paths;
	size_t cut = dir.len > 0 ? dir.len + 1 : 0;

	if (at == 0 && dir.len > 0)
		at = sorted_below(SORTED_STRS(paths), dir, true);
	while (at < paths.count && path_within(paths.at[at], dir)) {
		struct str rest = str_from(paths.at[at], cut), part;

		(void)str_cut(&rest, '/', &part);
		if (cut + part.len == paths.at[at].len)
			return at;
		at = sorted_below(
			SORTED_STRS(paths), str_slice(paths.at[at], 0, cut + part.len), false);
	}
	return paths.count;
}

bool
scan_resolve(const struct scan *s, struct arena *a, struct str from, struct str path,
             struct str *out)
{
	return s->outside ? outside_resolve(a, s->root, from, path, out)
	                  : path_resolve(a, from, path, out);
}

void
scan_ignored(const struct scan *s, struct arena *a, struct strs paths, bool *out)
{
	if (paths.count == 0)
		return;
	if (!s->git || !list_git_ignored(a, s->root, paths, out))
		walk_ignored(s->root, paths, out);
}
