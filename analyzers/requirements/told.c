/*
 * told.c - `pip install x` in texts that are no manifests.
 */
#include "requirements/told.h"

#include "base/arena.h"
#include "base/chars.h"
#include "base/path.h"
#include "common/reread.h"
#include "packaging/name.h"
#include "requirements/texts.h"

/* So many texts of a folder are read. */
#define TEXTS_MOST 500

/* A text of a folder. */
struct telling {
	struct audit *audit;
	name_id folder; /* in audit->names */
	uint32_t at;    /* in the scan's paths */
};

static void
note_name(void *ctx, struct str word, bool scheme)
{
	const struct telling *t = ctx;
	struct audit *audit = t->audit;
	name_id id = names_put(audit->names, name_canonical(audit->arena, word));

	if (!scheme)
		*map_put(audit->arena, &audit->told, map_key(t->folder, id), NULL) = t->at + 1;
}

/* Read the texts of the folder itself. A name is kept with the text's place in the scan's paths, + 1. */
static void
read_folder(struct audit *audit, name_id folder, struct str dir)
{
	const struct scan *scan = audit->project->scan;
	struct buf text = { 0 };

	for (uint32_t i = scan_next_in(scan, dir, 0), left = TEXTS_MOST;
	     i < scan->paths.count && left > 0; i = scan_next_in(scan, dir, i + 1)) {
		struct telling t = { audit, folder, i };

		if (!text_may_tell(scan->paths.at[i]))
			continue;
		left--;
		if (reread_file(audit->project, scan->paths.at[i], &text))
			text_installed(buf_text(&text), note_name, &t);
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

/* Does the text speak of files in the folder, by its path from where the text is? */
static bool
speaks_of(const struct audit *audit, struct str path, struct str folder)
{
	struct buf text = { 0 };
	struct str rest = STR("");
	bool found = false;

	if (reread_file(audit->project, path, &text))
		rest = buf_text(&text);
	for (size_t at; !found && (at = str_find(rest, folder)) < rest.len;
	     rest = str_from(rest, at + folder.len))
		found = (at == 0 || !char_is_name(rest.at[at - 1])) &&
		        str_starts(str_from(rest, at + folder.len), STR("/"));
	buf_release(&text);
	return found;
}

struct str
told_around(struct audit *audit, struct str dir, const struct need *need)
{
	for (struct str up = dir; up.len > 0;) {
		struct str text, folder;

		up = path_dir(up);
		folder = up.len > 0 ? str_from(dir, up.len + 1) : dir;
		text = told_where(audit, up, need);
		if (text.len > 0 && speaks_of(audit, text, folder))
			return text;
	}
	return STR("");
}
