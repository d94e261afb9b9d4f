/*
 * tree.c - files become modules, and their folders the tree that names are looked up in.
 */
#include "base/path.h"
#include "base/sorted.h"
#include "project/model.h"

#include <ctype.h>

bool
tree_is_identifier(struct str s)
{
	if (s.len == 0 || isdigit((unsigned char)s.at[0]))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c < 0x80 && c != '_' && !isalnum(c))
			return false;
	}
	return true;
}

bool
tree_is_part(struct str s)
{
	return s.len > 0 && memchr(s.at, '.', s.len) == NULL;
}

static bool
is_test_directory(struct str name)
{
	static const char *const names[] = {
		"test",      "tests",    "testing",    "testdata",
		"test_data", "fixtures", "unit_tests", "integration_tests"
	};

	return str_is_any(name, names, countof(names));
}

/* Is it below a directory of tests? */
static bool
is_below_tests(struct str folder)
{
	struct str part;

	while (str_cut(&folder, '/', &part))
		if (is_test_directory(part))
			return true;
	return false;
}

/* Is it called as tests are? */
static bool
is_test_file(struct str path)
{
	struct str base = path_base(path), stem = path_stem(path);

	if (str_eq(base, STR("conftest.py")) || str_starts(base, STR("test_")) ||
	    str_eq(base, STR("tests.py")) || str_eq(base, STR("noxfile.py")))
		return true;
	return stem.len > 5 && str_ends(stem, STR("_test"));
}

bool
tree_is_test(struct str path)
{
	return is_test_file(path) || is_below_tests(path_dir(path));
}

const struct child *
dir_child(const struct model *m, dir_id d, name_id name)
{
	const uint32_t *row = map_find(&m->child_of_name, map_key(d, name));

	return row != NULL ? &m->children.at[*row - 1] : NULL;
}

/* The place for what the name is in the directory: until the next one is put. */
static struct child *
put_child(struct model *m, dir_id d, struct str text)
{
	name_id name = names_put(m->names, text);
	uint32_t *row = map_put(m->arena, &m->child_of_name, map_key(d, name), NULL);

	if (*row == 0) {
		*vec_push(m->arena, &m->children) =
			(struct child){ name, ID_NONE, ID_NONE, false, m->dirs.at[d].children };
		m->dirs.at[d].children = *row = m->children.count;
	}
	return &m->children.at[*row - 1];
}

static dir_id
put_one(struct model *m, struct str path, dir_id parent)
{
	uint32_t *at = map_put(m->arena, &m->dir_of_path, names_put(m->names, path), NULL);

	if (*at == 0) {
		struct dir d = {
			.path = path, .parent = parent, .init = ID_NONE, .first = m->modules.count
		};

		d.tests = parent != ID_NONE &&
		          (m->dirs.at[parent].tests || is_test_directory(path_base(path)));
		*vec_push(m->arena, &m->dirs) = d;
		*at = m->dirs.count;
		if (parent != ID_NONE)
			put_child(m, parent, path_base(path))->dir = *at - 1;
	}
	return *at - 1;
}

/* The directory and those around it, from the top: hostile depth costs no stack. */
static dir_id
put_dir(struct model *m, struct str path)
{
	dir_id d = tree_dir(m, path);

	if (d != ID_NONE)
		return d;
	for (size_t i = 0; i <= path.len; i++)
		if (i == 0 || i == path.len || path.at[i] == '/')
			d = put_one(m, (struct str){ path.at, i }, d);
	return d;
}

dir_id
tree_dir(const struct model *m, struct str path)
{
	name_id key = names_find(m->names, path);

	if (key == NAME_NONE && path.len > 0)
		return ID_NONE;
	const uint32_t *at = map_find(&m->dir_of_path, key);
	return at == NULL ? ID_NONE : *at - 1;
}

bool
tree_is_below(const struct model *m, module_id module, struct str dir)
{
	struct str path = m->modules.at[module].path;

	return dir.len == 0 ||
	       (path.len > dir.len && path.at[dir.len] == '/' && str_starts(path, dir));
}

module_id
tree_first_below(const struct model *m, struct str dir)
{
	dir_id d = tree_dir(m, dir);

	return d != ID_NONE ? m->dirs.at[d].first : m->modules.count;
}

/* Something that can be imported at run time is below the directory and those around it. */
static void
mark_runs(struct model *m, dir_id d)
{
	while (d != ID_NONE && !m->dirs.at[d].runs) {
		m->dirs.at[d].runs = true;
		d = m->dirs.at[d].parent;
	}
}

static void
add_module(struct model *m, file_id id)
{
	const struct scanned *file = &m->scan->files.at[id];
	struct str folder = path_dir(file->path), stem = path_stem(file->path);
	module_id module = m->modules.count;
	dir_id last = module > 0 ? m->module_dirs.at[module - 1] : 0;
	/* Files of a directory follow one another. */
	dir_id d = str_eq(m->dirs.at[last].path, folder) ? last : put_dir(m, folder);
	struct module *row = vec_push(m->arena, &m->modules);

	*vec_push(m->arena, &m->module_dirs) = d;

	row->file = id;
	row->path = file->path;
	row->facts = &file->facts;
	row->package = str_eq(stem, STR("__init__"));
	row->stub = path_has_ext(file->path, STR("pyi"));
	row->opaque = file->excluded || scan_is_unreadable(file);
	row->test = m->dirs.at[d].tests || is_test_file(file->path);
	row->owner = ID_NONE;
	row->env = ENV_REPOSITORY;
	m->module_of_file[id] = module + 1;

	if (!row->stub)
		mark_runs(m, d);
	if (row->package && m->dirs.at[d].init == ID_NONE)
		/* x.py comes before x.pyi, and hides it. */
		m->dirs.at[d].init = module;
	/* `import p.__init__` finds the file once more, as any other. */
	struct child *child = put_child(m, d, stem);
	if (child->module == ID_NONE)
		child->module = module;
}

/* "_speed.cpython-311-x86_64-linux-gnu.so" is the module _speed. */
static void
add_extension(struct model *m, struct str path)
{
	if (!path_has_ext(path, STR("so")) && !path_has_ext(path, STR("pyd")))
		return;
	struct str base = path_base(path);
	struct str rest = base, stem;

	if (!str_cut(&rest, '.', &stem) || !tree_is_identifier(stem))
		return;
	dir_id d = put_dir(m, path_dir(path));
	mark_runs(m, d);
	if (str_eq(stem, STR("__init__")))
		m->dirs.at[d].extension_init = true;
	else
		put_child(m, d, stem)->extension = true;
}

/* A submodule that is not checked out may be a package: as with an extension, nothing is known of it. */
static void
add_submodule(struct model *m, struct str path)
{
	dir_id d = put_dir(m, path);

	mark_runs(m, d);
	m->dirs.at[d].extension_init = true;
}

module_id
tree_module_at(const struct model *m, struct str path)
{
	file_id file = scan_file(m->scan, path);
	module_id at = file == UINT32_MAX ? 0 : m->module_of_file[file];

	return at == 0 ? ID_NONE : at - 1;
}

void
tree_build(struct model *m)
{
	uint32_t files = m->scan->files.count;

	m->module_of_file = arena_array(m->arena, module_id, (size_t)files + 1);
	/* Nearly all files are modules; each has a name, and one with dots. */
	vec_expect(m->arena, &m->modules, files);
	vec_expect(m->arena, &m->module_dirs, files);
	map_expect(m->arena, &m->child_of_name, files);
	names_expect(m->names, files);
	put_dir(m, STR(""));
	for (file_id i = 0; i < files; i++) {
		const struct scanned *file = &m->scan->files.at[i];

		if (file->grammar != NULL && file->grammar->source)
			add_module(m, i);
	}
	for (uint32_t i = 0; i < m->scan->paths.count; i++)
		add_extension(m, m->scan->paths.at[i]);
	for (uint32_t i = 0; i < m->scan->submodules.count; i++)
		add_submodule(m, m->scan->submodules.at[i]);
	m->self = arena_array(m->arena, dir_id, m->dirs.count);
	for (dir_id d = 0; d < m->dirs.count; d++)
		m->self[d] = d;
}
