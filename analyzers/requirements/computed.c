/*
 * computed.c - whether a setup.py reads the lists beside it.
 */
#include "requirements/computed.h"

#include "base/arena.h"
#include "base/path.h"
#include "common/reread.h"
#include "packaging/name.h"

/* Bytes of a setup.py that is read once more. */
#define TEXT_LIMIT ((size_t)64 << 10)

static bool
is_list(const struct project *p, struct str path)
{
	file_id id = scan_file(p->scan, path);

	return id != UINT32_MAX && p->scan->files.at[id].grammar != NULL &&
	       strcmp(p->scan->files.at[id].grammar->name, "requirements") == 0 &&
	       p->scan->files.at[id].facts.requirements.count > 0;
}

struct str
computed_text(struct arena *a, const struct project *p, struct str setup, struct strs lists)
{
	struct buf text = { 0 };
	struct str all = STR("");
	bool named = false;

	if (reread_file(p, setup, &text) && text.len <= TEXT_LIMIT)
		all = name_canonical(a, buf_text(&text));
	buf_release(&text);
	for (uint32_t i = 0; i < lists.count && all.len > 0 && !named; i++)
		named = is_list(p, lists.at[i]) &&
		        str_has(all, name_canonical(a, path_base(lists.at[i])));
	return named ? all : STR("");
}
