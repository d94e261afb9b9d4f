/*
 * mounted.c - folders of the repository that compose files mount into the containers of an image.
 *
 * What the image has none of comes with the container: it is shipped. A mount over what is copied shows whoever develops
 * what he edits, and more than the image has: that tells nothing. Where a file for production builds the image, what
 * others mount is for development.
 */
#include "base/path.h"
#include "project/model.h"

static void
add_row(struct model *m, file_id dockerfile, struct mounted row)
{
	uint32_t *first = map_put(m->arena, &m->mounted_first, dockerfile, NULL);

	row.next = *first;
	*vec_push(m->arena, &m->mounted) = row;
	*first = m->mounted.count;
}

void
mounted_read(struct model *m, const struct scanned *compose, uint32_t stage, file_id dockerfile)
{
	const struct fact_directives rows = compose->facts.directives;
	bool production = str_ends(path_stem(compose->path), STR(".prod"));

	add_row(m, dockerfile, (struct mounted){ .to = STR(""), .production = production });
	for (uint32_t i = stage; i < rows.count && rows.at[i].stage == rows.at[stage].stage; i++) {
		struct str from;

		if (rows.at[i].kind == DIRECTIVE_COPY &&
		    path_resolve(m->arena, path_dir(compose->path),
		                 facts_text(&compose->facts, rows.at[i].key), &from))
			add_row(m, dockerfile,
			        (struct mounted){
					.from = from,
					.to = facts_text(&compose->facts, rows.at[i].value),
					.production = production,
				});
	}
}

static bool
is_production(const struct model *m, uint32_t first)
{
	for (uint32_t i = first; i > 0; i = m->mounted.at[i - 1].next)
		if (m->mounted.at[i - 1].production)
			return true;
	return false;
}

/* Is there code there? A list of requirements is copied to install it, into images that have no code of their own, too. */
static bool
is_code(const struct model *m, struct str path)
{
	return tree_dir(m, path) != ID_NONE || tree_module_at(m, path) != ID_NONE;
}

static bool
covers_copy(const struct model *m, const struct deployment *d, uint32_t copies, struct str from)
{
	for (uint32_t i = 0; i < copies; i++)
		if (path_within(d->copies.at[i].from, from) && is_code(m, d->copies.at[i].from))
			return true;
	return false;
}

void
mounted_add(struct model *m, file_id dockerfile, struct deployment *d)
{
	const uint32_t *first = map_find(&m->mounted_first, dockerfile);
	uint32_t copies = d->copies.count, i = first != NULL ? *first : 0;
	bool production = is_production(m, i);

	for (; i > 0 && copies > 0; i = m->mounted.at[i - 1].next) {
		const struct mounted *row = &m->mounted.at[i - 1];

		if (row->to.len == 0 || row->production != production ||
		    covers_copy(m, d, copies, row->from) || !is_code(m, row->from))
			continue;
		str_vec_add(m, &d->ships, row->from);
		*vec_push(m->arena, &d->copies) =
			(struct mapping){ row->from, str_from(row->to, 1) };
	}
}
