/*
 * homes.c - the directory that a Dockerfile or Procfile speaks for.
 *
 * It is its own; the one above a folder without Python that is there for deployment alone (docker/,
 * deploy/); else, where it has no Python beside it, the one around all that it copies, unless
 * another Dockerfile stands there.
 */
#include "base/path.h"
#include "project/model.h"

static bool
has_python(const struct model *m, struct str dir)
{
	dir_id d = tree_dir(m, dir);

	return d != ID_NONE && m->dirs.at[d].runs;
}

static struct str
home_beside(const struct model *m, struct str path)
{
	static const char *const names[] = {
		"docker", ".docker", "deploy", "deployment", "build",
		"ops",    "devops",  "infra",  "container",  "image"
	};
	struct str dir = path_dir(path);

	if (has_python(m, dir))
		return dir;
	for (size_t i = 0; i < countof(names); i++)
		if (str_eq(path_base(dir), str_of(names[i])))
			return path_dir(dir);
	return dir;
}

/* The directory around all the Python that the Dockerfile copies by name; false: there is none. */
static bool
home_of_copies(struct model *m, file_id dockerfile, struct str *out)
{
	struct deployment d = { 0 };
	bool any = false;

	deploy_read(m, dockerfile, &d);
	for (uint32_t i = 0; i < d.copies.count; i++) {
		struct str dir = d.copies.at[i].from;

		if (scan_has(m->scan, dir)) {
			if (!path_has_ext(dir, STR("py")))
				continue;
			dir = path_dir(dir);
		}
		if (!has_python(m, dir))
			continue;
		while (any && !path_within(dir, *out))
			*out = path_dir(*out);
		*out = any ? *out : dir;
		any = true;
	}
	return any;
}

void
homes_build(struct model *m)
{
	struct map taken = { 0 }; /* name_id of a directory with a Dockerfile of its own → 1 */

	for (unsigned round = 0; round < 2; round++)
		for (uint32_t n = 0; n < m->deployment_count; n++) {
			file_id id = m->deployments[n];
			const struct scanned *file = &m->scan->files.at[id];
			bool docker = manifest_is(file, "dockerfile");
			struct str home = home_beside(m, file->path), inferred;

			if ((!docker && !manifest_is(file, "procfile")) ||
			    has_python(m, home) != (round == 0))
				continue;
			if (round == 0)
				*map_put(m->arena, &taken, names_put(m->names, home), NULL) = 1;
			else if (docker && home_of_copies(m, id, &inferred) && inferred.len > 0 &&
			         map_find(&taken, names_put(m->names, inferred)) == NULL)
				home = inferred;
			*map_put(m->arena, &m->homes, id, NULL) = names_put(m->names, home) + 1;
		}
}

struct str
home_of_deployment(const struct model *m, file_id file)
{
	const uint32_t *home = map_find(&m->homes, file);

	return home != NULL ? names_text(m->names, *home - 1) : STR("");
}
