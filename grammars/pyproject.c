/*
 * pyproject.c - pyproject.toml: the [project] table, and dependency groups.
 */
#include "grammars/pyproject.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/names.h"
#include "base/path.h"
#include "base/vec.h"
#include "grammars/grammars.h"
#include "grammars/pip.h"
#include "packaging/name.h"

#define EXPANDED_MOST 100000 /* requirements of groups, those included counted each time */

static bool
claims(struct str path)
{
	return str_eq(path_base(path), STR("pyproject.toml"));
}

struct str
group_name(struct arena *a, const char *prefix, struct str name)
{
	const char *text = arena_printf(a, "%s" STR_FMT, prefix, STR_ARG(name));

	return str_of(text);
}

void
scripts_add(const struct manifest *m, const struct doc *table)
{
	for (uint32_t i = 0; table != NULL && i < table->count; i++) {
		const struct doc *item = table->items[i];
		struct str target = doc_string(item);

		/* Poetry has tables, too. */
		if (item->kind == DOC_MAP)
			target = doc_string(doc_get(item, STR("reference")));
		if (item->kind == DOC_MAP && target.len == 0)
			target = doc_string(doc_get(item, STR("callable")));
		if (target.len > 0)
			manifest_directive(
				m, DIRECTIVE_SCRIPT, doc_key_span(m, item), item->key, target);
	}
}

static void
read_project(const struct manifest *m, const struct doc *project)
{
	const struct doc *dependencies = doc_get(project, STR("dependencies"));
	const struct doc *extras = doc_get(project, STR("optional-dependencies"));
	const struct doc *points = doc_get(project, STR("entry-points"));

	doc_directives(m, DIRECTIVE_PROJECT, doc_get(project, STR("name")), STR(""));
	doc_directives(
		m, DIRECTIVE_REQUIRES_PYTHON, doc_get(project, STR("requires-python")), STR(""));
	doc_requirements(m, dependencies, STR(""));
	if (dependencies != NULL && dependencies->kind == DOC_LIST && dependencies->count == 0)
		manifest_directive(
			m, DIRECTIVE_EMPTY, doc_key_span(m, dependencies), STR(""), STR(""));
	for (uint32_t i = 0; extras != NULL && i < extras->count; i++)
		doc_requirements(
			m, extras->items[i], group_name(m->a, "extra:", extras->items[i]->key));
	scripts_add(m, doc_get(project, STR("scripts")));
	scripts_add(m, doc_get(project, STR("gui-scripts")));
	for (uint32_t i = 0; points != NULL && i < points->count; i++)
		scripts_add(m, points->items[i]);
}

/* `dynamic = ["dependencies"]`: the build tells them, from where we know, or we do not. */
static void
read_dynamic(const struct manifest *m, const struct doc *doc)
{
	static const char *const sources[] = {
		"tool.setuptools.dynamic.dependencies", "tool.poetry.dependencies",
		"tool.hatch.metadata.hooks.requirements_txt.files"
	};
	const struct doc *dynamic = doc_find(doc, "project.dynamic");

	for (size_t i = 0; i < countof(sources); i++)
		if (doc_find(doc, sources[i]) != NULL)
			return;
	for (uint32_t i = 0; dynamic != NULL && dynamic->kind == DOC_LIST && i < dynamic->count;
	     i++)
		if (str_eq(doc_string(dynamic->items[i]), STR("dependencies")))
			manifest_directive(m, DIRECTIVE_OPEN, doc_span(m, dynamic->items[i]),
			                   STR(""), STR("dependencies"));
}

/* A group being expanded: the next of its items. */
struct place {
	const struct doc *group;
	uint32_t next;
};

VEC(place_vec, struct place);

struct groups {
	const struct manifest *m;
	const struct doc *table;
	struct names *names;
	struct map by_name; /* normalised name to index + 1 */
	uint32_t *seen;     /* by group: index + 1 of the last that included it */
	uint32_t left;      /* requirements that may still be added */
};

/* The group that an item includes, unless `top` has included it already. */
static const struct doc *
included(struct groups *g, const struct doc *item, uint32_t top)
{
	struct str name = doc_string(doc_get(item, STR("include-group")));
	name_id id = names_find(g->names, name_canonical(g->m->a, name));
	const uint32_t *index = name.len > 0 ? map_find(&g->by_name, id) : NULL;

	if (index == NULL || g->seen[*index - 1] == top + 1)
		return NULL;
	g->seen[*index - 1] = top + 1;
	return g->table->items[*index - 1];
}

static void
expand_group(struct groups *g, uint32_t top)
{
	const struct doc *table = g->table;
	struct str name = group_name(g->m->a, "group:", table->items[top]->key);
	struct place_vec stack = { 0 };

	g->seen[top] = top + 1;
	*vec_push(g->m->a, &stack) = (struct place){ table->items[top], 0 };
	while (stack.count > 0 && g->left > 0) {
		struct place *at = &stack.at[stack.count - 1];

		if (at->group->kind != DOC_LIST || at->next == at->group->count) {
			stack.count--;
			continue;
		}
		const struct doc *item = at->group->items[at->next++];
		if (item->kind == DOC_STRING) {
			struct manifest m = *g->m;

			m.flags = stack.count > 1 ? REQUIREMENT_INCLUDED : 0;
			pip_add(&m, item->text, doc_span(g->m, item), name);
			g->left--;
		} else if (item->kind == DOC_MAP) {
			const struct doc *group = included(g, item, top);

			if (group != NULL)
				*vec_push(g->m->a, &stack) = (struct place){ group, 0 };
		}
	}
}

/* PEP 735's [dependency-groups], includes resolved. */
static void
read_groups(const struct manifest *m, const struct doc *table)
{
	struct groups g = { .m = m, .table = table, .left = EXPANDED_MOST };

	if (table == NULL || table->kind != DOC_MAP)
		return;
	g.names = names_new(m->a);
	g.seen = arena_array(m->a, uint32_t, table->count);
	for (uint32_t i = 0; i < table->count; i++) {
		struct str name = name_canonical(m->a, table->items[i]->key);

		*map_put(m->a, &g.by_name, names_put(g.names, name), NULL) = i + 1;
	}
	for (uint32_t i = 0; i < table->count; i++)
		expand_group(&g, i);
}

static void
read_pyproject(void *worker, struct arena *scratch, struct str path, struct str text,
               struct fact_writer *out)
{
	const struct manifest m = manifest_open(scratch, text, out);
	const struct doc *doc = manifest_toml(&m);

	(void)worker, (void)path;
	read_project(&m, doc_get(doc, STR("project")));
	read_dynamic(&m, doc);
	read_groups(&m, doc_get(doc, STR("dependency-groups")));
	pyproject_poetry(&m, doc_find(doc, "tool.poetry"), doc_get(doc, STR("project")));
	pyproject_tools(&m, doc);
	manifest_ignores(&m, true);
}

const struct grammar grammar_pyproject = {
	.name = "pyproject",
	.version = 8,
	.claims = claims,
	.read = read_pyproject,
};
