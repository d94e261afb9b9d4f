/*
 * from_deptry.c - deptry's settings: names, exceptions, folders.
 */
#include "advise/converting.h"
#include "base/arena.h"
#include "base/buf.h"

/* Its rules and ours. */
static const struct {
	const char *code, *rule;
} rules_of[] = {
	{ "DEP001", "undeclared-dependency" },        { "DEP002", "unused-dependency" },
	{ "DEP003", "transitive-dependency" },        { "DEP004", "development-dependency" },
	{ "DEP005", "standard-library-requirement" },
};

static const struct doc *
get(const struct doc *table, const char *key)
{
	return doc_get(table, str_of(key));
}

/* What stands at the end of an expression for all that is below a folder, or says that it ends. */
static struct str
without_end(struct str expression)
{
	static const struct str ends[] = {
		{ "/**", 3 }, { "/.*", 3 }, { "/*", 2 }, { "/", 1 }, { ".*", 2 }, { "$", 1 }
	};

	for (size_t i = 0; i < countof(ends); i++)
		if (str_ends(expression, ends[i]))
			return (struct str){ expression.at, expression.len - ends[i].len };
	return expression;
}

/* A regular expression, which holds from the start of a path, as a path from the root, where it is
 * a plain one. */
static bool
plain_path(struct converting *c, struct str expression, struct str *out)
{
	char *text = arena_array(c->arena, char, expression.len + 2);
	size_t len = 0;

	if (str_starts(expression, STR("^")))
		expression = str_from(expression, 1);
	expression = without_end(expression);
	if (memchr(expression.at, '/', expression.len) == NULL)
		text[len++] = '/';
	for (size_t i = 0; i < expression.len; i++) {
		char at = expression.at[i];

		if (at == '\\' && i + 1 < expression.len && expression.at[i + 1] == '.')
			text[len++] = expression.at[++i];
		else if (strchr("\\^$*+?()[]{}|", at) != NULL)
			return false;
		else
			text[len++] = at;
	}
	*out = (struct str){ text, len };
	return expression.len > 0;
}

static void
read_exclude(struct converting *c, const struct doc *deptry, const char *key)
{
	struct strs all = converting_strs(c, get(deptry, key));

	for (uint32_t i = 0; i < all.count; i++) {
		struct str path;

		if (plain_path(c, all.at[i], &path))
			*vec_push(c->arena, &c->exclude) = path;
		else
			converting_note(
				c,
				"Not translated: `" STR_FMT
				"` of %s, a regular expression; `exclude` has "
				"patterns of .gitignore.",
				STR_ARG(all.at[i]), key);
	}
}

static void
read_map(struct converting *c, const struct doc *map)
{
	for (uint32_t i = 0; map != NULL && map->kind == DOC_MAP && i < map->count; i++) {
		struct strs modules = converting_strs(c, map->items[i]);

		for (uint32_t m = 0; m < modules.count; m++)
			*vec_push(c->arena, &c->map) =
				(struct conversion_pair){ modules.at[m], map->items[i]->key };
	}
}

static void
read_rule_ignores(struct converting *c, const struct doc *ignores)
{
	uint32_t count = ignores != NULL && ignores->kind == DOC_MAP ? ignores->count : 0;

	for (uint32_t i = 0; i < count; i++) {
		struct str code = ignores->items[i]->key;
		struct strs names = converting_strs(c, ignores->items[i]);
		/* Of the first two it is a module: here the distribution of that name. */
		bool given = str_eq(code, STR("DEP001")) || str_eq(code, STR("DEP003"));
		struct text_rows *to =
			given ? &c->provided
			: str_eq(code, STR("DEP002"))
				? &c->used
				: NULL;
		struct buf all = { 0 };

		for (uint32_t n = 0; n < names.count; n++) {
			if (to != NULL)
				*vec_push(c->arena, to) = names.at[n];
			buf_printf(
				&all, "%s`" STR_FMT "`", n > 0 ? ", " : "", STR_ARG(names.at[n]));
		}
		if (to == NULL && names.count > 0)
			converting_note(
				c,
				"Not translated: " STR_FMT " under per_rule_ignores." STR_FMT
				"; put `# shoring: ignore[...]` on its line.",
				STR_ARG(buf_text(&all)), STR_ARG(code));
		buf_release(&all);
	}
}

/* What deptry has to be told is its own; of the rest, and of what is not there, it says that something
 * else installs it. */
static void
read_first_party(struct converting *c, const struct doc *names)
{
	struct strs all = converting_strs(c, names);

	for (uint32_t i = 0; i < all.count; i++) {
		bool ours = false;

		for (uint32_t m = 0; m < c->modules.count && !ours; m++)
			ours = converting_below(c->modules.at[m], all.at[i]);
		if (!ours)
			*vec_push(c->arena, &c->provided) = all.at[i];
	}
}

static void
read_groups(struct converting *c, const struct doc *deptry)
{
	static const struct {
		const char *key, *prefix;
	} groups[] = {
		{ "pep621_dev_dependency_groups", "extra:" },
		{ "optional_dependencies_dev_groups", "extra:" },
		{ "requirements_files_dev", "" },
	};

	for (size_t g = 0; g < countof(groups); g++) {
		struct strs names = converting_strs(c, get(deptry, groups[g].key));

		for (uint32_t i = 0; i < names.count; i++)
			*vec_push(c->arena, &c->development) = converting_text(
				c, "%s" STR_FMT, groups[g].prefix, STR_ARG(names.at[i]));
	}
}

void
convert_deptry(struct converting *c, const struct doc *deptry)
{
	static const char *const rest[] = {
		"requirements_files", "ignore_notebooks", "non_dev_dependency_groups",
		"experimental_namespace_package"
	};
	struct strs off = converting_strs(c, get(deptry, "ignore"));

	*vec_push(c->arena, &c->tools) = STR("deptry");
	read_exclude(c, deptry, "exclude");
	read_exclude(c, deptry, "extend_exclude");
	read_map(c, get(deptry, "package_module_name_map"));
	read_rule_ignores(c, get(deptry, "per_rule_ignores"));
	read_first_party(c, get(deptry, "known_first_party"));
	read_groups(c, deptry);
	for (uint32_t i = 0; i < off.count; i++)
		for (size_t r = 0; r < countof(rules_of); r++)
			if (str_eq(off.at[i], (struct str){ rules_of[r].code, 6 }))
				*vec_push(c->arena, &c->off) = str_of(rules_of[r].rule);
	for (size_t i = 0; i < countof(rest); i++)
		if (get(deptry, rest[i]) != NULL)
			converting_note(
				c,
				"Not needed, or not translated: `%s`; what is first-party, and "
				"which manifests "
				"hold where, is found out service by service.",
				rest[i]);
}
