/*
 * from_deptry.c - deptry's settings: names, exceptions, folders.
 */
#include "advise/converting.h"
#include "base/arena.h"

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

/* "|" between alternatives, dots, anchors: a regular expression as paths, where it is a plain one. */
static bool
plain_path(struct converting *c, struct str expression, struct str *out)
{
	char *text = arena_array(c->arena, char, expression.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < expression.len; i++) {
		char at = expression.at[i];

		if (at == '\\' && i + 1 < expression.len && expression.at[i + 1] == '.')
			text[len++] = expression.at[++i];
		else if (strchr("\\^$*+?()[]{}|", at) != NULL)
			return false;
		else
			text[len++] = at;
	}
	while (len > 0 && text[len - 1] == '/')
		len--;
	*out = (struct str){ text, len };
	return len > 0;
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
	for (uint32_t i = 0; ignores != NULL && ignores->kind == DOC_MAP && i < ignores->count;
	     i++) {
		struct str code = ignores->items[i]->key;
		struct strs names = converting_strs(c, ignores->items[i]);

		for (uint32_t n = 0; n < names.count; n++) {
			if (str_eq(code, STR("DEP001")) || str_eq(code, STR("DEP003"))) {
				/* There it is a module: here the distribution of that name. */
				*vec_push(c->arena, &c->provided) = names.at[n];
			} else if (str_eq(code, STR("DEP002"))) {
				*vec_push(c->arena, &c->used) = names.at[n];
			} else {
				converting_note(
					c,
					"Not translated: `" STR_FMT
					"` under per_rule_ignores." STR_FMT
					"; put `# shoring: ignore[...]` on its line.",
					STR_ARG(names.at[n]), STR_ARG(code));
			}
		}
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
		"known_first_party", "requirements_files", "ignore_notebooks",
		"non_dev_dependency_groups", "experimental_namespace_package"
	};
	struct strs off = converting_strs(c, get(deptry, "ignore"));

	*vec_push(c->arena, &c->tools) = STR("deptry");
	read_exclude(c, deptry, "exclude");
	read_exclude(c, deptry, "extend_exclude");
	read_map(c, get(deptry, "package_module_name_map"));
	read_rule_ignores(c, get(deptry, "per_rule_ignores"));
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
