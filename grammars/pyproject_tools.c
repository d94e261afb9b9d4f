/*
 * pyproject_tools.c - what uv, PDM, Hatch, Pixi, setuptools and other tools have in pyproject.toml.
 */
#include "base/arena.h"
#include "base/names.h"
#include "base/path.h"
#include "grammars/conda.h"
#include "grammars/pip.h"
#include "grammars/pyproject.h"
#include "packaging/name.h"

#include <string.h>

/* A list of requirements for each entry of a table. */
static void
read_groups(const struct manifest *m, const struct doc *table)
{
	for (uint32_t i = 0; table != NULL && i < table->count; i++)
		doc_requirements(
			m, table->items[i], group_name(m->a, "group:", table->items[i]->key));
}

/* The directory that a package is in: of "src/pkg" it is "src". */
static void
add_parent(const struct manifest *m, const struct doc *package)
{
	struct str path = doc_string(package), parent;

	while (str_ends(path, STR("/")))
		path.len--;
	parent = path_dir(path);
	if (path.len > 0)
		manifest_directive(m, DIRECTIVE_PACKAGE_ROOT, doc_span(m, package), STR(""),
		                   parent.len > 0 ? parent : STR("."));
}

static void
add_parents(const struct manifest *m, const struct doc *packages)
{
	for (uint32_t i = 0; packages != NULL && packages->kind == DOC_LIST && i < packages->count;
	     i++)
		add_parent(m, packages->items[i]);
}

static void
read_source(const struct manifest *m, const struct doc *source)
{
	doc_directives(m, DIRECTIVE_INSTALL_PATH, doc_get(source, STR("path")), STR(""));
}

/* The names of the list's requirements, in their canonical form. */
static void
note_names(const struct manifest *m, const struct doc *list, struct names *names)
{
	for (uint32_t i = 0; list != NULL && list->kind == DOC_LIST && i < list->count; i++) {
		struct str text = str_trim(doc_string(list->items[i]));
		size_t end = 0;

		while (end < text.len && strchr(" \t[(<>=!~;@", text.at[end]) == NULL)
			end++;
		(void)names_put(names, name_canonical(m->a, (struct str){ text.at, end }));
	}
}

/* All that the project requires; NULL: it cannot be seen here, as of a computed list, or of the root of
 * a workspace, whose sources are for its members, too. */
static struct names *
required_names(const struct manifest *m, const struct doc *doc)
{
	const struct doc *tables[] = {
		doc_find(doc, "project.optional-dependencies"),
		doc_find(doc, "dependency-groups")
	};
	struct names *names = names_new(m->a);

	if (doc_find(doc, "tool.uv.workspace") != NULL || doc_find(doc, "project") == NULL ||
	    doc_find(doc, "project.dynamic") != NULL)
		return NULL;
	note_names(m, doc_find(doc, "project.dependencies"), names);
	note_names(m, doc_find(doc, "tool.uv.dev-dependencies"), names);
	for (size_t t = 0; t < countof(tables); t++)
		for (uint32_t i = 0;
		     tables[t] != NULL && tables[t]->kind == DOC_MAP && i < tables[t]->count; i++)
			note_names(m, tables[t]->items[i], names);
	return names;
}

static void
read_uv(const struct manifest *m, const struct doc *doc)
{
	const struct doc *uv = doc_find(doc, "tool.uv");
	const struct doc *sources = doc_get(uv, STR("sources"));
	struct names *required = sources != NULL ? required_names(m, doc) : NULL;

	doc_requirements(m, doc_get(uv, STR("dev-dependencies")), STR("group:dev"));
	doc_directives(m, DIRECTIVE_WORKSPACE, doc_find(uv, "workspace.members"), STR(""));
	doc_directives(m, DIRECTIVE_NOT_WORKSPACE, doc_find(uv, "workspace.exclude"), STR(""));
	doc_directives(
		m, DIRECTIVE_PACKAGE_ROOT, doc_find(uv, "build-backend.module-root"), STR(""));
	for (uint32_t i = 0; sources != NULL && i < sources->count; i++) {
		const struct doc *source = sources->items[i];

		/* A source alone installs nothing. */
		if (required != NULL &&
		    names_find(required, name_canonical(m->a, source->key)) == NAME_NONE)
			continue;
		read_source(m, source);
		for (uint32_t k = 0; source->kind == DOC_LIST && k < source->count; k++)
			read_source(m, source->items[k]);
	}
}

/* What an environment of Hatch has besides in some rows of its matrix: strings, or tables with one. */
static void
read_overrides(const struct manifest *m, const struct doc *overrides, struct str group)
{
	for (uint32_t k = 0; overrides != NULL && k < overrides->count; k++) {
		const struct doc *kind = overrides->items[k];

		for (uint32_t v = 0; kind->kind == DOC_MAP && v < kind->count; v++) {
			const struct doc *list = doc_get(kind->items[v], STR("dependencies"));

			doc_requirements(m, list, group);
			for (uint32_t i = 0;
			     list != NULL && list->kind == DOC_LIST && i < list->count; i++) {
				const struct doc *value = doc_get(list->items[i], STR("value"));

				if (value != NULL && value->kind == DOC_STRING)
					pip_add(m, value->text, doc_span(m, value), group);
			}
		}
	}
}

static void
read_hatch(const struct manifest *m, const struct doc *hatch)
{
	const struct doc *envs = doc_get(hatch, STR("envs"));
	const struct doc *wheel = doc_find(hatch, "build.targets.wheel");
	const struct doc *sources = doc_get(wheel, STR("sources"));
	const struct doc *files = doc_find(hatch, "metadata.hooks.requirements_txt");
	const struct doc *extras = doc_get(files, STR("optional-dependencies"));

	for (uint32_t i = 0; envs != NULL && i < envs->count; i++) {
		struct str group = group_name(m->a, "group:env-", envs->items[i]->key);

		doc_requirements(m, doc_get(envs->items[i], STR("dependencies")), group);
		doc_requirements(m, doc_get(envs->items[i], STR("extra-dependencies")), group);
		read_overrides(m, doc_get(envs->items[i], STR("overrides")), group);
	}
	add_parents(m, doc_get(wheel, STR("packages")));
	if (sources != NULL && sources->kind == DOC_LIST)
		doc_directives(m, DIRECTIVE_PACKAGE_ROOT, sources, STR(""));
	/* A table says which path becomes which: only what becomes nothing is a root. */
	for (uint32_t i = 0; sources != NULL && sources->kind == DOC_MAP && i < sources->count; i++)
		if (sources->items[i]->kind == DOC_STRING && sources->items[i]->text.len == 0)
			manifest_directive(
				m, DIRECTIVE_PACKAGE_ROOT, doc_key_span(m, sources->items[i]),
				STR(""), sources->items[i]->key);
	doc_directives(m, DIRECTIVE_INCLUDE, doc_get(files, STR("files")), STR(""));
	for (uint32_t i = 0; extras != NULL && i < extras->count; i++)
		doc_directives(m, DIRECTIVE_INCLUDE, extras->items[i],
		               group_name(m->a, "extra:", extras->items[i]->key));
}

/* Does the project leave the field to the build? Where it has one of its own, setuptools does not ask for another. */
static bool
is_dynamic(const struct doc *project, struct str field)
{
	return doc_get(project, field) == NULL;
}

static void
read_setuptools(const struct manifest *m, const struct doc *setuptools, const struct doc *project)
{
	const struct doc *dirs = doc_get(setuptools, STR("package-dir"));
	const struct doc *extras = doc_find(setuptools, "dynamic.optional-dependencies");

	for (uint32_t i = 0; dirs != NULL && i < dirs->count; i++) {
		const struct doc *dir = dirs->items[i];

		if (dir->key.len == 0)
			doc_directives(m, DIRECTIVE_PACKAGE_ROOT, dir, STR(""));
		else if (str_eq(path_base(doc_string(dir)), dir->key))
			add_parent(m, dir);
	}
	doc_directives(
		m, DIRECTIVE_PACKAGE_ROOT, doc_find(setuptools, "packages.find.where"), STR(""));
	if (is_dynamic(project, STR("dependencies")))
		doc_directives(m, DIRECTIVE_INCLUDE,
		               doc_find(setuptools, "dynamic.dependencies.file"), STR(""));
	if (!is_dynamic(project, STR("optional-dependencies")))
		return;
	for (uint32_t i = 0; extras != NULL && i < extras->count; i++)
		doc_directives(m, DIRECTIVE_INCLUDE, doc_get(extras->items[i], STR("file")),
		               group_name(m->a, "extra:", extras->items[i]->key));
}

/* Packages of conda: a version each, or a table with one or with a path. Python's is a matter of the environment. */
static void
read_conda_table(const struct manifest *m, const struct doc *table, struct str group)
{
	for (uint32_t i = 0; table != NULL && table->kind == DOC_MAP && i < table->count; i++) {
		const struct doc *item = table->items[i], *version = item;

		if (str_eq(item->key, STR("python")))
			continue;
		if (item->kind == DOC_MAP)
			version = doc_get(item, STR("version"));
		if (version == NULL) {
			dependency_add(m, item, group, DEPENDENCY_POETRY);
			continue;
		}
		const char *spec = arena_printf(
			m->a, STR_FMT " " STR_FMT, STR_ARG(item->key),
			STR_ARG(doc_string(version)));
		conda_add(m, str_of(spec), doc_key_span(m, item), group);
	}
}

/* What Pixi puts into an environment, from conda's channels and from PyPI. */
static void
read_pixi_part(const struct manifest *m, const struct doc *part, struct str group)
{
	const struct doc *pypi = doc_get(part, STR("pypi-dependencies"));
	struct manifest of_conda = *m;

	/* Nobody can tell by the code what is needed where both are. */
	of_conda.flags |= REQUIREMENT_CONDA;
	read_conda_table(m, doc_get(part, STR("dependencies")), group);
	read_conda_table(m, doc_get(part, STR("run-dependencies")), group);
	for (uint32_t i = 0; pypi != NULL && pypi->kind == DOC_MAP && i < pypi->count; i++)
		dependency_add(&of_conda, pypi->items[i], group, DEPENDENCY_POETRY);
}

/* On all platforms and on single ones. */
static void
read_pixi_feature(const struct manifest *m, const struct doc *feature, struct str group)
{
	const struct doc *targets = doc_get(feature, STR("target"));

	read_pixi_part(m, feature, group);
	for (uint32_t i = 0; targets != NULL && i < targets->count; i++) {
		const char *target = arena_printf(
			m->a, "target:" STR_FMT " " STR_FMT, STR_ARG(targets->items[i]->key),
			STR_ARG(group));

		read_pixi_part(m, targets->items[i], str_of(target));
	}
}

/* Which features are in an environment is chosen when it is started. */
static void
read_pixi(const struct manifest *m, const struct doc *pixi)
{
	const struct doc *features = doc_get(pixi, STR("feature"));

	read_pixi_feature(m, pixi, STR(""));
	read_pixi_part(m, doc_get(pixi, STR("package")), STR("feature:package"));
	for (uint32_t i = 0; features != NULL && i < features->count; i++)
		read_pixi_feature(m, features->items[i],
		                  group_name(m->a, "feature:", features->items[i]->key));
}

void
pyproject_tools(const struct manifest *m, const struct doc *doc)
{
	const struct doc *tool = doc_get(doc, STR("tool"));

	read_uv(m, doc);
	read_hatch(m, doc_get(tool, STR("hatch")));
	read_setuptools(m, doc_get(tool, STR("setuptools")), doc_get(doc, STR("project")));
	read_pixi(m, doc_get(tool, STR("pixi")));
	read_groups(m, doc_find(tool, "pdm.dev-dependencies"));
	doc_directives(m, DIRECTIVE_PACKAGE_ROOT, doc_find(tool, "pdm.build.package-dir"), STR(""));
	doc_requirements(m, doc_find(tool, "rye.dev-dependencies"), STR("group:dev"));
	doc_directives(m, DIRECTIVE_WORKSPACE, doc_find(tool, "rye.workspace.members"), STR(""));
	doc_directives(m, DIRECTIVE_PACKAGE_ROOT, doc_find(tool, "maturin.python-source"), STR(""));
	add_parents(m, doc_find(tool, "scikit-build.wheel.packages"));
}
