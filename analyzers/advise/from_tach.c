/*
 * from_tach.c - tach's modules, layers and what else has a like.
 */
#include "advise/tach.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"

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

	return to->utility ||
	       (!t->layers_told && own != UINT32_MAX && other != UINT32_MAX && other > own);
}

/* Does a file of the module import anything, or (`imported`) is one imported? */
static bool
has_imports(const struct tach *t, struct str module, bool imported)
{
	for (uint32_t i = 0; i < t->names.count; i++)
		if ((imported ? t->names.at[i].imported : t->names.at[i].imports) &&
		    converting_below(t->names.at[i].name, module))
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
		if (from && has_imports(t, path, false))
			*vec_push(t->c->arena, &allow) =
				converting_text(t->c, STR_FMT " -> **", STR_ARG(path));
		if (to && has_imports(t, path, true))
			*vec_push(t->c->arena, &allow) =
				converting_text(t->c, "** -> " STR_FMT, STR_ARG(path));
	}
	if (nested)
		converting_say(t->c, draft,
		               STR("What `allow` leaves out covers modules that tach judges."));
	draft->allow = (struct strs){ allow.at, allow.count };
}

/* What a module may import of tach's modules, what not, and is all else left alone? */
struct listing {
	struct text_rows to, others;
	bool rest;
};

static void
list_modules(struct tach *t, const struct tach_module *m, const struct doc *depends,
             struct listing *out)
{
	struct tach_names names = { 0 };

	out->rest = !t->root_told;
	for (uint32_t i = 0; i < depends->count; i++) {
		struct str name = tach_named(depends->items[i], "path");

		if (str_eq(name, STR("<root>"))) {
			out->rest = true;
		} else if (name.len > 0) {
			*vec_push(t->c->arena, &names) = tach_name_read(t, name);
			if (!converting_has_wildcard(name))
				tach_add_name(t, &out->to, name);
		}
	}
	struct strs told = { out->to.at, out->to.count };
	for (uint32_t i = 0; i < t->modules.count; i++) {
		const struct tach_module *other = &t->modules.at[i];
		bool may = is_free(t, m, other);

		for (uint32_t k = 0; k < names.count && !may; k++)
			may = tach_name_is(&names.at[k], other->path);
		if (!is_among(told, other->path) && !str_eq(other->path, m->path))
			*vec_push(t->c->arena, may ? &out->to : &out->others) = other->path;
	}
}

/* A list of what a module may import covers what is below the names, and below the module itself:
 * those in there that it may not import. */
static struct strs
hidden_others(struct tach *t, const struct tach_module *m, const struct listing *list)
{
	struct strs to = { list->to.at, list->to.count };
	struct text_rows out = { 0 };

	for (uint32_t i = 0; i < list->others.count; i++)
		if (converting_below(list->others.at[i], m->path) ||
		    is_inside(to, list->others.at[i]))
			*vec_push(t->c->arena, &out) = list->others.at[i];
	return (struct strs){ out.at, out.count };
}

static void
add_judged(const struct tach *t, struct draft draft)
{
	leave_out_inner(t, &draft);
	converting_add(t->c, draft);
}

static void
add_listed(struct tach *t, const struct tach_module *m)
{
	const struct doc *depends = tach_get(m->table, "depends_on");
	struct listing list = { 0 };
	struct draft draft = {
		.name = converting_text(t->c, "what " STR_FMT " imports", STR_ARG(m->path)),
		.from = { &m->path, 1 },
		.contexts = t->contexts,
	};

	if (depends == NULL || depends->kind != DOC_LIST ||
	    converting_bool(tach_get(m->table, "unchecked"), false))
		return;
	list_modules(t, m, depends, &list);
	struct strs hidden = hidden_others(t, m, &list);
	struct strs forbidden = { list.others.at, list.others.count };
	if (!list.rest || (hidden.count == 0 && !t->unlisted)) {
		for (uint32_t i = 0; i < t->loose.count && list.rest; i++)
			tach_add_name(t, &list.to, t->loose.at[i]);
		draft.type = CONTRACT_ONLY;
		draft.to = (struct strs){ list.to.at, list.to.count };
		add_judged(t, draft);
		forbidden = hidden;
	}
	if (forbidden.count > 0) {
		draft.type = CONTRACT_FORBIDDEN;
		draft.to = forbidden;
		add_judged(t, draft);
	}
}

static void
add_forbidden(const struct tach *t, const struct tach_module *m)
{
	const struct doc *cannot = tach_get(m->table, "cannot_depend_on");
	struct text_rows to = { 0 };

	for (uint32_t i = 0; cannot != NULL && cannot->kind == DOC_LIST && i < cannot->count; i++) {
		struct str name = tach_named(cannot->items[i], "path");

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
	add_judged(t, draft);
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

			if (at == level && !converting_bool(tach_get(m->table, "unchecked"), false))
				*vec_push(t->c->arena, &from) = m->path;
			else if (at < level)
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
		add_judged(t, draft);
	}
}

static void
read_layers(struct tach *t, const struct doc *layers)
{
	struct text_rows names = { 0 };

	for (uint32_t i = 0; layers != NULL && layers->kind == DOC_LIST && i < layers->count; i++) {
		struct str name = tach_named(layers->items[i], "name");

		if (name.len > 0)
			*vec_push(t->c->arena, &names) = name;
		if (layers->items[i]->kind == DOC_MAP &&
		    converting_bool(tach_get(layers->items[i], "closed"), false))
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
	struct strs roots = converting_strs(t->c, tach_get(tach, "source_roots"));
	struct strs exclude = converting_strs(t->c, tach_get(tach, "exclude"));

	for (uint32_t i = 0; i < roots.count; i++)
		*vec_push(t->c->arena, &t->c->source_roots) = roots.at[i];
	if (exclude.count > 0 && converting_bool(tach_get(tach, "use_regex_matching"), false)) {
		converting_note(t->c, "Not translated: exclude, as regular expressions.");
		return;
	}
	for (uint32_t i = 0; i < exclude.count; i++)
		*vec_push(t->c->arena, &t->c->exclude) = exclude.at[i];
}

/* Imports in which contexts tach judges. */
static void
read_contexts(struct tach *t, const struct doc *tach)
{
	static const char *const names[] = {
		"load", "lazy", "optional", "main", "version", "platform", "typing"
	};
	struct str local = tach_named(tach_get(tach, "rules"), "local_imports");
	bool lazy = !str_eq(local, STR("off"));
	bool typing = !converting_bool(tach_get(tach, "ignore_type_checking_imports"), true);
	struct text_rows out = { 0 };

	for (size_t i = 0; i < countof(names); i++)
		if ((lazy || strcmp(names[i], "lazy") != 0) &&
		    (typing || strcmp(names[i], "typing") != 0))
			*vec_push(t->c->arena, &out) = str_of(names[i]);
	t->contexts = (struct strs){ out.at, out.count };
}

/* tach judges imports of one package only: what is around a source root, up to its pyproject.toml. */
static void
say_packages(struct tach *t)
{
	const struct project *p = t->c->project;
	struct str first = { "", 0 };

	for (uint32_t i = 0; i < t->c->source_roots.count; i++) {
		struct str dir = STR("");

		if (!path_resolve(t->c->arena, STR(""), t->c->source_roots.at[i], &dir))
			continue;
		while (dir.len > 0 &&
		       file_kind(converting_text(t->c, STR_FMT "/" STR_FMT "/pyproject.toml",
		                                 STR_ARG(p->scan->root), STR_ARG(dir))
		                         .at) != FILE_REGULAR)
			dir = path_dir(dir);
		if (i > 0 && !str_eq(dir, first)) {
			converting_note(
				t->c,
				"Not translated: that tach leaves imports between "
				"packages, each with "
				"a pyproject.toml, to its check of `external`; here "
				"they count as well.");
			return;
		}
		first = dir;
	}
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
		if (tach_get(tach, rest[i].key) != NULL)
			converting_note(t->c, "Not translated: `%s`%s%s.", rest[i].key,
			                *rest[i].why != '\0' ? "; " : "", rest[i].why);
	if (t->root_told)
		converting_note(
			t->c, "Not translated: `root_module`; what belongs to no module may "
			      "import anything here.");
	if (converting_bool(tach_get(tach, "forbid_circular_dependencies"), false))
		converting_note(t->c, "Not translated: forbid_circular_dependencies.");
	for (uint32_t i = 0; i < t->modules.count; i++)
		if (tach_get(t->modules.at[i].table, "visibility") != NULL)
			converting_note(t->c, "Not translated: the visibility of `" STR_FMT "`.",
			                STR_ARG(t->modules.at[i].path));
}

void
convert_tach(struct converting *c, const struct doc *tach)
{
	struct str root = tach_named(tach_get(tach, "root_module"), "");
	struct tach t = { .c = c };

	*vec_push(c->arena, &c->tools) = STR("tach");
	read_contexts(&t, tach);
	t.root_told = root.len > 0 && !str_eq(root, STR("ignore"));
	t.layers_told = converting_bool(tach_get(tach, "layers_explicit_depends_on"), false);
	read_paths(&t, tach);
	tach_read_modules(&t, tach_get(tach, "modules"));
	read_layers(&t, tach_get(tach, "layers"));
	for (uint32_t i = 0; i < t.modules.count; i++) {
		add_listed(&t, &t.modules.at[i]);
		add_forbidden(&t, &t.modules.at[i]);
	}
	add_layers(&t);
	say_packages(&t);
	say_rest(&t, tach);
}
