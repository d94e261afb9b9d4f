/*
 * told.c - `pip install x` in texts that are no manifests.
 */
#include "requirements/told.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/sorted.h"
#include "common/reread.h"
#include "packaging/name.h"
#include "requirements/texts.h"

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
	struct strs paths = audit->project->scan->paths;
	struct buf text = { 0 };

	for (uint32_t i = sorted_from(SORTED_STRS(paths), dir);
	     i < paths.count && audit->told_left > 0 && str_starts(paths.at[i], dir); i++) {
		audit->told_left--;
		struct telling t = { audit, folder, i };

		if (str_eq(path_dir(paths.at[i]), dir) && text_may_tell(paths.at[i]) &&
		    reread_file(audit->project, paths.at[i], &text))
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
