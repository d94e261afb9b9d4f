/*
 * sole.c - what the whole repository imports, against how many manifests declare it.
 */
#include "requirements/sole.h"

#include "packaging/name.h"
#include "requirements/manifest.h"

static void
note_all(struct search *s, const struct imported_module *row)
{
	for (uint32_t i = 0; i < row->dists.count; i++)
		*map_put(s->a, &s->all, row->dists.at[i], NULL) = 1;
}

/* Count it for each distribution that the manifest has. */
static void
note_declared(struct search *s, const struct facts *f)
{
	struct map seen = { 0 };

	for (uint32_t i = 0; i < f->requirements.count; i++) {
		struct str name = name_canonical(s->a, facts_text(f, f->requirements.at[i].name));
		name_id id = names_find(s->audit->names, name);
		bool fresh;

		if (id == NAME_NONE)
			continue;
		(void)map_put(s->a, &seen, id, &fresh);
		if (fresh)
			++*map_put(s->a, &s->declared, id, NULL);
	}
}

bool
search_is_sole(struct search *s, struct str dist)
{
	const struct scan *scan = s->p->scan;

	if (!s->all_built) {
		s->all_built = true;
		for (module_id m = 0; m < s->p->modules.count; m++)
			note_all(s, imported_of(s->imported, m));
		for (file_id i = 0; i < scan->files.count; i++)
			if (manifest_is_sure(s->p, i) && !project_is_lock(&scan->files.at[i]))
				note_declared(s, &scan->files.at[i].facts);
	}

	name_id id = names_find(s->audit->names, dist);
	const uint32_t *declared = map_find(&s->declared, id);

	return map_find(&s->all, id) != NULL && declared != NULL && *declared == 1;
}
