/*
 * from_tach.c - tach's modules, layers and what else has a like.
 */
#include "advise/converting.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/path.h"

#define LOOSE_LIMIT 20

static const struct str contexts[] = {
	{ "load", 4 },    { "lazy", 4 },     { "optional", 8 }, { "main", 4 },
	{ "version", 7 }, { "platform", 8 }, { "typing", 6 },
};

/* A module of tach's, of which a table may name several. */
struct tach_module {
	const struct doc *table;
	struct str path, layer;
	bool utility;
};

VEC(tach_modules, struct tach_module);

/* A file of the code. */
struct code_name {
	struct str name; /* as tach has it */
	bool imports;    /* anything */
};

VEC(code_names, struct code_name);

struct tach {
	struct converting *c;
	struct tach_modules modules;
	struct strs layers; /* names, high to low */
	struct strs contexts;
	struct strs loose;        /* what belongs to no module today */
	struct text_rows domains; /* packages with a configuration of their own */
	struct code_names names;  /* of all files that are no tests */
};

static const struct doc *
get(const struct doc *table, const char *key)
{
	return doc_get(table, str_of(key));
}

/* A name, or the `key` of a table. */
static struct str
named(const struct doc *value, const char *key)
{
	if (value != NULL && value->kind == DOC_MAP)
		value = get(value, key);
	return value != NULL && value->kind == DOC_STRING ? value->text : STR("");
}

static void
add_module(struct tach *t, const struct doc *table, struct str path)
{
	*vec_push(t->c->arena, &t->modules) = (struct tach_module){
		.table = table,
		.path = path,
		.layer = named(get(table, "layer"), "name"),
		.utility = converting_bool(get(table, "utility"), false),
	};
}

/* The modules of the code that a pattern names, but for those that have a table of their own. */
static void
add_matches(struct tach *t, const struct doc *table, struct str path)
{
	struct err err;
	const struct pattern *p = pattern_new(t->c->arena, PATTERN_DOTTED, path, &err);
	uint32_t told = t->modules.count;

	for (uint32_t i = 0; p != NULL && i < t->names.count; i++) {
		bool own = !pattern_matches(p, t->names.at[i].name);

		for (uint32_t k = 0; k < told && !own; k++)
			own = str_eq(t->modules.at[k].path, t->names.at[i].name);
		if (!own)
			add_module(t, table, t->names.at[i].name);
	}
}

static void
add_modules(struct tach *t, const struct doc *table, bool wildcards)
{
	struct strs paths = converting_strs(t->c, get(table, "path"));

	if (paths.count == 0)
		paths = converting_strs(t->c, get(table, "paths"));
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

/* Once, though it may be both named and free. */
static void
add_name(const struct tach *t, struct text_rows *names, struct str name)
{
	for (uint32_t i = 0; i < names->count; i++)
		if (str_eq(names->at[i], name))
			return;
	*vec_push(t->c->arena, names) = name;
}

static struct str
package_of(struct str name)
{
	while (name.len > 0 && name.at[name.len - 1] != '.')
		name.len--;
	name.len -= name.len > 0;
	return name;
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

/* The names of the code, and the packages that say for themselves what is theirs. */
static void
list_code(struct tach *t)
{
	const struct project *p = t->c->project;

	for (module_id m = 0; m < p->modules.count; m++) {
		const struct module *module = &p->modules.at[m];
		struct str name = name_of(t, module), file;

		if (name.len == 0 || !is_dotted(t, name) || module->test)
			continue;
		*vec_push(t->c->arena, &t->names) =
			(struct code_name){ name, module->facts->imports.count > 0 };
		if (!module->package)
			continue;
		file = path_join(t->c->arena, path_dir(module->path), STR("tach.domain.toml"));
		struct str path = path_join(t->c->arena, p->scan->root, file);
		if (file_look(converting_text(t->c, STR_FMT, STR_ARG(path)).at).kind !=
		    FILE_REGULAR)
			continue;
		converting_note(
			t->c,
			"Not translated: " STR_FMT "; `" STR_FMT
			"` may import anything, and anything may import it.",
			STR_ARG(file), STR_ARG(name));
		*vec_push(t->c->arena, &t->domains) = name;
	}
}

/* A package around tach's modules that is none itself may be imported, and cannot be named. */
static void
say_around(const struct tach *t, struct str name)
{
	for (uint32_t i = 0; i < t->modules.count; i++)
		if (converting_below(name, t->modules.at[i].path))
			return;
	converting_note(
		t->c,
		"Not translated: that `" STR_FMT
		"` itself, without what is below it, may be imported everywhere.",
		STR_ARG(name));
}

/* What tach leaves alone: modules that belong to none of its own, by the packages around them. */
static void
find_loose(struct tach *t)
{
	struct text_rows out = { 0 };

	for (uint32_t i = 0; i < t->names.count && out.count <= LOOSE_LIMIT; i++) {
		struct str name = t->names.at[i].name;

		if (is_taken(t, name)) {
			say_around(t, name);
			continue;
		}
		for (struct str up = package_of(name); up.len > 0 && !is_taken(t, up);
		     up = package_of(up))
			name = up;
		add_name(t, &out, name);
	}
	if (out.count > LOOSE_LIMIT) {
		converting_note(
			t->c,
			"Many modules belong to none of tach's, which leaves imports of them "
			"alone; the "
			"`only` contracts here do not: add to their `to` what may be imported.");
		out.count = 0;
	}
	for (uint32_t i = 0; i < t->domains.count; i++)
		add_name(t, &out, t->domains.at[i]);
	t->loose = (struct strs){ out.at, out.count };
}

static uint32_t
level_of(const struct tach *t, struct str layer)
{
	for (uint32_t i = 0; i < t->layers.count; i++)
		if (str_eq(t->layers.at[i], layer))
			return i;
	return UINT32_MAX;
}

/* May `from` import it without saying so? */
static bool
is_free(const struct tach *t, const struct tach_module *from, const struct tach_module *to)
{
	uint32_t own = level_of(t, from->layer), other = level_of(t, to->layer);

	return to->utility || (own != UINT32_MAX && other != UINT32_MAX && other > own);
}

/* Does a file of the module import anything? */
static bool
has_imports(const struct tach *t, struct str module)
{
	for (uint32_t i = 0; i < t->names.count; i++)
		if (t->names.at[i].imports && converting_below(t->names.at[i].name, module))
			return true;
	return false;
}

static bool
is_among(struct strs names, struct str name)
{
	for (uint32_t i = 0; i < names.count; i++)
		if (str_eq(names.at[i], name))
			return true;
	return false;
}

/* Is it inside of one of the modules? */
static bool
is_inside(struct strs modules, struct str name)
{
	for (uint32_t i = 0; i < modules.count; i++)
		if (name.len > modules.at[i].len && converting_below(name, modules.at[i]))
			return true;
	return false;
}

/* tach judges modules inside of others by themselves; here a name covers what is below it. */
static void
leave_out_inner(const struct tach *t, struct draft *draft)
{
	struct text_rows allow = { 0 };
	bool nested = false;

	for (uint32_t i = 0; i < t->modules.count + t->domains.count; i++) {
		struct str path = i < t->modules.count ? t->modules.at[i].path
		                                       : t->domains.at[i - t->modules.count];
		bool from = is_inside(draft->from, path) && !is_among(draft->from, path);
		bool to = draft->type == CONTRACT_FORBIDDEN && is_inside(draft->to, path) &&
		          !is_among(draft->to, path);

		for (uint32_t k = 0; k < draft->from.count; k++)
			nested = nested || (from && draft->from.at[k].len > path.len &&
			                    converting_below(draft->from.at[k], path));
		for (uint32_t k = 0; k < draft->to.count; k++)
			nested = nested || (to && draft->to.at[k].len > path.len &&
			                    converting_below(draft->to.at[k], path));
		if (from && has_imports(t, path))
			*vec_push(t->c->arena, &allow) =
				converting_text(t->c, STR_FMT " -> **", STR_ARG(path));
		if (to)
			*vec_push(t->c->arena, &allow) =
				converting_text(t->c, "** -> " STR_FMT, STR_ARG(path));
	}
	if (nested)
		converting_say(t->c, draft,
		               STR("What `allow` leaves out covers modules that tach judges."));
	draft->allow = (struct strs){ allow.at, allow.count };
}

static void
add_only(const struct tach *t, const struct tach_module *m)
{
	const struct doc *depends = get(m->table, "depends_on");
	struct text_rows to = { 0 };
	struct draft draft = {
		.name = converting_text(t->c, "what " STR_FMT " imports", STR_ARG(m->path)),
		.type = CONTRACT_ONLY,
		.from = { &m->path, 1 },
		.contexts = t->contexts,
	};

	if (depends == NULL || depends->kind != DOC_LIST ||
	    converting_bool(get(m->table, "unchecked"), false))
		return;
	for (uint32_t i = 0; i < depends->count; i++) {
		struct str name = named(depends->items[i], "path");

		if (name.len > 0 && !str_eq(name, STR("<root>")))
			add_name(t, &to, name);
	}
	for (uint32_t i = 0; i < t->modules.count; i++)
		if (is_free(t, m, &t->modules.at[i]))
			add_name(t, &to, t->modules.at[i].path);
	for (uint32_t i = 0; i < t->loose.count; i++)
		add_name(t, &to, t->loose.at[i]);
	draft.to = (struct strs){ to.at, to.count };
	leave_out_inner(t, &draft);
	converting_add(t->c, draft);
}

static void
add_forbidden(const struct tach *t, const struct tach_module *m)
{
	const struct doc *cannot = get(m->table, "cannot_depend_on");
	struct text_rows to = { 0 };

	for (uint32_t i = 0; cannot != NULL && cannot->kind == DOC_LIST && i < cannot->count; i++) {
		struct str name = named(cannot->items[i], "path");

		if (name.len > 0)
			*vec_push(t->c->arena, &to) = name;
	}
	if (to.count == 0)
		return;
	struct draft draft = {
		.name = converting_text(t->c, "what " STR_FMT " must not import", STR_ARG(m->path)),
		.type = CONTRACT_FORBIDDEN,
		.from = { &m->path, 1 },
		.to = { to.at, to.count },
		.contexts = t->contexts,
	};
	leave_out_inner(t, &draft);
	converting_add(t->c, draft);
}

/* Modules of one layer may import one another, so a layer is what those below it must not import. */
static void
add_layers(const struct tach *t)
{
	for (uint32_t level = 1; level < t->layers.count; level++) {
		struct text_rows from = { 0 }, to = { 0 };

		for (uint32_t i = 0; i < t->modules.count; i++) {
			const struct tach_module *m = &t->modules.at[i];
			uint32_t at = level_of(t, m->layer);

			if (at == level && !converting_bool(get(m->table, "unchecked"), false))
				*vec_push(t->c->arena, &from) = m->path;
			else if (at < level && !m->utility)
				*vec_push(t->c->arena, &to) = m->path;
		}
		if (from.count == 0 || to.count == 0)
			continue;
		struct draft draft = {
			.name = converting_text(
				t->c, "layer " STR_FMT, STR_ARG(t->layers.at[level])),
			.type = CONTRACT_FORBIDDEN,
			.from = { from.at, from.count },
			.to = { to.at, to.count },
			.contexts = t->contexts,
		};
		leave_out_inner(t, &draft);
		converting_add(t->c, draft);
	}
}

static void
read_layers(struct tach *t, const struct doc *layers)
{
	struct text_rows names = { 0 };

	for (uint32_t i = 0; layers != NULL && layers->kind == DOC_LIST && i < layers->count; i++) {
		struct str name = named(layers->items[i], "name");

		if (name.len > 0)
			*vec_push(t->c->arena, &names) = name;
		if (layers->items[i]->kind == DOC_MAP &&
		    converting_bool(get(layers->items[i], "closed"), false))
			converting_note(
				t->c,
				"Not translated: layer `" STR_FMT
				"` is closed; here layers above may "
				"import those below it.",
				STR_ARG(name));
	}
	t->layers = (struct strs){ names.at, names.count };
}

static void
read_paths(struct tach *t, const struct doc *tach)
{
	struct strs roots = converting_strs(t->c, get(tach, "source_roots"));
	struct strs exclude = converting_strs(t->c, get(tach, "exclude"));

	for (uint32_t i = 0; i < roots.count; i++)
		*vec_push(t->c->arena, &t->c->source_roots) = roots.at[i];
	if (exclude.count > 0 && converting_bool(get(tach, "use_regex_matching"), false)) {
		converting_note(t->c, "Not translated: exclude, as regular expressions.");
		return;
	}
	for (uint32_t i = 0; i < exclude.count; i++)
		*vec_push(t->c->arena, &t->c->exclude) = exclude.at[i];
}

/* Keys without a like, and what happens to them. */
static void
say_rest(struct tach *t, const struct doc *tach)
{
	static const struct {
		const char *key, *why;
	} rest[] = {
		{ "interfaces", "here a contract is about modules, not about the names in them" },
		{ "external", "`shoring check` judges requirements by itself (REQ rules)" },
		{ "plugins", "" },
		{ "rules", "severities are `severity` of a contract and `rules` here" },
	};

	for (size_t i = 0; i < countof(rest); i++)
		if (get(tach, rest[i].key) != NULL)
			converting_note(t->c, "Not translated: `%s`%s%s.", rest[i].key,
			                *rest[i].why != '\0' ? "; " : "", rest[i].why);
	if (converting_bool(get(tach, "forbid_circular_dependencies"), false))
		converting_note(t->c, "Not translated: forbid_circular_dependencies.");
	for (uint32_t i = 0; i < t->modules.count; i++)
		if (get(t->modules.at[i].table, "visibility") != NULL)
			converting_note(t->c, "Not translated: the visibility of `" STR_FMT "`.",
			                STR_ARG(t->modules.at[i].path));
}

void
convert_tach(struct converting *c, const struct doc *tach)
{
	const struct doc *modules = get(tach, "modules");
	struct tach t = { .c = c };
	bool typing = !converting_bool(get(tach, "ignore_type_checking_imports"), true);

	*vec_push(c->arena, &c->tools) = STR("tach");
	t.contexts = (struct strs){ contexts, countof(contexts) - !typing };
	read_paths(&t, tach);
	list_code(&t);
	for (int wildcards = 0; wildcards < 2; wildcards++)
		for (uint32_t i = 0;
		     modules != NULL && modules->kind == DOC_LIST && i < modules->count; i++)
			add_modules(&t, modules->items[i], wildcards == 1);
	read_layers(&t, get(tach, "layers"));
	find_loose(&t);
	for (uint32_t i = 0; i < t.modules.count; i++) {
		add_only(&t, &t.modules.at[i]);
		add_forbidden(&t, &t.modules.at[i]);
	}
	add_layers(&t);
	say_rest(&t, tach);
}
