/*
 * clouds.c - functions that a cloud loads by itself.
 */
#include "base/path.h"
#include "project/model.h"

/* The file that is loaded, told by an import in it, or else by how the folders are called. */
static const struct cloud {
	const char *file, *import, *folder; /* one of the latter; NULL: not by that */
	bool listed; /* it installs just the requirements.txt beside the file */
} clouds[] = {
	{ "main.py", "functions_framework", NULL, true },
	{ "main.py", "firebase_functions", NULL, true },
	{ "main.py", NULL, "cloud_functions", true },
	{ "main.py", NULL, "cloud-functions", true },
	{ "function_app.py", "azure.functions", NULL, true },
	{ "main.py", "chalice", NULL, false },
	{ "main.py", NULL, "functions", false },
	{ "main.py", NULL, "lambdas", false },
	{ "app.py", "functions_framework", NULL, false },
	{ "app.py", "chalice", NULL, false },
	{ "app.py", NULL, "functions", false },
	{ "app.py", NULL, "cloud_functions", false },
	{ "app.py", NULL, "cloud-functions", false },
	{ "app.py", NULL, "lambdas", false },
};

static bool
is_of_cloud(const struct cloud *cloud, const struct facts *f, struct str folder)
{
	bool found = cloud->folder != NULL && path_has_any(folder, &cloud->folder, 1);

	for (uint32_t r = 0; r < f->imports.count && cloud->import != NULL && !found; r++)
		found = str_eq(facts_text(f, f->imports.at[r].module), str_of(cloud->import));
	return found;
}

module_id
cloud_entry(struct model *m, struct str dir, bool *listed)
{
	*listed = false;
	for (size_t i = 0; i < countof(clouds); i++) {
		struct str path = path_join(m->arena, dir, str_of(clouds[i].file));
		module_id module = tree_module_at(m, path);

		if (module == ID_NONE || !is_of_cloud(&clouds[i], m->modules.at[module].facts, dir))
			continue;
		*listed = clouds[i].listed &&
		          scan_has(m->scan, path_join(m->arena, dir, STR("requirements.txt")));
		return module;
	}
	return ID_NONE;
}
