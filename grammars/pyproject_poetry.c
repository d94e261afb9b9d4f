/*
 * pyproject_poetry.c - what Poetry has in pyproject.toml besides the standard tables.
 */
#include "base/arena.h"
#include "base/map.h"
#include "base/names.h"
#include "grammars/pip.h"
#include "grammars/pyproject.h"
#include "packaging/name.h"

/* Optional dependencies belong to the extras that name them. */
static void
read_extras(const struct manifest *m, const struct doc *dependencies, const struct doc *extras)
{
	struct names *names = names_new(m->a);
	struct map by_name = { 0 };
	bool *named = arena_array(m->a, bool, dependencies->count);

	for (uint32_t i = 0; i < dependencies->count; i++) {
		const struct doc *optional = doc_get(dependencies->items[i], STR("optional"));
		struct str name = name_canonical(m->a, dependencies->items[i]->key);

		named[i] = optional == NULL || optional->kind != DOC_BOOL || optional->number == 0;
		if (!named[i])
			*map_put(m->a, &by_name, names_put(names, name), NULL) = i + 1;
	}
	for (uint32_t e = 0; extras != NULL && e < extras->count; e++) {
		const struct doc *extra = extras->items[e];
		struct str group = group_name(m->a, "extra:", extra->key);

		for (uint32_t i = 0; extra->kind == DOC_LIST && i < extra->count; i++) {
			struct str name = name_canonical(m->a, doc_string(extra->items[i]));
			const uint32_t *at = map_find(&by_name, names_find(names, name));

			if (name.len == 0 || at == NULL)
				continue;
			named[*at - 1] = true;
			dependency_add(m, dependencies->items[*at - 1], group, DEPENDENCY_POETRY);
		}
	}
	for (uint32_t i = 0; i < dependencies->count; i++)
		if (!named[i])
			dependency_add(m, dependencies->items[i],
			               group_name(m->a, "extra:", dependencies->items[i]->key),
			               DEPENDENCY_POETRY);
}

static void
read_dependencies(const struct manifest *m, const struct doc *table, struct str group)
{
	for (uint32_t i = 0; table != NULL && i < table->count; i++) {
		const struct doc *item = table->items[i];
		const struct doc *optional = doc_get(item, STR("optional"));

		if (str_eq(item->key, STR("python"))) {
			struct str python = poetry_specifier(m->a, doc_string(item));

			if (python.len > 0)
				manifest_directive(m, DIRECTIVE_REQUIRES_PYTHON,
				                   doc_key_span(m, item), STR(""), python);
		} else if (optional == NULL || optional->number == 0) {
			dependency_add(m, item, group, DEPENDENCY_POETRY);
		}
	}
}

/* A table that names Python alone. */
static bool
is_empty(const struct doc *table)
{
	for (uint32_t i = 0; i < table->count; i++)
		if (!str_eq(table->items[i]->key, STR("python")))
			return false;
	return table->kind == DOC_MAP;
}

static void
read_packages(const struct manifest *m, const struct doc *packages)
{
	for (uint32_t i = 0; packages != NULL && i < packages->count; i++) {
		const struct doc *from = doc_get(packages->items[i], STR("from"));
		struct str root = doc_string(from);

		if (packages->items[i]->kind == DOC_MAP)
			manifest_directive(
				m, DIRECTIVE_PACKAGE_ROOT, doc_span(m, packages->items[i]), STR(""),
				root.len > 0 ? root : STR("."));
	}
}

/* Where [project] has dependencies, Poetry 2 takes from here only where they come from. */
static void
read_sources(const struct manifest *m, const struct doc *table)
{
	for (uint32_t i = 0; table != NULL && i < table->count; i++) {
		const struct doc *path = doc_get(table->items[i], STR("path"));

		if (path != NULL && !pip_is_archive(doc_string(path)))
			doc_directives(m, DIRECTIVE_INSTALL_PATH, path, STR(""));
	}
}

void
pyproject_poetry(const struct manifest *m, const struct doc *poetry, const struct doc *project)
{
	const struct doc *dependencies = doc_get(poetry, STR("dependencies"));
	const struct doc *groups = doc_get(poetry, STR("group"));
	const struct doc *plugins = doc_get(poetry, STR("plugins"));

	doc_directives(m, DIRECTIVE_PROJECT, doc_get(poetry, STR("name")), STR(""));
	if (doc_get(project, STR("dependencies")) != NULL)
		read_sources(m, dependencies);
	else
		read_dependencies(m, dependencies, STR(""));
	if (dependencies != NULL && doc_get(project, STR("dependencies")) == NULL &&
	    is_empty(dependencies))
		manifest_directive(
			m, DIRECTIVE_EMPTY, doc_key_span(m, dependencies), STR(""), STR(""));
	if (dependencies != NULL && dependencies->kind == DOC_MAP &&
	    doc_get(project, STR("optional-dependencies")) == NULL)
		read_extras(m, dependencies, doc_get(poetry, STR("extras")));
	read_dependencies(m, doc_get(poetry, STR("dev-dependencies")), STR("group:dev"));
	for (uint32_t i = 0; groups != NULL && i < groups->count; i++)
		read_dependencies(
			m, doc_get(groups->items[i], STR("dependencies")),
			str_eq(groups->items[i]->key, STR("main"))
				? STR("")
				: group_name(m->a, "group:", groups->items[i]->key));
	read_packages(m, doc_get(poetry, STR("packages")));
	scripts_add(m, doc_get(poetry, STR("scripts")));
	for (uint32_t i = 0; plugins != NULL && i < plugins->count; i++)
		scripts_add(m, plugins->items[i]);
}
