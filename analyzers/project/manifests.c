/*
 * manifests.c - which requirement files hold for a service, and what they install by path.
 */
#include "base/path.h"
#include "project/model.h"

#include <ctype.h>
#include <stdlib.h>

bool
manifest_is(const struct scanned *file, const char *grammar)
{
	return file->grammar != NULL && strcmp(file->grammar->name, grammar) == 0;
}

static bool
is_constraints(struct str path)
{
	return str_starts(path_base(path), STR("constraints"));
}

bool
manifest_declares(const struct scanned *file)
{
	if (file->grammar == NULL || file->grammar->source || manifest_is(file, "dockerfile") ||
	    manifest_is(file, "procfile") || manifest_is(file, "compose"))
		return false;
	if (manifest_is(file, "requirements"))
		return !is_constraints(file->path);
	if (file->facts.requirements.count > 0)
		return true;
	for (uint32_t i = 0; i < file->facts.directives.count; i++) {
		enum directive_kind kind = file->facts.directives.at[i].kind;

		if (kind == DIRECTIVE_PROJECT || kind == DIRECTIVE_WORKSPACE)
			return true;
	}
	return false;
}

/* PEP 503, with `sep` between the parts: '-' for distributions, '_' as imports have it. */
static struct str
normalised(struct model *m, struct str name, char sep)
{
	char *at = arena_array(m->arena, char, name.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.at[i];

		if (c == '-' || c == '_' || c == '.') {
			if (len == 0 || at[len - 1] != sep)
				at[len++] = sep;
		} else {
			at[len++] = (char)tolower(c);
		}
	}
	return (struct str){ at, len };
}

/* Is it the file that is started with? Others are laid over it for tests and at home. */
static bool
is_deployed(struct str path)
{
	struct str name = path_stem(path);

	return str_eq(name, STR("compose")) || str_eq(name, STR("docker-compose")) ||
	       (name.len > 5 && str_eq((struct str){ name.at + name.len - 5, 5 }, STR(".prod")));
}

/* The commands of one service of a compose file. */
static void
read_composed(struct model *m, const struct scanned *file, uint32_t stage, file_id dockerfile)
{
	const struct fact_directives rows = file->facts.directives;

	for (uint32_t i = stage; i < rows.count && rows.at[i].stage == rows.at[stage].stage; i++) {
		uint32_t *first;

		if (rows.at[i].kind != DIRECTIVE_COMMAND)
			continue;
		first = map_put(m->arena, &m->composed_first, dockerfile, NULL);
		*vec_push(m->arena, &m->composed) =
			(struct composed){ facts_text(&file->facts, rows.at[i].value), *first };
		*first = m->composed.count;
	}
}

/* A compose file names the context that a Dockerfile is built in, and what is started. */
static void
read_compose(struct model *m, const struct scanned *file)
{
	for (uint32_t i = 0; i < file->facts.directives.count; i++) {
		const struct fact_directive *d = &file->facts.directives.at[i];
		struct str context, dockerfile, named = facts_text(&file->facts, d->value);

		if (d->kind != DIRECTIVE_BUILD ||
		    !path_resolve(m->arena, path_dir(file->path), facts_text(&file->facts, d->key),
		                  &context) ||
		    !path_resolve(m->arena, context, named.len > 0 ? named : STR("Dockerfile"),
		                  &dockerfile))
			continue;
		file_id id = scan_file(m->scan, dockerfile);
		if (id == UINT32_MAX)
			continue;
		*map_put(m->arena, &m->contexts, id, NULL) = names_put(m->names, context) + 1;
		/* A service's build stands before its commands. */
		if (is_deployed(file->path))
			read_composed(m, file, i, id);
	}
}

void
manifests_build(struct model *m)
{
	m->deployments = arena_array(m->arena, file_id, (size_t)m->scan->files.count + 1);
	for (file_id i = 0; i < m->scan->files.count; i++)
		if (m->scan->files.at[i].grammar != NULL && !m->scan->files.at[i].grammar->source)
			m->deployments[m->deployment_count++] = i;
	for (file_id i = 0; i < m->scan->files.count; i++) {
		const struct scanned *file = &m->scan->files.at[i];

		if (manifest_is(file, "compose"))
			read_compose(m, file);
		for (uint32_t d = 0; d < file->facts.directives.count; d++) {
			const struct fact_directive *row = &file->facts.directives.at[d];
			dir_id dir = tree_dir(m, path_dir(file->path));

			if (row->kind != DIRECTIVE_PROJECT || dir == ID_NONE)
				continue;
			struct str name = normalised(m, facts_text(&file->facts, row->value), '-');
			*map_put(m->arena, &m->projects, names_put(m->names, name), NULL) = dir + 1;
		}
	}
}

static void
add_package_root(struct model *m, struct str_vec *out, struct str root)
{
	m->dirs.at[tree_dir(m, root)].packages = true;
	str_vec_add(m, out, root);
}

void
manifest_package_roots(struct model *m, struct str dir, struct str_vec *out)
{
	static const char *const names[] = { "pyproject.toml", "setup.cfg" };
	uint32_t before = out->count;

	for (size_t n = 0; n < countof(names); n++) {
		struct str path =
			path_join(m->arena, dir, (struct str){ names[n], strlen(names[n]) });
		file_id id = scan_file(m->scan, path);

		if (id == UINT32_MAX)
			continue;
		const struct facts *f = &m->scan->files.at[id].facts;
		for (uint32_t i = 0; i < f->directives.count; i++) {
			struct str root;

			if (f->directives.at[i].kind == DIRECTIVE_PACKAGE_ROOT &&
			    path_resolve(m->arena, dir, facts_text(f, f->directives.at[i].value),
			                 &root) &&
			    tree_dir(m, root) != ID_NONE)
				add_package_root(m, out, root);
		}
	}
	if (out->count > before)
		return;
	struct str src = path_join(m->arena, dir, STR("src"));
	dir_id d = tree_dir(m, src);
	/* A src/ that is itself a package is imported as `src`. */
	if (d != ID_NONE && m->dirs.at[d].init == ID_NONE)
		add_package_root(m, out, src);
	str_vec_add(m, out, dir);
}

struct collector {
	struct model *m;
	struct manifest_set *out;
};

static void
add_install(struct collector *c, struct str dir)
{
	if (tree_dir(c->m, dir) != ID_NONE)
		str_vec_add(c->m, &c->out->installs, dir);
}

/* One manifest: its includes join the queue, its path installs the others. */
static void
read_manifest(struct collector *c, struct str path)
{
	struct model *m = c->m;
	file_id id = scan_file(m->scan, path);

	if (id == UINT32_MAX)
		return;
	const struct facts *f = &m->scan->files.at[id].facts;
	for (uint32_t i = 0; i < f->directives.count; i++) {
		const struct fact_directive *d = &f->directives.at[i];
		struct str there;

		if ((d->kind != DIRECTIVE_INCLUDE && d->kind != DIRECTIVE_INSTALL_PATH) ||
		    !path_resolve(m->arena, path_dir(path), facts_text(f, d->value), &there))
			continue;
		if (d->kind == DIRECTIVE_INCLUDE)
			str_vec_add(m, &c->out->files, there);
		else
			add_install(c, there);
	}
	for (uint32_t i = 0; i < f->requirements.count; i++) {
		struct str name = facts_text(f, f->requirements.at[i].name);

		if (name.len == 0)
			continue;
		str_vec_add(m, &c->out->names, normalised(m, name, '_'));
		/* A member of the workspace, or a package of this repository by name. */
		const uint32_t *dir =
			map_find(&m->projects, names_put(m->names, normalised(m, name, '-')));
		if (dir != NULL)
			add_install(c, m->dirs.at[*dir - 1].path);
	}
}

/* The manifests in a directory, and in its folder requirements/. */
static void
add_manifests_in(struct collector *c, struct str dir)
{
	struct model *m = c->m;

	for (uint32_t i = 0; i < m->deployment_count; i++) {
		const struct scanned *file = &m->scan->files.at[m->deployments[i]];
		struct str home = path_dir(file->path);

		if (!manifest_declares(file))
			continue;
		if (manifest_is(file, "requirements") &&
		    str_eq(path_base(home), STR("requirements")) && !str_eq(home, dir))
			home = path_dir(home);
		if (str_eq(home, dir))
			str_vec_add(m, &c->out->files, file->path);
	}
}

static int
by_text(const void *left, const void *right)
{
	return str_order(*(const struct str *)left, *(const struct str *)right);
}

void
manifests_of(struct model *m, const struct candidate *c, const struct deployment *d,
             struct manifest_set *out)
{
	struct collector all = { m, out };

	if (c->config != NULL && c->config->has_requirements) {
		for (uint32_t i = 0; i < c->config->requirements.count; i++) {
			struct str path = c->config->requirements.at[i].text;

			str_vec_add(m, &out->files, path);
			if (!scan_has(m->scan, path))
				model_note(m,
				           "service `" STR_FMT "`: requirements file " STR_FMT
				           " does not exist",
				           STR_ARG(c->name), STR_ARG(path));
		}
	} else {
		add_manifests_in(&all, c->path);
		for (uint32_t i = 0; i < d->includes.count; i++)
			str_vec_add(m, &out->files, d->includes.at[i]);
		if (out->files.count == 0)
			add_manifests_in(&all, STR(""));
	}
	for (uint32_t i = 0; i < d->installs.count; i++)
		if (!str_eq(d->installs.at[i], c->path))
			add_install(&all, d->installs.at[i]);
	/* Both lists grow while they are read: what is installed has manifests of its own. */
	uint32_t file = 0, install = 0;
	while (file < out->files.count || install < out->installs.count) {
		if (file < out->files.count)
			read_manifest(&all, out->files.at[file++]);
		else
			add_manifests_in(&all, out->installs.at[install++]);
	}
	if (out->files.count > 0)
		qsort(out->files.at, out->files.count, sizeof(*out->files.at), by_text);
}
