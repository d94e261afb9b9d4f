/*
 * told.c - `pip install x` in texts that are no manifests.
 */
#include "requirements/told.h"

#include "base/arena.h"
#include "base/chars.h"
#include "base/path.h"
#include "base/sorted.h"
#include "common/reread.h"
#include "packaging/name.h"

static bool
is_text(struct str path)
{
	static const char *const exts[] = {
		"md",  "rst", "sh",   "yml", "yaml", "tf",  "ipynb",
		"bat", "ps1", "toml", "cfg", "ini",  "json"
	};

	return path_has_any_ext(path, exts, countof(exts)) ||
	       memchr(path_base(path).at, '.', path_base(path).len) == NULL;
}

static bool
is_of_name(char c)
{
	return char_is_name(c) || c == '-' || c == '.';
}

/* The names behind the command, up to the line's end, which need not be the command's; `folder` in audit->names. */
static void
note_names(struct audit *audit, name_id folder, struct str words, uint32_t text)
{
	size_t i = 0, start;

	while (i < words.len) {
		for (start = i; i < words.len && is_of_name(words.at[i]);)
			i++;
		struct str name = { words.at + start, i - start };

		if (name.len > 0) {
			name_id id = names_put(audit->names, name_canonical(audit->arena, name));

			*map_put(audit->arena, &audit->told, map_key(folder, id), NULL) = text;
		}
		while (i < words.len && !is_of_name(words.at[i]))
			i++;
	}
}

/* Behind `install` of "python -m pip install -q x", or `add` of "uv add x"; "": the line installs nothing. */
static struct str
installed(struct str line)
{
	static const char *const tools[] = {
		"pip", "pip3", "uv", "poetry", "pdm", "conda", "mamba"
	};
	struct str rest = line, word, before = STR("");

	while (str_cut(&rest, ' ', &word)) {
		size_t cut = word.len;

		while (cut > 0 && is_of_name(word.at[cut - 1]))
			cut--;
		word = str_from(word, cut);
		if ((str_eq(word, STR("install")) || str_eq(word, STR("add"))) &&
		    str_is_any(before, tools, countof(tools)))
			return rest;
		before = word.len > 0 ? word : before;
	}
	return STR("");
}

static void
read_text(struct audit *audit, name_id folder, uint32_t at, struct buf *text)
{
	struct str rest, line, words;
	bool goes_on = false;

	if (!reread_file(audit->project, audit->project->scan->paths.at[at], text))
		return;
	rest = buf_text(text);
	while (str_cut(&rest, '\n', &line)) {
		words = goes_on ? line : installed(line);
		note_names(audit, folder, words, at + 1);
		goes_on = words.len > 0 && str_trim(line).len > 0 &&
		          str_trim(line).at[str_trim(line).len - 1] == '\\';
	}
}

/* Read the texts of the folder itself. A name is kept with the text's place in the scan's paths, + 1. */
static void
read_folder(struct audit *audit, name_id folder, struct str dir)
{
	struct strs paths = audit->project->scan->paths;
	struct buf text = { 0 };

	for (uint32_t i = sorted_from(SORTED_STRS(paths), dir);
	     i < paths.count && audit->told_left > 0 && str_starts(paths.at[i], dir); i++) {
		audit->told_left--;
		if (str_eq(path_dir(paths.at[i]), dir) && is_text(paths.at[i]))
			read_text(audit, folder, i, &text);
	}
	buf_release(&text);
}

struct str
told_where(struct audit *audit, struct str dir, const struct need *need)
{
	name_id folder = names_put(audit->names, dir);
	bool fresh;

	*map_put(audit->arena, &audit->told, map_key(folder, NAME_NONE), &fresh) = 0;
	if (fresh)
		read_folder(audit, folder, dir);
	for (uint32_t i = 0; i < need->dists.count; i++) {
		name_id id = names_find(audit->names, need->dists.at[i]);
		const uint32_t *at =
			id != NAME_NONE ? map_find(&audit->told, map_key(folder, id)) : NULL;

		if (at != NULL && *at != 0)
			return audit->project->scan->paths.at[*at - 1];
	}
	return STR("");
}
