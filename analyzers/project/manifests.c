/*
 * manifests.c - which requirement files hold for a service, and what they install by path.
 */
#include "base/path.h"
#include "base/sorted.h"
#include "packaging/name.h"
#include "project/model.h"

bool
manifest_is(const struct scanned *file, const char *grammar)
{
	return file->grammar != NULL && file->grammar->name[0] == grammar[0] &&
	       strcmp(file->grammar->name, grammar) == 0;
}

static bool
is_constraints(struct str path)
{
	return str_starts(path_base(path), STR("constraints"));
}

/* Is it a setup.py that calls setup()? */
static bool
is_setup(const struct scanned *file)
{
	if (file->facts.directives.count == 0 || file->grammar == NULL || !file->grammar->source ||
	    !str_eq(path_base(file->path), STR("setup.py")))
		return false;
	for (uint32_t i = 0; i < file->facts.directives.count; i++)
		if (file->facts.directives.at[i].kind == DIRECTIVE_PROJECT ||
		    file->facts.directives.at[i].kind == DIRECTIVE_OPEN)
			return true;
	return false;
}

bool
project_has_block(const struct facts *f)
{
	for (uint32_t i = 0; i < f->directives.count; i++)
		if (f->directives.at[i].kind == DIRECTIVE_BLOCK)
			return true;
	return false;
}

bool
project_is_lock(const struct scanned *file)
{
	return manifest_is(file, "lock") || manifest_is(file, "pipfile.lock");
}

bool
manifest_declares(const struct scanned *file)
{
	if (file->grammar == NULL)
		return false;
	if (file->grammar->source)
		return is_setup(file);
	if (manifest_is(file, "dockerfile") || manifest_is(file, "procfile") ||
	    manifest_is(file, "compose") || manifest_is(file, "script") ||
	    manifest_is(file, "platform") || project_is_lock(file))
		return false;
	if (manifest_is(file, "requirements"))
		return !is_constraints(file->path);
	/* One that cannot be read declares what nobody knows. */
	if (file->facts.requirements.count > 0 || file->facts.problems.count > 0)
		return true;
	for (uint32_t i = 0; i < file->facts.directives.count; i++) {
		enum directive_kind kind = file->facts.directives.at[i].kind;

		if (kind == DIRECTIVE_PROJECT || kind == DIRECTIVE_WORKSPACE ||
		    kind == DIRECTIVE_EMPTY)
			return true;
	}
	return false;
}

/* A distribution's name as its imports are likely to have it. */
static struct str
as_module(struct model *m, struct str name)
{
	struct str canonical = name_canonical(m->arena, name);
	char *at = arena_copy(m->arena, canonical.at, canonical.len);

	for (size_t i = 0; i < canonical.len; i++)
		if (at[i] == '-')
			at[i] = '_';
	return (struct str){ at, canonical.len };
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
		/* Its name follows. */
		if (i + 1 < file->facts.directives.count && d[1].kind == DIRECTIVE_IMAGE &&
		    bases_is_dockerfile(m, id))
			bases_told(m, facts_text(&file->facts, d[1].value), id);
		*map_put(m->arena, &m->contexts, id, NULL) = names_put(m->names, context) + 1;
		/* A service's build stands before its commands. */
		if (is_deployed(file->path)) {
			read_composed(m, file, i, id);
			mounted_read(m, file, i, id);
		}
	}
}

/* The directory that a manifest speaks for: for what is in a folder requirements/ the one around
 * it. */
static struct str
manifest_home(const struct scanned *file)
{
	struct str home = path_dir(file->path);

	if (manifest_is(file, "requirements") && str_eq(path_base(home), STR("requirements")))
		return path_dir(home);
	return home;
}

static void
index_manifest(struct model *m, struct map *in, uint32_t row, struct str dir)
{
	uint32_t *first = map_put(m->arena, in, names_put(m->names, dir), NULL);

	m->next_manifest[row] = *first;
	*first = row + 1;
}

static void
index_lock(struct model *m, file_id lock, struct str dir)
{
	uint32_t *first = map_put(m->arena, &m->locks_in, names_put(m->names, dir), NULL);

	*vec_push(m->arena, &m->locks) = (struct lock_place){ lock, *first };
	*first = m->locks.count;
}

bool
lock_next_member(const struct model *m, const struct scanned *lock, uint32_t *row, struct str *dir)
{
	const struct fact_locks rows = lock->facts.locks;
	struct str home = path_dir(lock->path);

	while (*row < rows.count) {
		const struct fact_locked *r = &rows.at[(*row)++];
		struct str member = facts_text(&lock->facts, r->path);

		if (member.len > 0 && r->extra == 0 && path_resolve(m->arena, home, member, dir) &&
		    path_within(*dir, home) && scan_has_dir(m->scan, *dir))
			return true;
	}
	return false;
}

/* A lock file holds for its directory, and uv's for the members of its workspace. */
static void
read_lock(struct model *m, file_id id)
{
	const struct scanned *file = &m->scan->files.at[id];
	struct str home = path_dir(file->path), member;
	uint32_t row = 0;

	index_lock(m, id, home);
	if (!str_eq(path_base(file->path), STR("uv.lock")))
		return;
	while (lock_next_member(m, file, &row, &member))
		if (!str_eq(member, home))
			index_lock(m, id, member);
}

/* What projects of ours are called. */
static void
read_projects(struct model *m, file_id id)
{
	const struct scanned *file = &m->scan->files.at[id];
	dir_id dir = tree_dir(m, path_dir(file->path));

	for (uint32_t d = 0; d < file->facts.directives.count; d++) {
		const struct fact_directive *row = &file->facts.directives.at[d];

		if (row->kind != DIRECTIVE_PROJECT)
			continue;
		struct str name = facts_text(&file->facts, row->value);
		struct str canonical = name_canonical(m->arena, name);
		*vec_push(m->arena, &m->own) = (struct own_project){ name, canonical, id };
		if (dir != ID_NONE && name.len > 0)
			*map_put(m->arena, &m->projects, names_put(m->names, canonical), NULL) =
				dir + 1;
	}
}

/* What says how something is started, by the directory that it speaks for. */
static void
index_started(struct model *m)
{
	for (uint32_t row = m->deployment_count; row > 0; row--) {
		file_id id = m->deployments[row - 1];
		const struct scanned *file = &m->scan->files.at[id];

		if (manifest_is(file, "dockerfile") || manifest_is(file, "procfile"))
			index_manifest(m, &m->started_in, row - 1, home_of_deployment(m, id));
	}
}

void
manifests_build(struct model *m)
{
	const struct scanned_files files = m->scan->files;

	m->deployments = arena_array(m->arena, file_id, (size_t)files.count + 1);
	for (file_id i = 0; i < files.count; i++)
		if (files.at[i].grammar != NULL &&
		    (!files.at[i].grammar->source || is_setup(&files.at[i])))
			m->deployments[m->deployment_count++] = i;
	m->next_manifest = arena_array(m->arena, uint32_t, (size_t)m->deployment_count + 1);
	/* Lists are built from their ends. */
	for (uint32_t row = m->deployment_count; row > 0; row--) {
		const struct scanned *file = &files.at[m->deployments[row - 1]];

		if (manifest_declares(file))
			index_manifest(m, &m->manifests_in, row - 1, manifest_home(file));
		if (project_is_lock(file))
			read_lock(m, m->deployments[row - 1]);
	}
	for (uint32_t row = 0; row < m->deployment_count; row++) {
		const struct scanned *file = &files.at[m->deployments[row]];

		if (manifest_is(file, "compose"))
			read_compose(m, file);
		else if (manifest_is(file, "platform"))
			platforms_read(m, file);
		read_projects(m, m->deployments[row]);
	}
	homes_build(m);
	index_started(m);
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
	static const char *const names[] = { "pyproject.toml", "setup.cfg", "setup.py" };
	uint32_t before = out->count;

	for (size_t n = 0; n < countof(names); n++) {
		struct str path = path_join(m->arena, dir, str_of(names[n]));
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

enum manifest_list { LIST_FILES, LIST_INSTALLS, LIST_NAMES, LIST_LOCKS };

/* Add s to a list unless it is there. */
static void
add_once(struct collector *c, enum manifest_list list, struct str_vec *to, struct str s)
{
	bool fresh;
	uint64_t key = map_key((uint32_t)list, names_put(c->m->names, s));

	*map_put(c->m->arena, &c->out->known, key, &fresh) = 1;
	if (fresh)
		*vec_push(c->m->arena, to) = s;
}

static void
add_install(struct collector *c, struct str dir)
{
	if (tree_dir(c->m, dir) != ID_NONE)
		add_once(c, LIST_INSTALLS, &c->out->installs, dir);
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
		    !scan_resolve(
			    m->scan, m->arena, path_dir(path), facts_text(f, d->value), &there))
			continue;
		if (d->kind == DIRECTIVE_INCLUDE)
			add_once(c, LIST_FILES, &c->out->files, there);
		else
			add_install(c, there);
	}
	for (uint32_t i = 0; i < f->requirements.count; i++) {
		struct str name = facts_text(f, f->requirements.at[i].name);

		if (name.len == 0)
			continue;
		add_once(c, LIST_NAMES, &c->out->names, as_module(m, name));
		/* A member of the workspace, or a package of this repository by name. */
		const uint32_t *dir =
			map_find(&m->projects, names_put(m->names, name_canonical(m->arena, name)));
		if (dir != NULL)
			add_install(c, m->dirs.at[*dir - 1].path);
	}
}

/* The manifests in a directory, and in its folder requirements/. */
static void
add_manifests_in(struct collector *c, struct str dir)
{
	struct model *m = c->m;
	const uint32_t *first = map_find(&m->manifests_in, names_put(m->names, dir));

	for (uint32_t row = first != NULL ? *first : 0; row != 0; row = m->next_manifest[row - 1])
		add_once(c, LIST_FILES, &c->out->files,
		         m->scan->files.at[m->deployments[row - 1]].path);
}

/* The lock files that hold for a manifest. */
static void
add_locks(struct collector *c, struct str manifest)
{
	struct model *m = c->m;
	const uint32_t *first = map_find(&m->locks_in, names_put(m->names, path_dir(manifest)));

	for (uint32_t row = first != NULL ? *first : 0; row != 0; row = m->locks.at[row - 1].next)
		add_once(c, LIST_LOCKS, &c->out->locks,
		         m->scan->files.at[m->locks.at[row - 1].file].path);
}

void
manifests_of(struct model *m, const struct candidate *c, const struct deployment *d,
             struct manifest_set *out)
{
	struct collector all = { m, out };

	if (c->config != NULL && c->config->has_requirements) {
		for (uint32_t i = 0; i < c->config->requirements.count; i++) {
			struct str path = c->config->requirements.at[i].text;

			add_once(&all, LIST_FILES, &out->files, path);
			if (!scan_has(m->scan, path))
				model_lacks(m, c->name,
				            "service `" STR_FMT "`: requirements file " STR_FMT
				            " does not exist",
				            STR_ARG(c->name), STR_ARG(path));
		}
	} else if (c->script) {
		add_once(&all, LIST_FILES, &out->files, c->path);
	} else {
		add_manifests_in(&all, c->path);
		for (uint32_t i = 0; i < d->includes.count; i++)
			add_once(&all, LIST_FILES, &out->files, d->includes.at[i]);
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
	sorted_put(out->files.at, out->files.count);
	for (uint32_t i = 0; i < out->files.count; i++)
		add_locks(&all, out->files.at[i]);
	sorted_put(out->locks.at, out->locks.count);
}
