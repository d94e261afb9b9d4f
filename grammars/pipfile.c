/*
 * pipfile.c - Pipenv's Pipfile: a table of packages for each category.
 */
#include "base/arena.h"
#include "base/path.h"
#include "grammars/grammars.h"
#include "grammars/toml_manifest.h"

static bool
claims(struct str path)
{
	return str_eq(path_base(path), STR("Pipfile"));
}

static void
read_python(const struct manifest *m, const struct doc *requires)
{
	static const char *const keys[] = { "python_version", "python_full_version" };

	for (size_t i = 0; i < countof(keys); i++) {
		const struct doc *version = doc_find(requires, keys[i]);
		struct str text = doc_string(version);

		if (text.len == 0)
			continue;
		const char *value =
			arena_printf(m->a, i == 0 ? "==%.*s.*" : "==%.*s", STR_ARG(text));
		manifest_directive(
			m, DIRECTIVE_REQUIRES_PYTHON, doc_span(m, version), STR(""), str_of(value));
	}
}

static void
read_packages(const struct manifest *m, const struct doc *table)
{
	struct str group = STR("");

	if (str_eq(table->key, STR("dev-packages"))) {
		group = STR("group:dev");
	} else if (!str_eq(table->key, STR("packages"))) {
		const char *text = arena_printf(m->a, "group:" STR_FMT, STR_ARG(table->key));

		group = str_of(text);
	}
	if (table->count == 0 && group.len == 0)
		manifest_directive(m, DIRECTIVE_EMPTY, doc_key_span(m, table), STR(""), STR(""));
	for (uint32_t i = 0; i < table->count; i++)
		dependency_add(m, table->items[i], group, DEPENDENCY_PIPENV);
}

static void
read_pipfile(void *worker, struct arena *scratch, struct str path, struct str text,
             struct fact_writer *out)
{
	static const char *const others[] = {
		"source", "requires", "pipenv", "scripts", "pipenv-settings"
	};
	const struct manifest m = manifest_open(scratch, text, out);
	const struct doc *doc = manifest_toml(&m);

	(void)worker, (void)path;
	for (uint32_t i = 0; doc != NULL && i < doc->count; i++) {
		const struct doc *table = doc->items[i];
		bool packages = table->kind == DOC_MAP;

		for (size_t k = 0; k < countof(others); k++)
			if (str_eq(table->key, str_of(others[k])))
				packages = false;
		if (packages)
			read_packages(&m, table);
	}
	read_python(&m, doc_get(doc, STR("requires")));
	manifest_ignores(&m, true);
}

const struct grammar grammar_pipfile = {
	.name = "pipfile",
	.version = 4,
	.claims = claims,
	.read = read_pipfile,
};
