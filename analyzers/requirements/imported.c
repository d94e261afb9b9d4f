/*
 * imported.c - from the imports of a file to all distributions that they may need.
 */
#include "requirements/imported.h"

#include "base/arena.h"
#include "base/buf.h"
#include "packaging/name.h"
#include "requirements/distributions.h"
#include "rules/python.h"

/* Parts of a dotted name that the name of a distribution is compared with. */
#define PARTS_MOST 6
/* Shorter words of a name say nothing. */
#define WORD_LEAST 5

/* What an imported name may need, wherever it stands. */
struct meaning {
	struct dist_ids dists; /* as found: some may be there twice */
	bool known;            /* looked up before */
	bool doubtful;
	bool weighed, parts; /* of a top-level name: has_parts() */
};

VEC(meanings, struct meaning);

struct imported {
	struct audit *audit;
	struct imported_module *modules; /* by module_id */
	struct names *names;             /* dotted names met so far */
	struct meanings meanings;        /* by name_id in `names` */
	struct buf name;                 /* the name at hand */
	struct arena view;               /* of one module */
	struct map last; /* distribution → the last module that has it, as index + 1 */
	struct meaning *to;
	bool found; /* any distribution, for the name at hand */
};

static void
note_dist(struct imported *n, struct str dist)
{
	name_id id = names_find(n->audit->names, dist);

	if (id == NAME_NONE || map_find(&n->audit->anywhere, id) == NULL)
		return;
	*vec_push(n->audit->arena, &n->to->dists) = id;
	n->found = true;
}

static void
note_dists(struct imported *n, struct strs dists)
{
	for (uint32_t i = 0; i < dists.count; i++)
		note_dist(n, dists.at[i]);
	n->found = n->found || dists.count > 0;
}

/* A distribution may be called like any beginning of the name: `google.cloud.storage`,
 * `ruamel.yaml`. */
static void
note_names(struct imported *n, struct str dotted)
{
	uint32_t parts = 0;

	for (size_t i = 0; i <= dotted.len && parts < PARTS_MOST; i++)
		if (i == dotted.len || dotted.at[i] == '.') {
			struct str name = { dotted.at, i };
			bool found = n->found;

			note_dist(n, name_canonical(n->audit->arena, name));
			/* `google-cloud` does not bring all of google.cloud. */
			n->found = dist_is_namespace(name) ? found : n->found;
			parts++;
		}
}

/* Whatever brings `aurora_dsql_psycopg2` may have a use for psycopg2. */
static void
note_words(struct imported *n, struct str top)
{
	struct str rest = top, word;

	while (str_cut(&rest, '_', &word))
		if (word.len >= WORD_LEAST && word.len < top.len) {
			note_dists(n, dists_of_import(word));
			note_dist(n, name_canonical(n->audit->arena, word));
		}
}

static void
look_up(struct imported *n, struct str dotted)
{
	struct str rest = dotted, top;
	struct strs behind, told = dists_of_import(dotted);

	if (!str_cut(&rest, '.', &top) || top.len == 0)
		return;
	n->found = false;
	for (uint32_t i = 0; behind_of(n->audit, dotted, i, &behind); i++)
		note_dists(n, behind);
	if (told.count == 0 && !dist_is_own(top) && !stdlib_ever(top))
		note_words(n, top);
	n->found = false;
	note_dists(n, origin_of(n->audit, dotted).dists);
	note_dists(n, told);
	note_names(n, dotted);
	if (!n->found && dist_is_namespace(top))
		n->to->doubtful = true;
}

static bool
has_key_below(struct config_pairs pairs, struct str top)
{
	for (uint32_t i = 0; i < pairs.count; i++) {
		struct str key = pairs.at[i].key.text;

		if (str_starts(key, top) && key.len > top.len && key.at[top.len] == '.')
			return true;
	}
	return false;
}

/* May `a.b` mean anything but what `a` means? */
static bool
has_parts(struct imported *n, struct str top)
{
	const struct project *p = n->audit->project;
	name_id start = names_find(n->audit->names, name_canonical(n->audit->arena, top));

	return p->installed != NULL || import_has_parts(top) ||
	       has_key_below(p->config->distributions, top) ||
	       has_key_below(p->config->submodules, top) ||
	       (start != NAME_NONE && map_find(&n->audit->beginnings, start) != NULL);
}

static struct meaning *
meaning_of(struct imported *n, struct str dotted)
{
	name_id id = names_put(n->names, dotted);

	while (n->meanings.count <= id)
		*vec_push(n->audit->arena, &n->meanings) = (struct meaning){ .known = false };
	return &n->meanings.at[id];
}

/* What the first part means, where it is enough to look at that; else NULL. */
static struct meaning *
plain_meaning(struct imported *n, struct str top)
{
	struct meaning *meaning;

	if (top.len == 0)
		return NULL;
	meaning = meaning_of(n, top);
	if (!meaning->weighed)
		meaning->parts = has_parts(n, top);
	meaning->weighed = true;
	return meaning->parts ? NULL : meaning;
}

/* Note what the name may need: for one that was met before, by what was found then. */
static void
note_meaning(struct imported *n, struct meaning *meaning, struct str dotted, module_id module,
             struct imported_module *to)
{
	struct arena *a = n->audit->arena;

	n->to = meaning;
	if (!n->to->known)
		look_up(n, dotted);
	n->to->known = true;
	to->doubtful = to->doubtful || n->to->doubtful;
	for (uint32_t i = 0; i < n->to->dists.count; i++) {
		uint32_t *last = map_put(a, &n->last, n->to->dists.at[i], NULL);

		if (*last != module + 1)
			*vec_push(a, &to->dists) = n->to->dists.at[i];
		*last = module + 1;
	}
}

static void
note_name(struct imported *n, module_id module, struct imported_module *to)
{
	struct str dotted = buf_text(&n->name);

	note_meaning(n, meaning_of(n, dotted), dotted, module, to);
}

static void
put_dotted(struct buf *out, struct str first, struct str rest)
{
	buf_clear(out);
	buf_str(out, first);
	buf_char(out, '.');
	buf_str(out, rest);
}

static void
put_import(struct buf *out, const struct facts *f, const struct fact_import *import)
{
	struct str module = facts_text(f, import->module), name = facts_text(f, import->name);

	put_dotted(out, module, name);
	if (name.len == 0 || str_eq(name, STR("*")))
		out->len = module.len;
}

/* What an attribute stands for: `a.b.c` where `import p.q as a` is p.q.b.c. */
static void
put_use(struct buf *out, const struct facts *f, const struct fact_use *use)
{
	const struct fact_import *import = &f->imports.at[use->import];
	struct str dotted = facts_text(f, use->dotted), rest = dotted, first;

	if (facts_text(f, import->alias).len > 0 && str_cut(&rest, '.', &first)) {
		put_dotted(out, facts_text(f, import->module), rest);
		return;
	}
	buf_clear(out);
	buf_str(out, dotted);
}

/* Does any manifest declare it, and is it made by others? */
static bool
is_of_others(const struct audit *audit, struct str dist)
{
	name_id id = names_find(audit->names, dist);

	return id != NAME_NONE && map_find(&audit->anywhere, id) != NULL &&
	       map_find(&audit->projects, id) == NULL;
}

/* Of a package that many fill: is it known whose that part is? */
static bool
is_known_part(const struct audit *audit, const struct facts *f, const struct fact_import *import)
{
	struct str dotted = str_join(
		audit->arena, facts_text(f, import->module), '.', facts_text(f, import->name));

	return dists_of_import(dotted).count > 0;
}

/* Is it an import of a name of ours that leads nowhere, and of no distribution that is declared? */
static bool
is_stray(const struct audit *audit, const struct facts *f, const struct edge *e)
{
	struct str rest = facts_text(f, f->imports.at[e->import].module), top;

	if (e->kind != EDGE_IMPORT || f->imports.at[e->import].level > 0 ||
	    (e->target != TARGET_OUTSIDE && e->target != TARGET_MISSING &&
	     e->target != TARGET_NOT_SHIPPED) ||
	    !str_cut(&rest, '.', &top))
		return false;
	name_id id = names_find(audit->names, top);
	if (id == NAME_NONE || map_find(&audit->ours, id) == NULL || stdlib_ever(top) ||
	    is_of_others(audit, name_canonical(audit->arena, top)))
		return false;
	if (dist_is_namespace(top) && is_known_part(audit, f, &f->imports.at[e->import]))
		return false;
	struct strs dists = dists_of_import(top);
	for (uint32_t i = 0; i < dists.count; i++)
		if (is_of_others(audit, dists.at[i]))
			return false;
	return true;
}

bool
imported_names(const struct facts *f, struct str package)
{
	for (uint32_t i = 0; i < f->imports.count; i++) {
		struct str rest = facts_text(f, f->imports.at[i].module), first;

		if (f->imports.at[i].level == 0 && str_cut(&rest, '.', &first) &&
		    str_eq(first, package))
			return true;
	}
	return false;
}

struct str
imported_stray(const struct audit *audit, env_id env, module_id m)
{
	const struct facts *f = audit->project->modules.at[m].facts;
	struct edges edges = project_edges(audit->project, env, m);

	for (uint32_t i = 0; i < edges.count; i++)
		if (is_stray(audit, f, &edges.at[i]))
			return facts_text(f, f->imports.at[edges.at[i].import].module);
	return STR("");
}

bool
imported_strays(const struct audit *audit, env_id env, module_id m)
{
	const struct facts *f = audit->project->modules.at[m].facts;

	for (uint32_t i = 0; i < f->paths.count; i++)
		if (f->paths.at[i].kind == PATH_UNKNOWN)
			return true;
	return imported_stray(audit, env, m).len > 0;
}

/* False where attributes of what is imported may need more. */
static bool
note_import(struct imported *n, const struct facts *f, const struct fact_import *import,
            module_id id, struct imported_module *to)
{
	struct str top = str_before(facts_text(f, import->module), '.');
	struct meaning *meaning;

	if ((import->context & CONTEXT_COMPUTED) != 0) {
		to->doubtful = true;
		return false;
	}
	if (import->level > 0)
		return false;
	meaning = plain_meaning(n, top);
	if (meaning != NULL) {
		note_meaning(n, meaning, top, id, to);
		/* What `from a import b` binds is `b` to its uses. */
		return facts_text(f, import->name).len == 0 || facts_text(f, import->alias).len > 0;
	}
	put_import(&n->name, f, import);
	note_name(n, id, to);
	return false;
}

static void
read_module(struct imported *n, module_id id, struct imported_module *to)
{
	const struct module *m = &n->audit->project->modules.at[id];
	const struct facts *f = m->facts;
	bool *plain = arena_array(&n->view, bool, (size_t)f->imports.count + 1);

	to->doubtful = scan_in_doubt(&n->audit->project->scan->files.at[m->file]);
	for (uint32_t i = 0; i < f->imports.count; i++)
		plain[i] = note_import(n, f, &f->imports.at[i], id, to);
	for (uint32_t i = 0; i < f->uses.count; i++) {
		const struct fact_use *use = &f->uses.at[i];

		if (plain[use->import])
			continue;
		put_use(&n->name, f, use);
		note_name(n, id, to);
	}
	arena_reset(&n->view);
	to->strays = imported_strays(n->audit, m->env, id);
}

struct imported *
imported_new(struct audit *audit)
{
	struct imported *n = arena_new(audit->arena, struct imported);

	n->audit = audit;
	n->names = names_new(audit->arena);
	n->modules =
		arena_array(audit->arena, struct imported_module, audit->project->modules.count);
	return n;
}

const struct imported_module *
imported_of(struct imported *n, module_id m)
{
	struct imported_module *row = &n->modules[m];

	if (!row->read)
		read_module(n, m, row);
	row->read = true;
	return row;
}

void
imported_release(struct imported *n)
{
	buf_release(&n->name);
	arena_release(&n->view);
}
