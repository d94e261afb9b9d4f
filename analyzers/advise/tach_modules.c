/*
 * tach_modules.c - which modules tach was told of, and which of the code belong to none.
 */
#include "advise/tach.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"

#define LOOSE_LIMIT 8 /* names, in each `only` contract */

const struct doc *
tach_get(const struct doc *table, const char *key)
{
	return doc_get(table, str_of(key));
}

/* A name, or the `key` of a table. */
struct str
tach_named(const struct doc *value, const char *key)
{
	if (value != NULL && value->kind == DOC_MAP)
		value = tach_get(value, key);
	return value != NULL && value->kind == DOC_STRING ? value->text : STR("");
}

static void
add_module(struct tach *t, const struct doc *table, struct str path)
{
	*vec_push(t->c->arena, &t->modules) = (struct tach_module){
		.table = table,
		.path = path,
		.layer = tach_named(tach_get(table, "layer"), "name"),
		.utility = converting_bool(tach_get(table, "utility"), false),
	};
}

/* A pattern without its first "**" and the dot beside that. */
static struct str
without_stars(struct tach *t, struct str text)
{
	size_t stars = str_find(text, STR("**."));

	if (stars != SIZE_MAX)
		return converting_text(t->c, "%.*s" STR_FMT, (int)stars, text.at,
		                       STR_ARG(str_from(text, stars + 3)));
	if (str_ends(text, STR(".**")))
		text.len -= 3;
	return text;
}

struct tach_name
tach_name_read(struct tach *t, struct str text)
{
	struct tach_name name = { .text = text };
	struct err err;

	if (converting_has_wildcard(text)) {
		name.some = pattern_new(t->c->arena, PATTERN_DOTTED, text, &err);
		name.none = pattern_new(t->c->arena, PATTERN_DOTTED, without_stars(t, text), &err);
	}
	return name;
}

bool
tach_name_is(const struct tach_name *name, struct str module)
{
	return str_eq(name->text, module) ||
	       (name->some != NULL && pattern_matches(name->some, module)) ||
	       (name->none != NULL && pattern_matches(name->none, module));
}

/* The modules of the code that a pattern names, but for those that have a table of their own. */
static void
add_matches(struct tach *t, const struct doc *table, struct str path)
{
	struct tach_name pattern = tach_name_read(t, path);
	uint32_t told = t->modules.count;

	for (uint32_t i = 0; i < t->names.count; i++) {
		bool own = !tach_name_is(&pattern, t->names.at[i].name);

		for (uint32_t k = 0; k < told && !own; k++)
			own = str_eq(t->modules.at[k].path, t->names.at[i].name);
		if (!own)
			add_module(t, table, t->names.at[i].name);
	}
}

static void
add_modules(struct tach *t, const struct doc *table, bool wildcards)
{
	struct strs paths = converting_strs(t->c, tach_get(table, "path"));

	if (paths.count == 0)
		paths = converting_strs(t->c, tach_get(table, "paths"));
	for (uint32_t i = 0; i < paths.count; i++) {
		if (str_eq(paths.at[i], STR("<root>"))) {
			if (!wildcards)
				converting_note(t->c, "Not translated: the module <root>.");
			continue;
		}
		if (converting_has_wildcard(paths.at[i]) != wildcards)
			continue;
		if (wildcards)
			add_matches(t, table, paths.at[i]);
		else
			add_module(t, table, paths.at[i]);
	}
}

/* Is the module in one of tach's, or around one? */
static bool
is_taken(const struct tach *t, struct str name)
{
	for (uint32_t i = 0; i < t->modules.count; i++) {
		struct str path = t->modules.at[i].path;

		if (converting_below(name, path) || converting_below(path, name))
			return true;
	}
	return false;
}

/* Is it in no module, and has some in it? */
static bool
is_around(const struct tach *t, struct str name)
{
	for (uint32_t i = 0; i < t->modules.count; i++)
		if (converting_below(name, t->modules.at[i].path))
			return false;
	return true;
}

void
tach_add_name(const struct tach *t, struct text_rows *names, struct str name)
{
	for (uint32_t i = 0; i < names->count; i++)
		if (str_eq(names->at[i], name))
			return;
	*vec_push(t->c->arena, names) = name;
}

/* The dotted name that tach has for a file: from the first source root that it is in. "" : none. */
static struct str
name_of(const struct tach *t, const struct module *m)
{
	struct strs roots = { t->c->source_roots.at, t->c->source_roots.count };
	struct str place = m->package ? path_dir(m->path) : m->path;

	for (uint32_t i = 0; i < roots.count || i == 0; i++) {
		struct str root = STR("");

		if (roots.count > 0 && !path_resolve(t->c->arena, STR(""), roots.at[i], &root))
			continue;
		size_t cut = root.len > 0 ? root.len + 1 : 0;
		if (!path_within(place, root) || place.len <= cut)
			continue;
		size_t len = place.len - cut;
		if (!m->package)
			len -= path_base(place).len - path_stem(place).len;
		char *name = arena_copy(t->c->arena, place.at + cut, len);
		for (size_t c = 0; c < len; c++)
			name[c] = name[c] == '/' ? '.' : name[c];
		return (struct str){ name, len };
	}
	return STR("");
}

/* Could an import say it? "build-scripts" is no name. */
static bool
is_dotted(const struct tach *t, struct str name)
{
	struct err err;

	return pattern_new(t->c->arena, PATTERN_DOTTED, name, &err) != NULL;
}

/* By module: does anything import it? */
static bool *
mark_imported(struct tach *t)
{
	const struct project *p = t->c->project;
	bool *imported = arena_array(t->c->arena, bool, p->modules.count);

	for (module_id m = 0; m < p->modules.count; m++) {
		struct edges edges = project_edges(p, p->modules.at[m].env, m);

		for (uint32_t i = 0; i < edges.count; i++)
			if (edges.at[i].kind == EDGE_IMPORT && edges.at[i].to != ID_NONE)
				imported[edges.at[i].to] = true;
	}
	return imported;
}

/* The names of the code, and the packages that say for themselves what is theirs. */
static void
list_code(struct tach *t)
{
	const struct project *p = t->c->project;
	const bool *imported = mark_imported(t);

	for (module_id m = 0; m < p->modules.count; m++) {
		const struct module *module = &p->modules.at[m];
		struct str name = name_of(t, module), file;

		if (name.len == 0 || !is_dotted(t, name))
			continue;
		*vec_push(t->c->arena, &t->names) = (struct code_name){
			name, module->facts->imports.count > 0, imported[m], module->test
		};
		if (!module->package)
			continue;
		file = path_join(t->c->arena, path_dir(module->path), STR("tach.domain.toml"));
		struct str path = path_join(t->c->arena, p->scan->root, file);
		if (file_kind(converting_text(t->c, STR_FMT, STR_ARG(path)).at) != FILE_REGULAR)
			continue;
		converting_note(
			t->c,
			"Not translated: " STR_FMT "; `" STR_FMT
			"` may import anything, and anything may import it.",
			STR_ARG(file), STR_ARG(name));
		*vec_push(t->c->arena, &t->domains) = name;
	}
}

/* What tach leaves alone: modules that belong to none of its own, by the packages around them. A
 * package around its modules has no name of its own here: with it, what is below it is named. */
static void
find_loose(struct tach *t)
{
	struct text_rows out = { 0 };

	for (uint32_t i = 0; i < t->names.count && !t->unlisted; i++) {
		struct str name = t->names.at[i].name;

		if (is_taken(t, name)) {
			t->unlisted = is_around(t, name);
			continue;
		}
		if (t->names.at[i].test)
			continue;
		for (struct str up = str_before_last(name, '.'); up.len > 0 && !is_taken(t, up);
		     up = str_before_last(up, '.'))
			name = up;
		tach_add_name(t, &out, name);
		t->unlisted = out.count > LOOSE_LIMIT;
	}
	for (uint32_t i = 0; i < t->domains.count; i++)
		tach_add_name(t, &out, t->domains.at[i]);
	t->loose = (struct strs){ out.at, out.count };
}

void
tach_read_modules(struct tach *t, const struct doc *modules)
{
	uint32_t count = modules != NULL && modules->kind == DOC_LIST ? modules->count : 0;

	list_code(t);
	for (int wildcards = 0; wildcards < 2; wildcards++)
		for (uint32_t i = 0; i < count; i++)
			add_modules(t, modules->items[i], wildcards == 1);
	find_loose(t);
}
