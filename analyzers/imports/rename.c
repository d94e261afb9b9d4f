/*
 * rename.c - a plain import binds the first name of its module, and code says the whole.
 */
#include "imports/rename.h"

#include "base/arena.h"
#include "base/vec.h"
#include "imports/chains.h"

#define READ_LIMIT  ((uint64_t)1 << 28) /* bytes of a file, times its imports */
#define PLAIN_LIMIT 50                  /* plain imports of one package */

VEC(place_rows, struct renamed_place);
VEC(plain_rows, struct str);

struct renaming {
	const struct rewriting *w;
	const struct facts *facts;
	struct str text, module;
	struct str first, first_to; /* the names that the two imports bind */
	struct plain_rows plain;    /* modules whose plain imports bind `first` */
	bool has_to;                /* so does one of `to` bind its first name */
	uint32_t next;              /* row of imports that does not end before the code */
	struct span near;
	struct place_rows places;
};

static struct str
first_of(struct str dotted)
{
	struct str first;

	(void)str_cut(&dotted, '.', &first);
	return first;
}

static bool
is_plain(const struct fact_import *row)
{
	return row->level == 0 && row->name == 0 && row->alias == 0 &&
	       (row->context & CONTEXT_DYNAMIC) == 0;
}

static void
add_place(struct renaming *r, size_t start)
{
	*vec_push(r->w->c->view, &r->places) =
		(struct renamed_place){ .start = start, .near = r->near };
}

/* The import statements. False if one of them binds a name otherwise, or has to stay. */
static bool
look_at_imports(struct renaming *r)
{
	struct arena *a = r->w->c->view;

	for (uint32_t i = 0; i < r->facts->imports.count; i++) {
		const struct fact_import *row = &r->facts->imports.at[i];
		struct str module = facts_text(r->facts, row->module);
		struct str name = facts_text(r->facts, row->alias != 0 ? row->alias : row->name);

		if (!is_plain(row)) {
			if (str_eq(name, r->first) || str_eq(name, r->first_to) ||
			    str_eq(name, STR("*")))
				return false;
			continue;
		}
		r->has_to = r->has_to || (str_eq(first_of(module), r->first_to) && row->scope == 0);
		if (!str_eq(first_of(module), r->first))
			continue;
		if (row->scope != 0 || r->plain.count == PLAIN_LIMIT)
			return false;
		*vec_push(a, &r->plain) = module;
		if (!str_eq(module, r->module))
			continue;
		if (map_find(r->w->forbidden, i) == NULL ||
		    row->span.start + module.len > r->text.len ||
		    memcmp(r->text.at + row->span.start, module.at, module.len) != 0)
			return false;
		r->near = row->span;
		add_place(r, row->span.start);
	}
	return true;
}

/* Is it in an import statement? */
static bool
is_import(struct renaming *r, size_t at)
{
	const struct fact_imports all = r->facts->imports;

	while (r->next < all.count &&
	       (all.at[r->next].statement.end <= at ||
	        (all.at[r->next].context & CONTEXT_DYNAMIC) != 0))
		r->next++;
	return r->next < all.count && all.at[r->next].statement.start <= at;
}

static bool
see_chain(void *ctx, const struct chain_text *chain)
{
	struct renaming *r = ctx;
	struct str first = first_of(chain->text), best = STR("");

	if (chain->attribute || is_import(r, chain->start))
		return true;
	if (!str_eq(first, r->first))
		return (r->has_to && chain->text.len > first.len) || !str_eq(first, r->first_to);
	for (uint32_t i = 0; i < r->plain.count; i++) {
		struct str module = r->plain.at[i];

		if (module.len > best.len && str_starts(chain->text, module) &&
		    (chain->text.len == module.len || chain->text.at[module.len] == '.'))
			best = module;
	}
	if (best.len == 0 || !str_eq(best, r->module))
		return best.len > 0;
	r->near = mend_span(r->text, &r->near, chain->start, chain->start);
	add_place(r, chain->start);
	return r->near.col <= COLUMN_LIMIT;
}

struct renamed
rename_places(const struct rewriting *w, struct str text, struct str module, struct str to)
{
	struct renaming r = {
		.w = w,
		.facts = w->c->project->modules.at[w->module].facts,
		.text = text,
		.module = module,
		.first = first_of(module),
		.first_to = first_of(to),
	};

	if (r.facts->problems.count > 0 ||
	    (uint64_t)text.len * r.facts->imports.count > READ_LIMIT || !look_at_imports(&r) ||
	    !chains_each(text, r.first, module, see_chain, &r))
		return (struct renamed){ 0 };
	return (struct renamed){ r.places.at, r.places.count };
}
