/*
 * model.c - prints the services of the current directory's project as JSON; for tests/project.
 *
 * Reads ./shoring.yaml where there is one.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/yaml.h"
#include "grammars/grammars.h"
#include "project/chain.h"

#include <stdio.h>

static bool
open_project(struct arena *a, struct config *config, struct scan *scan, struct project *project,
             struct err *err)
{
	struct buf root = { 0 }, text = { 0 };

	if (!file_canonical(".", &root, err))
		return false;
	config_default(config, str_keep(a, buf_text(&root)));
	buf_release(&root);
	bool ok = true;
	if (file_kind("shoring.yaml") == FILE_REGULAR) {
		ok = file_read("shoring.yaml", 1 << 20, &text, err);
		struct config_source source = {
			STR("shoring.yaml"), buf_text(&text), "", yaml_read
		};
		ok = ok && config_read(config, a, config->root, &source, err);
	}
	buf_release(&text);
	struct scan_options options = { .root = config->root, .exclude = config->exclude };
	if (!ok || !scan_run(scan, a, &options, grammars_all(), err))
		return false;
	project_build(project, a, config, scan, 1);
	return true;
}

static void
list(struct json *j, const char *key, struct strs texts)
{
	json_key(j, key);
	json_array(j);
	for (uint32_t i = 0; i < texts.count; i++)
		json_str(j, texts.at[i]);
	json_array_end(j);
}

static void
modules(struct json *j, const char *key, const struct project *p, struct module_ids ids)
{
	json_key(j, key);
	json_array(j);
	for (uint32_t i = 0; i < ids.count; i++)
		json_str(j, p->modules.at[ids.at[i]].path);
	json_array_end(j);
}

/* All imports of the closure, as [file, kind, target, name, where to]. */
static void
imports(struct json *j, const struct project *p, const struct service *s, struct module_ids order)
{
	json_key(j, "imports");
	json_array(j);
	for (uint32_t i = 0; i < order.count; i++) {
		struct edges edges = project_edges(p, s->env, order.at[i]);

		for (uint32_t k = 0; k < edges.count; k++) {
			const struct edge *e = &edges.at[k];

			json_array(j);
			json_str(j, p->modules.at[order.at[i]].path);
			json_uint(j, e->kind);
			json_uint(j, e->target);
			json_str(j, names_text(p->names, e->name));
			json_str(j, e->to != ID_NONE ? p->modules.at[e->to].path : STR(""));
			json_array_end(j);
		}
	}
	json_array_end(j);
}

/* What the modules of the closure are called. */
static void
names(struct json *j, const struct project *p, const struct service *s, struct module_ids order)
{
	json_key(j, "names");
	json_array(j);
	for (uint32_t i = 0; i < order.count; i++)
		json_str(j, project_name(p, s->env, order.at[i]));
	json_array_end(j);
}

static void
print_service(struct json *j, struct arena *a, const struct project *p, const struct service *s)
{
	json_object(j);
	json_key(j, "name");
	json_str(j, s->name);
	json_key(j, "path");
	json_str(j, s->path);
	list(j, "roots", p->environments.at[s->env].roots);
	if (p->environments.at[s->env].ships_some)
		list(j, "ships", s->ships);
	list(j, "manifests", s->manifests);
	json_key(j, "every_file");
	json_bool(j, s->every_file);
	modules(j, "entries", p, s->entries);
	struct module_ids order = chain_closure(p, a, (service_id)(s - p->services.at)).order;
	modules(j, "closure", p, order);
	json_key(j, "loads");
	json_uint(j, s->loads);
	imports(j, p, s, order);
	names(j, p, s, order);
	json_object_end(j);
}

int
main(void)
{
	struct arena a = { 0 };
	struct buf out = { 0 };
	struct json j = { .out = &out };
	struct config config;
	struct scan scan;
	struct project project;
	struct err err;

	if (!open_project(&a, &config, &scan, &project, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 2;
	}
	json_object(&j);
	json_key(&j, "python");
	json_uint(&j, project.python);
	list(&j, "roots", project.environments.at[ENV_REPOSITORY].roots);
	list(&j, "notes", project.notes);
	json_key(&j, "services");
	json_array(&j);
	for (service_id s = 0; s < project.services.count; s++)
		print_service(&j, &a, &project, &project.services.at[s]);
	json_array_end(&j);
	json_object_end(&j);
	puts(out.at);
	buf_release(&out);
	arena_release(&a);
	return 0;
}
